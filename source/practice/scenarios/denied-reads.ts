import type {Scenario} from '../scenario.ts';
import {account, deliveryPolicyFor} from './build/account.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cliPaste, notAuthorized} from './build/pastes.ts';
import {logGroup} from './build/resources.ts';

/** What a person on call often may not see. */
const deniedOperations = [
	'iam:GetRole',
	'iam:ListRoles',
	'iam:ListRolePolicies',
	'iam:GetRolePolicy',
	'iam:ListAttachedRolePolicies',
	'iam:GetPolicy',
	'iam:GetPolicyVersion',
	'iam:ListRoleTags',
	'iam:SimulatePrincipalPolicy',
];

export const deniedReads: Scenario = {
	id: 'denied-reads',
	title: 'You may not read IAM',
	story:
		'Your own role may look at Step Functions and CloudWatch Logs, but not at IAM. What cannot be seen has to be asked of somebody else.',
	paste: cliPaste('AccessDeniedException', notAuthorized),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [ordersRole(now, [])],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
			behaviour: {
				faults: deniedOperations.map(operation => ({
					operation,
					kind: 'access-denied',
					times: null,
				})),
			},
		}),
};
