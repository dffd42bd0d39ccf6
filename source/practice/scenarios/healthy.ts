import type {Scenario} from '../scenario.ts';
import {account, deliveryPolicyFor} from './build/account.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {logGroup} from './build/resources.ts';

export const healthy: Scenario = {
	id: 'healthy',
	title: 'Nothing is wrong',
	story: 'Role, resource policy and log group are as they should be.',
	paste: null,
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [ordersRole(now)],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
		}),
};
