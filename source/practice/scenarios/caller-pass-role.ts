import {deliveryPolicyFor} from './build/account.ts';
import {accountId, roleArn, stateMachineArn} from './build/names.ts';
import {orders, ordersRole, ordersScenario} from './build/orders.ts';
import {cloudFormationPaste} from './build/pastes.ts';
import {policy, trust} from './build/policies.ts';
import {role} from './build/resources.ts';
import {allows} from './build/statements.ts';

const deployer = 'workflow-deployer';

export const callerPassRole = ordersScenario({
	id: 'caller-pass-role',
	story: 'The state machine got a new role. Since then the pipeline fails.',
	paste: cloudFormationPaste({
		logicalId: 'OrderFulfilment',
		code: 'AccessDeniedException',
		message: `User: arn:aws:sts::${accountId}:assumed-role/${deployer}/AWSCloudFormation is not authorized to perform: iam:PassRole on resource: ${roleArn(orders.role)} because no identity-based policy allows the iam:PassRole action`,
	}),
	around: now => ({
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
		logResourcePolicies: [deliveryPolicyFor(now)],
	}),
});
