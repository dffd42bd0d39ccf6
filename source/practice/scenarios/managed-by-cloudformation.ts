import {uuidOf} from '../ids.ts';
import type {Scenario} from '../scenario.ts';
import {account, deliveryPolicyFor} from './build/account.ts';
import {accountId, region} from './build/names.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';
import {logGroup} from './build/resources.ts';

const stack = 'order-fulfilment-prod';

export const managedByCloudFormation: Scenario = {
	id: 'managed-by-cloudformation',
	title: 'The role has no permissions for log delivery, and CloudFormation owns it',
	story:
		'A fix made by hand helps now, and the next deployment of the stack takes it back: it belongs into the template as well.',
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
			stateMachines: [
				ordersMachine(now, {
					tags: {
						'aws:cloudformation:stack-name': stack,
						'aws:cloudformation:stack-id': `arn:aws:cloudformation:${region}:${accountId}:stack/${stack}/${uuidOf(stack)}`,
						'aws:cloudformation:logical-id': 'OrderFulfilment',
						team: 'fulfilment',
					},
				}),
			],
			roles: [ordersRole(now, [])],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
		}),
};
