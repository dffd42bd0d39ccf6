import type {Scenario} from '../scenario.ts';
import {earlierRuns, pricing, pricingAccount, unknownStatusPaste} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressStartedNeverEnded: Scenario = {
	id: 'express-started-never-ended',
	title: 'The logs hold the start of an Express execution, and not its end',
	story:
		'The execution began an hour ago, and an Express execution takes five minutes at the most. Its end was never logged.',
	paste: unknownStatusPaste('checkout-20417'),
	target: pricing.name,
	role: null,
	logGroup: null,
	account: now =>
		pricingAccount(now, {
			runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(62), ending: 'not-logged'}],
		}),
};
