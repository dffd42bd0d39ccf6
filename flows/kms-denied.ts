import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import {principalInWords} from '../source/incident/principal.ts';
import {where} from '../source/incident/recognition.ts';
import {
	errorAndCause,
	isKms,
	refusedWhileRunning,
	stateMachineCall,
	workFailure,
} from '../source/incident/signs.ts';
import {managedByTool} from './common/managed-by-tool.ts';
import {stateMachineExists} from './common/state-machine-exists.ts';
import {repeatExecution} from './failed-run/repeat-execution.ts';
import {keyPolicy, kmsPermission} from './permissions/kms-permission.ts';

export const kmsDenied: Flow = {
	id: 'kms-denied',
	title: 'A KMS key refuses',
	examples: [
		'KmsAccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:123456789012:key/1234abcd because no identity-based policy allows the kms:Decrypt action (Service: AWSStepFunctions)',
	],
	patterns: [
		...where([...refusedWhileRunning, {text: stateMachineCall, confidence: 'likely'}], isKms),
		{
			text: /\bKMS(?:AccessDenied|InvalidState|Disabled|OptInRequired|NotFound)(?:Exception|Fault)?\b/i,
			confidence: 'certain',
		},
		{
			text: /\bK(?:ms|MS)\.(?:\w{0,30}(?:Disabled|InvalidState|AccessDenied|Unavailable)\w{0,20})\b/,
			confidence: 'certain',
		},
		{
			text: /\barn:aws[\w-]{0,10}:kms:\S{1,200} is (?:disabled|unavailable|pending (?:deletion|import))/i,
			also: new RegExp(`${errorAndCause.source}|${serviceError.source}`),
			unless: workFailure,
			confidence: 'certain',
		},
		{text: /test manifest into the specified output bucket/i, facts: isKms, confidence: 'certain'},
		{
			text: /ciphertext refers to a customer master key|KMS key .{0,200}(?:denied|disabled|pending)|kms:\w{3,30}/i,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'likely',
		},
	],
	explanation: facts => [
		`${facts.action ?? 'The use of a KMS key'} was refused${facts.principal ? ` to ${principalInWords(facts.principal, '')}` : ''}. Two policies have a say, and both have to agree: the permissions of the role that uses the key, and the policy of the key itself${facts.resource ? ` (${facts.resource})` : ''}.`,
		"An Allow on the role helps only where the key's policy leaves the decision to IAM. A key that is disabled, or about to be deleted, refuses everybody.",
	],
	nextSteps: facts => [
		`See the key and its policy: aws kms describe-key --key-id ${facts.resource?.startsWith('arn:') ? facts.resource : '<key>'}, then aws kms get-key-policy.`,
		`Allow ${principalInWords(facts.principal, 'the state machine role')} ${facts.action ?? 'kms:Decrypt and kms:GenerateDataKey'} on this key, in the role's policy and, where it does not leave that to IAM, in the key's.`,
		'For an encrypted state machine that logs, the key policy also has to let delivery.logs.amazonaws.com use kms:Decrypt.',
	],
	checks: [stateMachineExists, kmsPermission, keyPolicy, managedByTool],
	retry: repeatExecution,
	references: [
		{
			title: 'Data at rest encryption in Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html',
		},
		{
			title: 'Encrypt log data in CloudWatch Logs using AWS KMS',
			url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
		},
	],
};
