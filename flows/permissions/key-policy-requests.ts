import {parseArn} from '../../source/aws/arn.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {subjectRole} from '../common/subject-role.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** For each key that is concerned, the statement that its policy must hold. */
export async function keyRequests(context: CheckContext): Promise<Request[]> {
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

async function reportedRequest(key: string, context: CheckContext): Promise<Request> {
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
): Promise<Request[]> {
	const {arn} = await subjectRole(context);
	const {stateMachineArn} = context.subject;

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
	const name = roleNameOf(principal);
	const account = parseArn(principal ?? '')?.accountId;
	const partition = parseArn(principal ?? '')?.partition ?? 'aws';

	if (principal === null || own.endsWith(`/${name}`)) {
		return {AWS: own};
	}

	if (name !== null && account) {
		return {AWS: `arn:${partition}:iam::${account}:role/${name}`};
	}

	return principal.endsWith('.amazonaws.com') ? {Service: principal} : {AWS: principal};
}

const asking = (key: string, statement: object): Request => ({
	to: `whoever administers the key ${key}`,
	text: `Unless the policy of the key ${key} says so already, please add this statement:\n${JSON.stringify(statement, null, 2)}`,
});
