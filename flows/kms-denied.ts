import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import type {Facts} from '../source/incident/facts.ts';
import {principalInWords} from '../source/incident/principal.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {eitherOf, where} from '../source/incident/recognition.ts';
import {
	errorAndCause,
	isKms,
	refusedWhileRunning,
	stateMachineCall,
	workFailure,
} from '../source/incident/signs.ts';
import {grantStep} from './permissions/grant-step.ts';

export const kmsDenied: Flow = {
	id: 'kms-denied',
	title: 'Access to a KMS key was denied',
	message: 'KmsAccessDeniedException, is not authorized to perform: kms:Decrypt',
	examples: [
		'KmsAccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:123456789012:key/1234abcd because no identity-based policy allows the kms:Decrypt action (Service: AWSStepFunctions)',
		'{"error":"SNS.KMSAccessDeniedException","cause":"User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:123456789012:key/1234abcd (Service: AmazonSNS; Status Code: 400; Error Code: KMSAccessDenied)"}',
		'{"error":"Sqs.KmsDisabledException","cause":"arn:aws:kms:eu-west-1:123456789012:key/1234abcd is disabled. (Service: Sqs, Status Code: 400, Request ID: 1a2b3c4d)"}',
	],
	patterns: [
		...where([...refusedWhileRunning, {text: stateMachineCall, confidence: 'likely'}], isKms),
		{
			text: /\bKMS(?:AccessDenied|InvalidState|Disabled|OptInRequired|NotFound)(?:Exception|Fault)\b/i,
			confidence: 'certain',
		},
		{
			text: /\bK(?:ms|MS)\.(?:\w{0,30}(?:Disabled|InvalidState|AccessDenied|Unavailable)\w{0,20})\b/,
			unless: /when calling the \w{1,40} operation/,
			confidence: 'certain',
		},
		{
			text: /\barn:aws[\w-]{0,10}:kms:\S{1,200} is (?:disabled|unavailable|pending (?:deletion|import))/i,
			also: eitherOf(errorAndCause, serviceError),
			unless: workFailure,
			confidence: 'certain',
		},
		{
			text: /\baccess to (?:the )?KMS(?: key)? (?:is |was )?(?:not allowed|denied)|\bKMS key access denied/i,
			also: errorAndCause,
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
	explanation: (facts, text = '') =>
		/disabled|pending|InvalidState|unavailable/i.test(errorIn(text)) && facts.action === null
			? [
					'The KMS key cannot be used: it is disabled, pending deletion or unavailable.',
					'A key in this state denies everybody. No policy has to change.',
				]
			: [
					`${facts.action ?? 'The use of a KMS key'} was denied${facts.principal ? ` to ${principalInWords(facts.principal, '')}` : ''}${facts.resource ? ` on ${facts.resource}` : ''}.`,
					'Two policies decide, and both must agree: the permissions of the role that uses the key, and the policy of the key itself. An Allow on the role has an effect only if the key policy delegates access to IAM policies.',
				],
	nextSteps: (facts, text = '') =>
		/disabled|pending|InvalidState|unavailable/i.test(errorIn(text)) && facts.action === null
			? [
					`See the state of the key: aws kms describe-key --key-id ${keyOf(facts, text)} --query KeyMetadata.KeyState.`,
					`Enable it (aws kms enable-key --key-id ${keyOf(facts, text)}) or cancel its deletion, or use another key.`,
				]
			: [
					`See the key policy: aws kms get-key-policy --key-id ${keyOf(facts, text)} --policy-name default.`,
					grantStep(facts, {
						who: principalInWords(facts.principal, 'the execution role'),
						action: facts.action ?? 'kms:Decrypt and kms:GenerateDataKey',
						resource: facts.resource ?? 'the key',
					}),
					'Allow the same in the key policy, unless it already delegates access to IAM policies.',
					'For an encrypted state machine with logging, the key policy must also allow delivery.logs.amazonaws.com to call kms:Decrypt.',
				],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./permissions/kms-permission.ts'),
		import('./permissions/key-policy.ts'),
		import('./common/managed-by-tool.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
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
	lookalikes: [
		{
			text: 'An error occurred (DisabledException) when calling the Decrypt operation: arn:aws:kms:eu-west-1:123456789012:key/1 is disabled.',
			is: 'a program that calls KMS itself',
		},
		{
			text: 'Pod kube-system/ebs-csi: User: arn:aws:sts::123456789012:assumed-role/eks-irsa-ebs/1732118456 is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:123456789012:key/1',
			is: 'another service',
		},
	],
	snippet: {
		says: 'The statement for the execution role of an encrypted state machine',
		language: 'json',
		code: `{
  "Effect": "Allow",
  "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
  "Resource": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "Condition": {
    "StringEquals": {
      "kms:EncryptionContext:aws:states:stateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:orders"
    }
  }
}`,
	},
};

const keyOf = ({resource}: Facts, text: string): string =>
	resource?.startsWith('arn:')
		? resource
		: (/\barn:aws[\w-]{0,10}:kms:[\w:/-]{10,200}/.exec(text)?.[0] ?? '<key>');
