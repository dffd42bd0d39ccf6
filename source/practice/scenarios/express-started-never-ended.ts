import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';

export const expressStartedNeverEnded = pricingScenario({
	id: 'express-started-never-ended',
	title: 'The logs hold the start of an Express execution, but not its end',
	story:
		'The execution started an hour ago, and an Express execution runs for at most five minutes. Its end was never logged.',
	pricing: {
		runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(62), ending: 'not-logged'}],
	},
});
