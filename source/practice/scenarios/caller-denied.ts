import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {accountId, stateMachineArn} from './build/names.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cliPaste} from './build/pastes.ts';
import {policy, trust} from './build/policies.ts';
import {logGroup, role} from './build/resources.ts';
import {allows} from './build/statements.ts';

const deployer = 'workflow-deployer';

export const callerDenied: Scenario = {
	id: 'caller-denied',
	title: 'A deployment fails: the pipeline may not update the state machine',
	story:
		'The pipeline could create state machines, and now has to change one. The role of the state machine is as it should be: it is the pipeline’s that lacks something.',
	paste: cliPaste(
		'AccessDeniedException',
		`User: arn:aws:sts::${accountId}:assumed-role/${deployer}/build-1842 is not authorized to perform: states:UpdateStateMachine on resource: ${stateMachineArn(orders.name)} because no identity-based policy allows the states:UpdateStateMachine action`,
	),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [
				ordersRole(now),
				role(now, deployer, {
					trustPolicy: trust('codebuild.amazonaws.com'),
					inlinePolicies: {
						deploy: policy(
							allows(
								['states:CreateStateMachine', 'states:DescribeStateMachine', 'states:TagResource'],
								stateMachineArn('*'),
							),
						),
					},
				}),
			],
			logGroups: [logGroup(now, orders.logGroup)],
		}),
};
