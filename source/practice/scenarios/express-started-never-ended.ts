import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressStartedNeverEnded = pricingScenario({
	id: 'express-started-never-ended',
	story: 'An Express execution runs for at most five minutes, and this one started an hour ago.',
	pricing: {
		runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(62), ending: 'not-logged'}],
	},
});
