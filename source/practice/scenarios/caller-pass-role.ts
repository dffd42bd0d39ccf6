import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {accountId, roleArn, stateMachineArn} from './build/names.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {cloudFormationPaste} from './build/pastes.ts';
import {policy, trust} from './build/policies.ts';
import {logGroup, role} from './build/resources.ts';
import {allows} from './build/statements.ts';

const deployer = 'workflow-deployer';

export const callerPassRole: Scenario = {
	id: 'caller-pass-role',
	title: 'A deployment fails: the pipeline may not pass the state machine’s role',
	story:
		'The state machine was given a role of its own, and whoever deploys it hands that role over. The message speaks of iam:PassRole, and means the pipeline.',
	paste: cloudFormationPaste({
		logicalId: 'OrderFulfilment',
		code: 'AccessDeniedException',
		message: `User: arn:aws:sts::${accountId}:assumed-role/${deployer}/AWSCloudFormation is not authorized to perform: iam:PassRole on resource: ${roleArn(orders.role)} because no identity-based policy allows the iam:PassRole action`,
	}),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [
				ordersRole(now),
				role(now, deployer, {
					trustPolicy: trust('cloudformation.amazonaws.com'),
					inlinePolicies: {
						deploy: policy(
							allows(
								[
									'states:CreateStateMachine',
									'states:UpdateStateMachine',
									'states:DescribeStateMachine',
									'states:TagResource',
								],
								stateMachineArn('*'),
							),
							allows('iam:PassRole', roleArn('old-shared-workflow-role')),
						),
					},
				}),
			],
			logGroups: [logGroup(now, orders.logGroup)],
		}),
};
