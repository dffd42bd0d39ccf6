import {pricingScenario} from './build/express.ts';

export const expressLogGroupDeleted = pricingScenario({
	id: 'express-log-group-deleted',
	story: 'The account was cleaned up last week. Since then the console shows no executions.',
	pricing: {runs: [], hasLogGroup: false},
});
