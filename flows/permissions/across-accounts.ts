import {policyHolder} from '../../source/account/resource-policies.ts';
import {nameOfArn, parseArn} from '../../source/aws/arn.ts';
import {option, shellQuote} from '../../source/aws/shell-quote.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {JudgedNeed} from './judged-need.ts';

/**
 * The other account that a resource belongs to; null where it is the state machine's own, or its ARN names none.
 * Before a deployment the account of the state machine can be an assumption: then nothing is said.
 */
export function otherAccount(
	{action, resource}: Pick<JudgedNeed, 'action' | 'resource'>,
	{subject, openParts}: CheckContext,
): string | null {
	const {accountId = ''} = parseArn(resource) ?? {};

	return openParts === undefined &&
		action !== 'iam:PassRole' &&
		/^\d{12}$/.test(accountId) &&
		accountId !== subject.accountId
		? accountId
		: null;
}

/**
 * Both accounts have to allow it, and what the other one allows was not seen.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function acrossWords({need, action, resource}: JudgedNeed): string {
	const account = parseArn(resource)?.accountId;
	const command = commandFor(resource);
	const can =
		command === null
			? `Its owner in account ${account} can tell.`
			: `Its owner can tell, with credentials of account ${account}: aws ${command.map(shellQuote).join(' ')}`;

	return `${need.state}: cannot tell whether ${action} on ${resource} is allowed: the role allows it, and account ${account}, which owns the resource, must allow it as well, which could not be established from here. ${can}`;
}

/** What shows the policy that decides on the other side. */
function commandFor(resource: string): string[] | null {
	const {service, region = '', accountId = '', resource: rest = ''} = parseArn(resource) ?? {};
	const kind = service === 'states' || service === 'iam' ? service : policyHolder(resource)?.kind;
	const arn = policyHolder(resource)?.arn ?? resource;
	const name = nameOfArn(arn);
	const isWhole = !/[*?]/.test(arn);

	const words: Record<string, string[]> = {
		function: ['lambda', 'get-policy', ...functionOptions(arn, rest)],
		queue: [
			...['sqs', 'get-queue-attributes', '--attribute-names', 'Policy'],
			...option(
				'queue-url',
				`https://sqs.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${accountId}/${rest}`,
			),
		],
		topic: ['sns', 'get-topic-attributes', ...option('topic-arn', arn)],
		'event-bus': ['events', 'describe-event-bus', ...option('name', arn)],
		key: ['kms', 'get-key-policy', '--policy-name', 'default', ...option('key-id', arn)],
		secret: ['secretsmanager', 'get-resource-policy', ...option('secret-id', arn)],
		table: ['dynamodb', 'get-resource-policy', ...option('resource-arn', arn)],
		repository: [
			...['ecr', 'get-repository-policy', ...option('registry-id', accountId)],
			...option('repository-name', rest.replace('repository/', '')),
		],
		iam: ['iam', 'get-role', ...option('role-name', name)],
		states: ['stepfunctions', 'describe-state-machine', ...option('state-machine-arn', arn)],
	};
	const isDescribed = kind !== 'states' || rest.startsWith('stateMachine:');
	const found = isWhole && isDescribed ? words[kind ?? ''] : undefined;

	return found ? [...found, ...(region === '' ? [] : option('region', region))] : null;
}

function functionOptions(arn: string, rest: string): string[] {
	const [, name = '', qualifier] = rest.split(':');

	return qualifier === undefined
		? option('function-name', arn)
		: [
				...option('function-name', arn.slice(0, arn.indexOf(name) + name.length)),
				...option('qualifier', qualifier),
			];
}
