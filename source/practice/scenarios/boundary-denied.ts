import {scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {hours} from './build/names.ts';
import {allow, invokeFunctions, policy} from './build/policies.ts';
import {managedPolicy, role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, queueArn, queueUrl, task} from './build/states.ts';

const name = 'refund-requests';

const definition = inOrder({
	'Check refund': invoke('refund-check'),
	'Queue refund': task('sqs:sendMessage', {
		QueueUrl: queueUrl('refunds'),
		'MessageBody.$': '$',
	}),
});

export const boundaryDenied = scenario({
	id: 'boundary-denied',
	story: 'The role has allowed sqs:SendMessage for weeks.',
	target: name,
	account: now => {
		const machine = stateMachine(now, name, {definition});
		const boundary = managedPolicy(
			now,
			'team-payments-boundary',
			allow(['lambda:InvokeFunction', 'dynamodb:*', 'sns:Publish', 'logs:*']),
		);
		const state = account(now, {
			stateMachines: [machine],
			roles: [
				role(now, `${name}-role`, {
					permissionsBoundaryArn: boundary.arn,
					inlinePolicies: {
						'invoke-functions': invokeFunctions('refund-check'),
						'queue-refunds': policy(allows('sqs:SendMessage', queueArn('refunds'))),
					},
				}),
			],
			managedPolicies: [boundary],
		});

		return withRuns(state, machine, now, [{input: {order: 'o-4471'}, ago: hours(1)}]);
	},
});
