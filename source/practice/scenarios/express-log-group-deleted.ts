import {pricingScenario} from './build/express.ts';

export const expressLogGroupDeleted = pricingScenario({
	id: 'express-log-group-deleted',
	title: 'Express executions are missing: their log group was deleted',
	story:
		'The console shows Express executions from their log group. Someone deleted it in a clean-up.',
	pricing: {runs: [], hasLogGroup: false},
});
