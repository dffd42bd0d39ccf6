import {ordersScenario} from './build/orders.ts';

export const healthy = ordersScenario({
	id: 'healthy',
	title: 'A check before a release',
	story: 'Nothing has failed.',
});
