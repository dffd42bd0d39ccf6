import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {liveLogGroup, logGroupWord, subjectLogGroup} from '../common/subject-log-group.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/**
What the key policies must say:
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
*/
export const logGroupKms: Check = {
	id: 'log-group-kms',
	title: 'Could a KMS key stand in the way of the logs?',
	decisive: false,
	command: subject =>
		`aws logs describe-log-groups --log-group-name-prefix ${logGroupWord(subject)} --query 'logGroups[].[logGroupName,kmsKeyId]' --region ${subject.region}`,

	async run(context) {
		const {name, arn} = await subjectLogGroup(context);
		const logGroupKey = (await liveLogGroup(context))?.kmsKeyArn ?? null;
		const stateMachineKey = (await subjectStateMachine(context))?.kmsKeyArn ?? null;

		if (logGroupKey === null && stateMachineKey === null) {
			return {
				outcome: 'ok',
				evidence: 'read',
				answer: `No: neither the log group ${name} nor the state machine uses a customer managed key.`,
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

/** sfn-fix has no access to KMS: the person is told what to look for. */
function unread(
	{subject}: CheckContext,
	{logGroupKey, stateMachineKey, logGroupArn}: Keys,
): Answer {
	const {partition, region, accountId} = subject;
	const details: string[] = [];

	if (logGroupKey !== null) {
		details.push(
			`Find out with: ${keyPolicyCommand(logGroupKey, region)}`,
			`The policy of the log group's key must hold this statement: ${logGroupKeyStatement(region, logGroupArn)}`,
		);
	}

	if (stateMachineKey !== null) {
		details.push(
			`Find out with: ${keyPolicyCommand(stateMachineKey, region)}`,
			`The policy of the state machine's key must hold this statement: ${stateMachineKeyStatement}`,
			`The role must be allowed kms:GenerateDataKey on it with the condition kms:EncryptionContext:SourceArn = arn:${partition}:logs:${region}:${accountId}:*`,
		);
	}

	const keys = [...new Set([logGroupKey, stateMachineKey])].filter(key => key !== null);

	return {
		outcome: 'unknown',
		evidence: 'read',
		answer: `Not known: a customer managed key is in use (${keys.join(', ')}), and sfn-fix does not read key policies.`,
		details,
	};
}

const keyPolicyCommand = (keyArn: string, region: string): string =>
	`aws kms get-key-policy --key-id ${shellQuote(keyArn)} --policy-name default --query Policy --output text --region ${region}`;

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
