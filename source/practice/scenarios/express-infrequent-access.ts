import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressInfrequentAccess = pricingScenario({
	id: 'express-infrequent-access',
	story:
		'The new environment was built to save money. Its executions run, and the console shows Unknown.',
	pricing: {
		class: 'INFREQUENT_ACCESS',
		runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(14), ending: 'succeeded'}],
	},
});
