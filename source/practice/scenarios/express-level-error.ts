import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressLevelError = pricingScenario({
	id: 'express-level-error',
	story:
		'The cost of logs was reduced last month. Since then the console shows the executions that fail, and Unknown for all others.',
	pricing: {
		level: 'ERROR',
		runs: [
			...earlierRuns,
			{name: 'checkout-20405', ago: minutes(81), ending: 'failed'},
			{name: 'checkout-20417', ago: minutes(14), ending: 'succeeded'},
		],
	},
});
