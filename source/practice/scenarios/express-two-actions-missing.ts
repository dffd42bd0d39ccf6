import {earlierRuns, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';
import {deliveryActions} from './build/policies.ts';

export const expressTwoActionsMissing = pricingScenario({
	id: 'express-two-actions-missing',
	story:
		'A module grants the eight actions that set up log delivery. The guide now lists two more.',
	pricing: {
		logsActions: deliveryActions,
		runs: [...earlierRuns, {name: 'checkout-20417', ago: minutes(14), ending: 'succeeded'}],
	},
});
