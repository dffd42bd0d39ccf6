import {ifRefused} from '../../source/account/if-refused.ts';
import {parseArn} from '../../source/aws/arn.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {type Subject, stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {evaluateResourcePolicies} from '../../source/policy/evaluate.ts';
import {PolicySyntaxError, parsePolicy} from '../../source/policy/parse.ts';
import {listOf} from '../../source/text.ts';
import {principalArnOf} from '../common/denied-principal.ts';
import {describeStateMachine, keyPolicyCommand, query} from '../common/find-out.ts';
import {roleRequest} from '../common/judge-role-action.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {subjectRole} from '../common/subject-role.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

export const check: Check = {
	id: 'key-policy',
	title: "The key's own policy allows it",
	decisive: true,
	provenByRepeat: true,
	findOut: keyCommands,

	async run(context) {
		const requests = await keyRequests(context);

		if (requests.length === 0) {
			return null;
		}

		const judged = await Promise.all(
			requests.map(async each => ({...each, answer: await keyAnswer(each, context)})),
		);
		const denying = judged.filter(({answer}) => answer === 'denied');
		const open = judged.filter(({answer}) => answer === 'open');
		const keysOf = (of: readonly KeyRequest[]) => listOf([...new Set(of.map(({key}) => key))]);
		const found = {
			evidence: 'evaluated' as const,
			details: keyDetails(requests),
			findOut: [...new Set(requests.map(({key}) => key))].map(keyPolicyCommand),
		};

		if (denying.length > 0) {
			return {
				...found,
				outcome: 'problem',
				answer: `The policy of ${keysOf(denying)} does not allow it.`,
				requests: denying.map(({request}) => request),
			};
		}

		if (open.length === 0) {
			return {
				...found,
				outcome: 'ok',
				answer: `The policy of ${keysOf(judged)} allows it, or leaves it to IAM.`,
			};
		}

		return /resource/i.test(context.subject.facts.denial?.policyType ?? '')
			? {
					...found,
					outcome: 'problem',
					evidence: 'reported',
					answer: `AWS says that no policy of ${keysOf(open)} itself allows it.`,
					requests: open.map(({request}) => request),
				}
			: {
					...found,
					outcome: 'unknown',
					answer: `Cannot tell: the policy of ${keysOf(open)} was not read or cannot be evaluated.`,
					requests: open.map(({request}) => request),
				};
	},
};

type KeyAnswer = 'allowed' | 'denied' | 'open';

/** By the key's policy alone. A statement for the account leaves the rest to the policies of the role. */
async function keyAnswer(
	{key, actions, isRole}: KeyRequest,
	context: CheckContext,
): Promise<KeyAnswer> {
	const text = isRole ? await context.reads.resourcePolicy(key).catch(ifRefused(null)) : null;

	if (text === null) {
		return 'open';
	}

	try {
		const permissions = await subjectRolePermissions(context);
		const policies = [{name: key, document: parsePolicy(text)}];
		const answers = actions.map(action => {
			const asked = {action, resource: key, standsFor: 'every'} as const;
			return evaluateResourcePolicies(roleRequest(asked, permissions, context), policies).answer;
		});

		if (answers.some(answer => answer === 'explicitly-denied' || answer === 'not-allowed')) {
			return 'denied';
		}

		return answers.every(answer => answer === 'allowed') ? 'allowed' : 'open';
	} catch (error) {
		if (error instanceof PolicySyntaxError) {
			return 'open';
		}

		throw error;
	}
}

const keyDetails = (requests: readonly KeyRequest[]) => [
	...[...new Set(requests.map(({key}) => key))].map(key => ({
		kind: 'command' as const,
		text: 'A key that is disabled or pending deletion denies every request; its state',
		command: [
			'kms',
			'describe-key',
			...option('key-id', key),
			...query('KeyMetadata.KeyState'),
		] as AwsCommand,
	})),
	'A key policy that allows kms:* to the account itself (arn:…:root) leaves the rest to IAM: then the permission of the role is enough.',
];

export function keyCommands(subject: Subject): AwsCommand[] {
	const {resource} = subject.facts;

	if (resource !== null && parseArn(resource)?.service === 'kms') {
		return [keyPolicyCommand(resource)];
	}

	return subject.kind === 'state-machine'
		? [describeStateMachine(subject, 'encryptionConfiguration')]
		: [];
}

/** What the owner of one key has to add to its policy. */
type KeyRequest = {
	key: string;
	request: Request;
	actions: string[];
	/** It is for the role whose permissions are read. */
	isRole: boolean;
};

/** For each key concerned, the statement that its policy must have. */
async function keyRequests(context: CheckContext): Promise<KeyRequest[]> {
	const stateMachine = await subjectStateMachine(context);
	const stateMachineKey = stateMachine?.kmsKeyArn ?? null;
	const named = context.subject.facts.resource;
	const reportedKey = named !== null && parseArn(named)?.service === 'kms' ? named : null;

	return [
		...(reportedKey !== null && reportedKey !== stateMachineKey
			? [await reportedRequest(reportedKey, context)]
			: []),
		...(stateMachine && stateMachineKey !== null
			? await stateMachineRequests(stateMachineKey, stateMachine.logging.level !== 'OFF', context)
			: []),
	];
}

async function reportedRequest(key: string, context: CheckContext): Promise<KeyRequest> {
	const {principal, action} = context.subject.facts;
	const {arn} = await subjectRole(context);
	const Principal = principalElement(principal, arn);
	const isRole = 'AWS' in Principal && Principal.AWS === arn;

	return asking(
		key,
		{Effect: 'Allow', Principal, Action: action ?? 'kms:Decrypt', Resource: '*'},
		isRole,
	);
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html */
async function stateMachineRequests(
	key: string,
	logs: boolean,
	context: CheckContext,
): Promise<KeyRequest[]> {
	const {arn} = await subjectRole(context);
	const stateMachineArn = stateMachineArnOf(context.subject);

	return [
		asking(
			key,
			{
				Effect: 'Allow',
				Principal: {AWS: arn},
				Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
				Resource: '*',
				Condition: {
					StringEquals: {'kms:EncryptionContext:aws:states:stateMachineArn': stateMachineArn},
				},
			},
			true,
		),
		...(logs
			? [
					asking(
						key,
						{
							Effect: 'Allow',
							Principal: {Service: 'delivery.logs.amazonaws.com'},
							Action: 'kms:Decrypt',
							Resource: '*',
						},
						false,
					),
				]
			: []),
	];
}

/** A session is named by its role: a key policy that names the session fits no other run. */
function principalElement(principal: string | null, own: string): object {
	if (principal === null || own.endsWith(`/${roleNameOf(principal)}`)) {
		return {AWS: own};
	}

	return principal.endsWith('.amazonaws.com')
		? {Service: principal}
		: {AWS: principalArnOf(principal)};
}

const asking = (
	key: string,
	statement: {Action: string | string[]; [name: string]: unknown},
	isRole: boolean,
): KeyRequest => ({
	key,
	actions: [statement.Action].flat(),
	isRole,
	request: {
		to: `the administrator of the key ${key}`,
		text: `Please add this statement to the policy of the key ${key}, unless it is already there:\n${JSON.stringify(statement, null, 2)}`,
	},
});
