import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cliPaste, notAuthorized} from './build/pastes.ts';
import {loggingActions} from './build/policies.ts';
import {logGroup} from './build/resources.ts';

export const missingResourcePolicy: Scenario = {
	id: 'missing-resource-policy',
	title: 'No resource policy lets log delivery write to the log group',
	story:
		'The role may set log delivery up, but not write resource policies: a central team does that, and has forgotten this log group.',
	paste: cliPaste('AccessDeniedException', notAuthorized),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [
				ordersRole(
					now,
					loggingActions.filter(action => action !== 'logs:PutResourcePolicy'),
				),
			],
			logGroups: [logGroup(now, orders.logGroup)],
		}),
};
