import type {Scenario} from '../scenario.ts';
import {account, deliveryPolicyFor} from './build/account.ts';
import {seconds} from './build/names.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';
import {loggingActions} from './build/policies.ts';
import {logGroup} from './build/resources.ts';

export const youngRole: Scenario = {
	id: 'young-role',
	title: 'The role is seconds old, and not everything in AWS knows of it yet',
	story:
		'The deployment has deleted the role and made it anew, and went straight on to the state machine. Everything is right; it only takes a moment to be so everywhere.',
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
			roles: [ordersRole(now, loggingActions, {age: seconds(40), policiesAge: seconds(4)})],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
			behaviour: {iamPropagationDelay: seconds(15)},
		}),
};
