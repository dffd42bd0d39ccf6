import {parseArn} from '../../source/aws/arn.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {type Subject, stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {listOf} from '../../source/text.ts';
import {principalArnOf} from '../common/denied-principal.ts';
import {describeStateMachine, keyPolicyCommand, query} from '../common/find-out.ts';
import {subjectRole} from '../common/subject-role.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** It evaluates no key policy: somebody who can change them gets the statement. */
export const check: Check = {
	id: 'key-policy',
	title: "The key's own policy allows it",
	decisive: false,
	findOut: keyCommands,

	async run(context) {
		const requests = await keyRequests(context);
		const keys = [...new Set(requests.map(({key}) => key))];

		return keys.length === 0
			? null
			: {
					outcome: 'unknown',
					evidence: 'read',
					answer: `Cannot tell: this check evaluates no key policy, and ${listOf(keys)} has one.`,
					details: [
						...keys.map(key => ({
							kind: 'command' as const,
							text: 'A key that is disabled or pending deletion denies every request; its state',
							command: [
								'kms',
								'describe-key',
								...option('key-id', key),
								...query('KeyMetadata.KeyState'),
							],
						})),
						'A key policy that allows kms:* to the account itself (arn:…:root) leaves the rest to IAM: then the permission of the role is enough.',
					],
					findOut: keys.map(keyPolicyCommand),
					requests: requests.map(({request}) => request),
				};
	},
};

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
type KeyRequest = {key: string; request: Request};

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

	return asking(key, {
		Effect: 'Allow',
		Principal: principalElement(principal, (await subjectRole(context)).arn),
		Action: action ?? 'kms:Decrypt',
		Resource: '*',
	});
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
		asking(key, {
			Effect: 'Allow',
			Principal: {AWS: arn},
			Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
			Resource: '*',
			Condition: {
				StringEquals: {'kms:EncryptionContext:aws:states:stateMachineArn': stateMachineArn},
			},
		}),
		...(logs
			? [
					asking(key, {
						Effect: 'Allow',
						Principal: {Service: 'delivery.logs.amazonaws.com'},
						Action: 'kms:Decrypt',
						Resource: '*',
					}),
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

const asking = (key: string, statement: object): KeyRequest => ({
	key,
	request: {
		to: `the administrator of the key ${key}`,
		text: `Please add this statement to the policy of the key ${key}, unless it is already there:\n${JSON.stringify(statement, null, 2)}`,
	},
});
