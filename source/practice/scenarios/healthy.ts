import {ordersScenario} from './build/orders.ts';

export const healthy = ordersScenario({
	id: 'healthy',
	story: 'Nothing has failed.',
});
