import type {Scenario} from '../scenario.ts';
import {earlierRuns, pricing, pricingAccount, unknownStatusPaste} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressLevelError: Scenario = {
	id: 'express-level-error',
	title: 'Express executions show Unknown: only errors are logged',
	story:
		'The log level was turned down to ERROR to save money. Since then the console knows nothing of the executions that succeed.',
	paste: unknownStatusPaste('checkout-20417'),
	target: pricing.name,
	role: null,
	logGroup: null,
	account: now =>
		pricingAccount(now, {
			level: 'ERROR',
			runs: [
				...earlierRuns,
				{name: 'checkout-20405', ago: minutes(81), ending: 'failed'},
				{name: 'checkout-20417', ago: minutes(14), ending: 'succeeded'},
			],
		}),
};
