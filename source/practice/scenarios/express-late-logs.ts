import type {Scenario} from '../scenario.ts';
import {earlierRuns, pricing, pricingAccount, unknownStatusPaste} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressLateLogs: Scenario = {
	id: 'express-late-logs',
	title: 'An Express execution shows Unknown: its logs came late',
	story:
		'Everything is set up as it should be. CloudWatch Logs delivers as well as it can, and this time it took minutes.',
	paste: unknownStatusPaste('checkout-20417'),
	target: pricing.name,
	role: null,
	logGroup: null,
	account: now =>
		pricingAccount(now, {
			runs: [
				...earlierRuns,
				{name: 'checkout-20417', ago: minutes(11), ending: 'succeeded', delay: minutes(7)},
			],
		}),
};
