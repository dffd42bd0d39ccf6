import type {Scenario} from '../scenario.ts';
import {account, deliveryPolicyFor} from './build/account.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cliPaste} from './build/pastes.ts';

export const logGroupMissing: Scenario = {
	id: 'log-group-missing',
	title: 'The log group has been deleted',
	story:
		'A clean-up of old log groups took the one of order-fulfilment with it. Executions run on, their logs go nowhere, and the next update is refused.',
	paste: cliPaste(
		'InvalidLoggingConfiguration',
		'Invalid Logging Configuration: Log Destination not found.',
	),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [ordersRole(now)],
			logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
		}),
};
