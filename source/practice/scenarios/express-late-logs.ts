import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressLateLogs = pricingScenario({
	id: 'express-late-logs',
	title: 'An Express execution shows Unknown: its logs arrived late',
	story:
		'Everything is set up correctly. CloudWatch Logs delivers with best effort, and this time it took minutes.',
	pricing: {
		runs: [
			...earlierRuns,
			{name: 'checkout-20417', ago: minutes(11), ending: 'succeeded', delay: minutes(7)},
		],
	},
});
