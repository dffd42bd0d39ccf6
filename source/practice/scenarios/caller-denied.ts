import {deliveryPolicyFor} from './build/account.ts';
import {accountId, stateMachineArn} from './build/names.ts';
import {orders, ordersRole, ordersScenario} from './build/orders.ts';
import {cliPaste} from './build/pastes.ts';
import {policy, trust} from './build/policies.ts';
import {role} from './build/resources.ts';
import {allows} from './build/statements.ts';

const deployer = 'workflow-deployer';

export const callerDenied = ordersScenario({
	id: 'caller-denied',
	story: 'The pipeline created the state machine and now has to update it.',
	paste: cliPaste(
		'AccessDeniedException',
		`User: arn:aws:sts::${accountId}:assumed-role/${deployer}/build-1842 is not authorized to perform: states:UpdateStateMachine on resource: ${stateMachineArn(orders.name)} because no identity-based policy allows the states:UpdateStateMachine action`,
	),
	around: now => ({
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
		logResourcePolicies: [deliveryPolicyFor(now)],
	}),
});
