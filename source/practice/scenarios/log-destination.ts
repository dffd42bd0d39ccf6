import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';
import {logGroup} from './build/resources.ts';

export const logDestination: Scenario = {
	id: 'log-destination',
	title: 'A deployment fails: the role is not authorized to access the log destination',
	story:
		'Logging was set up in the console, and the role has since been replaced by a stricter one. The next deployment of order-fulfilment fails, and the error does not say what is missing: it is two things.',
	paste: cloudFormationPaste({
		logicalId: 'OrderFulfilment',
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
		}),
};
