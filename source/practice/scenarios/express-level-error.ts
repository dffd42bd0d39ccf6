import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressLevelError = pricingScenario({
	id: 'express-level-error',
	title: 'Express executions show Unknown: only errors are logged',
	story:
		'The log level was reduced to ERROR to save money. Since then the console does not show executions that succeed.',
	pricing: {
		level: 'ERROR',
		runs: [
			...earlierRuns,
			{name: 'checkout-20405', ago: minutes(81), ending: 'failed'},
			{name: 'checkout-20417', ago: minutes(14), ending: 'succeeded'},
		],
	},
});
