import type {AwsCommand} from '../../source/aws/command.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {StateMachineSubject, Subject} from '../../source/diagnosis/subject.ts';
import {parseLogGroupArn} from './log-group-arn.ts';

/** `--query` with the output that suits it: nothing but the value. */
export const query = (expression: string, output: 'text' | 'table' | 'json' = 'text'): string[] => [
	'--query',
	expression,
	'--output',
	output,
];

export const describeStateMachine = (
	{stateMachineArn}: Pick<StateMachineSubject, 'stateMachineArn'>,
	expression: string | null = null,
): AwsCommand => [
	'stepfunctions',
	'describe-state-machine',
	...option('state-machine-arn', stateMachineArn),
	...(expression === null ? [] : query(expression)),
];

/** Where the role is not known yet, the command that tells which it is. */
export function withRole(
	subject: Subject,
	commands: (role: {name: string; arn: string}) => AwsCommand[],
): AwsCommand[] {
	const {roleArn: arn} = subject;

	if (arn !== null) {
		return commands({arn, name: arn.slice(arn.lastIndexOf('/') + 1)});
	}

	return subject.kind === 'state-machine' ? [describeStateMachine(subject, 'roleArn')] : [];
}

/** The same for the log group. */
export function withLogGroup(
	subject: Subject,
	commands: (logGroup: {name: string; arn: string}) => AwsCommand[],
): AwsCommand[] {
	const {logGroupArn: arn} = subject;
	const name = arn === null ? undefined : parseLogGroupArn(arn)?.name;

	if (arn !== null && name !== undefined) {
		return commands({arn, name});
	}

	return subject.kind === 'state-machine'
		? [describeStateMachine(subject, 'loggingConfiguration.destinations')]
		: [];
}

export const getRole = (name: string, expression: string): AwsCommand => [
	'iam',
	'get-role',
	...option('role-name', name),
	...query(expression, 'json'),
];

/** IAM's simulator: it knows the role's policies, its boundary and the organization's, and no resource policies. */
export const simulate = (
	principalArn: string,
	actions: readonly string[],
	resources: readonly string[] = [],
	context: readonly string[] = [],
): AwsCommand => [
	'iam',
	'simulate-principal-policy',
	...option('policy-source-arn', principalArn),
	'--action-names',
	...actions,
	...(resources.length === 0 ? [] : ['--resource-arns', ...resources]),
	...(context.length === 0 ? [] : ['--context-entries', ...context]),
	...query('EvaluationResults[].[EvalActionName,EvalResourceName,EvalDecision]', 'table'),
];

export const keyPolicyCommand = (key: string): AwsCommand => [
	'kms',
	'get-key-policy',
	...option('key-id', key),
	...option('policy-name', 'default'),
	...query('Policy'),
];
