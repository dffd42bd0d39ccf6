import type {Scenario} from '../scenario.ts';
import {earlierRuns, pricing, pricingAccount, unknownStatusPaste} from './build/express.ts';
import {minutes} from './build/names.ts';
import {deliveryActions} from './build/policies.ts';

export const expressTwoActionsMissing: Scenario = {
	id: 'express-two-actions-missing',
	title: 'Express executions show Unknown: the role has eight of the ten log actions',
	story:
		'A module grants the eight actions that set log delivery up. The guide lists two more since. All the same, the logs are there.',
	paste: unknownStatusPaste('checkout-20417'),
	target: pricing.name,
	role: null,
	logGroup: null,
	account: now =>
		pricingAccount(now, {
			logsActions: deliveryActions,
			runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(14), ending: 'succeeded'}],
		}),
};
