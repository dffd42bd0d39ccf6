import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressInfrequentAccess = pricingScenario({
	id: 'express-infrequent-access',
	title: 'The log group has the class Infrequent Access',
	story:
		'To save money the log group was created with the class INFREQUENT_ACCESS. Its events can be queried with Logs Insights, but not filtered.',
	pricing: {
		class: 'INFREQUENT_ACCESS',
		runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(14), ending: 'succeeded'}],
	},
});
