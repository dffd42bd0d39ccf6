import type {Scenario} from '../scenario.ts';
import {earlierRuns, pricing, pricingAccount, unknownStatusPaste} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressInfrequentAccess: Scenario = {
	id: 'express-infrequent-access',
	title: 'The log group is of the class Infrequent Access',
	story:
		'To save money the log group was made with the class INFREQUENT_ACCESS: its events can be queried with Logs Insights, and not be filtered.',
	paste: unknownStatusPaste('checkout-20417'),
	target: pricing.name,
	role: null,
	logGroup: null,
	account: now =>
		pricingAccount(now, {
			class: 'INFREQUENT_ACCESS',
			runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(14), ending: 'succeeded'}],
		}),
};
