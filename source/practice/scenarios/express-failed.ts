import type {Scenario} from '../scenario.ts';
import {earlierRuns, pricing, pricingAccount, unknownStatusPaste} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressFailed: Scenario = {
	id: 'express-failed',
	title: 'An Express execution shows Unknown, and has failed',
	story: 'The console does not say what became of the execution. The logs do: it failed, and why.',
	paste: unknownStatusPaste('checkout-20417'),
	target: pricing.name,
	role: null,
	logGroup: null,
	account: now =>
		pricingAccount(now, {
			runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(14), ending: 'failed'}],
		}),
};
