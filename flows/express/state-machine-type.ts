import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {executionName, namedExecution} from '../common/express-subject.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html */
export const stateMachineType: Check = {
	id: 'state-machine-type',
	title: 'Is the state machine of type Express?',
	decisive: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '')} --query type --output text --region ${region}`,

	async run(context) {
		const stateMachine = await subjectStateMachine(context);

		if (stateMachine === null) {
			return null;
		}

		return stateMachine.type === 'EXPRESS'
			? {
					outcome: 'ok',
					evidence: 'read',
					answer: `Yes: ${stateMachine.name} is EXPRESS. Step Functions keeps no history of its executions: what the console shows of them it reads from CloudWatch Logs.`,
				}
			: standard(stateMachine.name, context);
	},
};

async function standard(name: string, context: CheckContext): Promise<Answer> {
	return {
		outcome: 'warning',
		evidence: 'read',
		answer: `No: ${name} is STANDARD. Step Functions itself keeps the status of its executions (DescribeExecution), whatever the logs hold.`,
		details: await standardStatus(context),
	};
}

async function standardStatus({subject, reads}: CheckContext): Promise<string[]> {
	const arn = namedExecution(subject);

	if (!arn?.includes(':execution:')) {
		return [
			`aws stepfunctions list-executions --state-machine-arn ${shellQuote(subject.stateMachineArn ?? '')} --region ${subject.region} lists them.`,
		];
	}

	const {status, stoppedAt, error, cause} = await reads.execution(arn);
	const reason = [error, cause].filter(text => text !== null).join(': ');

	return [
		`The status of ${executionName(arn)} is ${status}${stoppedAt ? ` since ${stoppedAt.toISOString()}` : ''}${reason === '' ? '.' : `: ${reason}`}`,
	];
}
