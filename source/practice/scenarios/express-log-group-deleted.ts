import type {Scenario} from '../scenario.ts';
import {pricing, pricingAccount, unknownStatusPaste} from './build/express.ts';

export const expressLogGroupDeleted: Scenario = {
	id: 'express-log-group-deleted',
	title: 'Express executions are gone: their log group was deleted',
	story:
		'What the console shows of Express executions is what is in the log group. Somebody deleted it, thinking it was a leftover.',
	paste: unknownStatusPaste('checkout-20417'),
	target: pricing.name,
	role: null,
	logGroup: null,
	account: now => pricingAccount(now, {runs: [], hasLogGroup: false}),
};
