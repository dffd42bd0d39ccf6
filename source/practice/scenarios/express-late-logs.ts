import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressLateLogs = pricingScenario({
	id: 'express-late-logs',
	story: 'Nothing was changed for weeks.',
	pricing: {
		runs: [
			...earlierRuns,
			{name: 'checkout-20417', ago: minutes(11), ending: 'succeeded', delay: minutes(7)},
		],
	},
});
