import {option} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {keyPolicyCommand, query, withLogGroup} from '../common/find-out.ts';
import {liveLogGroup, subjectLogGroup} from '../common/subject-log-group.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/**
 * What the key policies must say:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
export const check: Check = {
	id: 'log-group-kms',
	title: 'No KMS key blocks log delivery',
	decisive: false,
	findOut: subject =>
		withLogGroup(subject, ({name}) => [
			[
				'logs',
				'describe-log-groups',
				...option('log-group-name-prefix', name),
				...query('logGroups[].[logGroupName,kmsKeyId]'),
			],
		]),

	async run(context) {
		const {name, arn} = await subjectLogGroup(context);
		const logGroupKey = (await liveLogGroup(context))?.kmsKeyArn ?? null;
		const stateMachineKey = (await subjectStateMachine(context))?.kmsKeyArn ?? null;

		if (logGroupKey === null && stateMachineKey === null) {
			return {
				outcome: 'ok',
				evidence: 'read',
				answer: `Neither the log group ${name} nor the state machine uses a customer managed key.`,
			};
		}

		return unread(context, {logGroupKey, stateMachineKey, logGroupArn: arn});
	},
};

type Keys = {
	logGroupKey: string | null;
	stateMachineKey: string | null;
	logGroupArn: string;
};

/** sfn-fix does not read KMS: the person gets what to look for. */
function unread(
	{subject}: CheckContext,
	{logGroupKey, stateMachineKey, logGroupArn}: Keys,
): Answer {
	const {partition, region, accountId} = subject;
	const details: string[] = [];

	if (logGroupKey !== null) {
		details.push(
			`The policy of the log group's key must have this statement: ${logGroupKeyStatement(region, logGroupArn)}`,
		);
	}

	if (stateMachineKey !== null) {
		details.push(
			`The policy of the state machine's key must have this statement: ${stateMachineKeyStatement}`,
			`The role must be allowed kms:GenerateDataKey on it with the condition kms:EncryptionContext:SourceArn = arn:${partition}:logs:${region}:${accountId}:*`,
		);
	}

	const keys = [...new Set([logGroupKey, stateMachineKey])].filter(key => key !== null);

	return {
		outcome: 'unknown',
		evidence: 'read',
		answer: `Cannot tell: a customer managed key is in use (${keys.join(', ')}), and this check evaluates no key policy.`,
		details,
		findOut: keys.map(keyPolicyCommand),
	};
}

const logGroupKeyStatement = (region: string, logGroupArn: string): string =>
	JSON.stringify({
		Effect: 'Allow',
		Principal: {Service: `logs.${region}.amazonaws.com`},
		Action: [
			'kms:Encrypt*',
			'kms:Decrypt*',
			'kms:ReEncrypt*',
			'kms:GenerateDataKey*',
			'kms:Describe*',
		],
		Resource: '*',
		Condition: {ArnEquals: {'kms:EncryptionContext:aws:logs:arn': logGroupArn}},
	});

const stateMachineKeyStatement = JSON.stringify({
	Effect: 'Allow',
	Principal: {Service: 'delivery.logs.amazonaws.com'},
	Action: 'kms:Decrypt',
	Resource: '*',
});
