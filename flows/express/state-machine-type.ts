import {nameOfArn} from '../../source/aws/arn.ts';
import {option} from '../../source/aws/shell-quote.ts';
import {
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import {timeOf} from '../../source/text.ts';
import {namedExecution} from '../common/express-subject.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {liveStateMachine} from '../common/subject-state-machine.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html */
export const check: Check = stateMachineCheck({
	id: 'state-machine-type',
	title: 'The state machine is of type Express',
	decisive: true,
	findOut: subject => [describeStateMachine(subject, 'type')],

	async run(context) {
		const {name, type} = await liveStateMachine(context);

		return type === 'EXPRESS'
			? {
					outcome: 'ok',
					evidence: 'read',
					answer: `${name} is EXPRESS. Step Functions keeps no history of its executions: the console shows what it reads from CloudWatch Logs.`,
				}
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `${name} is STANDARD. Step Functions itself keeps the status of its executions (DescribeExecution), whatever the logs have.`,
					details: await standardStatus(context),
				};
	},
});

async function standardStatus({subject, reads}: StateMachineContext): Promise<Detail[]> {
	const arn = namedExecution(subject);

	if (!arn?.includes(':execution:')) {
		return [
			{
				kind: 'command',
				text: 'Its executions',
				command: [
					'stepfunctions',
					'list-executions',
					...option('state-machine-arn', subject.stateMachineArn),
				],
			},
		];
	}

	const {status, stoppedAt, error, cause} = await reads.execution(arn);
	const reason = [error, cause].filter(text => text !== null).join(': ');

	return [
		`The status of ${nameOfArn(arn)} is ${status}${stoppedAt ? ` since ${timeOf(stoppedAt)}` : ''}${reason === '' ? '.' : `: ${reason}`}`,
	];
}
