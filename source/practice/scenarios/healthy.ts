import {ordersScenario} from './build/orders.ts';

export const healthy = ordersScenario({
	id: 'healthy',
	title: 'Everything is in order',
	story: 'Role, resource policy and log group are correct.',
});
