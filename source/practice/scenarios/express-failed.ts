import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressFailed = pricingScenario({
	id: 'express-failed',
	story: 'The console does not show how the execution ended.',
	pricing: {
		runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(14), ending: 'failed'}],
	},
});
