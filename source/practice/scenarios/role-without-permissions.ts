import type {Scenario} from '../scenario.ts';
import {account, deliveryPolicyFor} from './build/account.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {notAuthorized, terraformPaste} from './build/pastes.ts';
import {logGroup} from './build/resources.ts';

export const roleWithoutPermissions: Scenario = {
	id: 'role-without-permissions',
	title: 'The role has no permissions for log delivery',
	story:
		'Somebody tidied the role and took out a statement with logs actions on "*". Executions went on as before; the next terraform apply does not.',
	paste: terraformPaste({
		name: orders.name,
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [ordersRole(now, [])],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
		}),
};
