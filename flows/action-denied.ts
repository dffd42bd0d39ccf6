import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import type {Facts} from '../source/incident/facts.ts';
import {principalFirst, principalInWords} from '../source/incident/principal.ts';
import {
	errorAndCause,
	notWhileRunning,
	refusedWhileRunning,
	workFailure,
} from '../source/incident/signs.ts';
import {grantStep} from './permissions/grant-step.ts';

export const actionDenied: Flow = {
	id: 'action-denied',
	title: 'The execution role is missing a permission',
	message:
		'is not authorized to perform: lambda:InvokeFunction because no identity-based policy allows the action',
	examples: [
		'Lambda.AWSLambdaException: User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:123456789012:function:charge:$LATEST because no identity-based policy allows the lambda:InvokeFunction action',
		'{"error":"DynamoDb.DynamoDbException","cause":"User: arn:aws:sts::123456789012:assumed-role/orders-role/qZtLwPnRkXsVbMhGfJdCyTaEuWiOoSvN is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/orders because no identity-based policy allows the dynamodb:PutItem action (Service: DynamoDb, Status Code: 400, Request ID: 1a2b3c4d)"}',
		'AWS Step Functions is not authorized to perform states:InvokeHTTPEndpoint on API Endpoint https://api.example.com/charge. Ensure that the StateMachine role contains the states:InvokeHTTPEndpoint permission for the given API Endpoint',
		'{"error":"States.ResultWriterFailed","cause":"Failed to write a test manifest into the specified output bucket. Access denied. Ensure the correct permissions are added to your state machine\'s execution role."}',
	],
	patterns: [
		...refusedWhileRunning,
		{facts: ({action}) => action === 'states:InvokeHTTPEndpoint', confidence: 'certain'},
		{
			text: /test manifest into the specified output bucket\. Access denied/i,
			confidence: 'certain',
		},
		{text: /\bStates\.(?:Http\.AccessDenied|Permissions)\b/, confidence: 'likely'},
		{text: /Events\.ConnectionResource\.AccessDenied/, confidence: 'certain'},
		{
			text: /Access ?Denied.{0,40}\(Service: [\w ]{2,40}[;,] Status Code: 40[013]/i,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'certain',
		},
		{
			text: /\bStates\.(?:ItemReaderFailed|ResultWriterFailed)\b/,
			also: /access ?denied|forbidden|not authorized/i,
			confidence: 'certain',
		},
		{
			text: /\bStates\.ResultWriterFailed\b/,
			unless: /NoSuchBucket|does not exist|not found|Status Code: (?:301|404)/i,
			confidence: 'likely',
		},
		{
			text: /Encoded authorization failure message|You are not authorized to perform this operation/i,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'certain',
		},
		{
			text: serviceError,
			also: /not authorized|access ?denied|Unauthorized(?:Operation|Access)|Status Code: 403/i,
			// What Lambda was denied with the function's role is no permission of the state machine's.
			unless: new RegExp(`${workFailure.source}|\\bLambda\\.(?:EC2|ENI|EFS|KMS)\\w`),
			confidence: 'likely',
		},
		{
			text: /Encoded authorization failure message/i,
			unless: notWhileRunning,
			confidence: 'possible',
		},
	],
	explanation: (facts, text = '') => [
		facts.action
			? `${principalFirst(facts.principal, 'The execution role')} is not allowed to call ${facts.action}${facts.resource ? ` on ${facts.resource}` : ''}, which a state calls.`
			: /ConnectionResource/.test(text)
				? 'The execution role cannot use the EventBridge connection of the HTTP task.'
				: /ResultWriter|test manifest/.test(text)
					? 'The execution role cannot write the results of the Map state to the S3 bucket.'
					: /Encoded authorization/i.test(text)
						? 'A call of a state was denied. The message says which one only in its encoded part.'
						: 'The execution role is not allowed to make a call that a state makes.',
		...whatDecides(facts.denial?.policyType ?? null, facts.action),
	],
	nextSteps: (facts, text = '') => [
		...(/Encoded authorization/i.test(text)
			? [
					'Decode the message: aws sts decode-authorization-message --encoded-message <the part after "Encoded authorization failure message:"> --query DecodedMessage --output text.',
				]
			: []),
		...grant(facts, text),
		...(facts.action === null || facts.action === 'states:InvokeHTTPEndpoint'
			? []
			: [
					'Some calls need a second action that fails next (batch:TagResource, ecs:TagResource, the Describe and Stop actions of .sync): sfn-fix check NAME lists everything the definition needs.',
				]),
		'Then redrive the failed execution.',
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./permissions/denied-role.ts'),
		import('./permissions/policy-type-outside-role.ts'),
		import('./permissions/denied-action.ts'),
		import('./permissions/failed-state-permissions.ts'),
		import('./permissions/map-run-redrive.ts'),
		import('./permissions/further-permissions.ts'),
		import('./common/role-age.ts'),
		import('./common/managed-by-tool.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Creating an IAM role for your state machine',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
		},
		{
			title: 'Troubleshoot access denied error messages',
			url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
		},
	],
	lookalikes: [
		{
			text: 'User: arn:aws:sts::123456789012:assumed-role/api-handler-role/api-handler is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
			is: 'a Lambda function that calls DynamoDB itself',
		},
		{
			text: '{"error":"ClientError","cause":"{\\"errorMessage\\":\\"User: arn:aws:sts::123456789012:assumed-role/charge-role/charge is not authorized to perform: s3:GetObject\\",\\"errorType\\":\\"ClientError\\"}"}',
			is: 'the role of the function',
			flow: 'task-failed',
		},
		{
			text: 'User: arn:aws:iam::123456789012:user/jo is not authorized to perform: states:StartExecution on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
			is: 'the caller of Step Functions',
			flow: 'caller-denied',
		},
	],
	snippet: {
		says: 'The policy for the execution role (a Lambda function)',
		language: 'json',
		code: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "lambda:InvokeFunction",
      "Resource": [
        "arn:aws:lambda:eu-west-1:123456789012:function:charge",
        "arn:aws:lambda:eu-west-1:123456789012:function:charge:*"
      ]
    }
  ]
}`,
	},
};

/** Which policy has to change. */
function whatDecides(policyType: string | null, action: string | null): string[] {
	if (policyType === 'identity-based policy') {
		return [
			'No policy of the role allows it: one Allow of exactly this action on this resource helps.',
		];
	}

	if (policyType !== null) {
		return [`The ${policyType} does not allow it, so an Allow on the role alone does not help.`];
	}

	return action === null
		? []
		: ['The message does not say which policy denied it. Most often the role has no Allow for it.'];
}

function grant(facts: Facts, text: string): string[] {
	const role = principalInWords(facts.principal, 'the execution role');

	if (facts.action === 'states:InvokeHTTPEndpoint') {
		const endpoint = facts.resource?.startsWith('http') ? facts.resource : '<URL of the endpoint>';
		return [
			`Grant ${role} states:InvokeHTTPEndpoint on the state machine itself (a URL is no IAM resource), with the condition StringLike states:HTTPEndpoint = ${endpoint} and StringEquals states:HTTPMethod = the method.`,
			'An HTTP task also needs events:RetrieveConnectionCredentials on its connection, and secretsmanager:GetSecretValue and secretsmanager:DescribeSecret on the secret of the connection.',
		];
	}

	if (/ConnectionResource/.test(text)) {
		return [
			`Grant ${role} events:RetrieveConnectionCredentials on the connection, and secretsmanager:GetSecretValue and secretsmanager:DescribeSecret on its secret (arn:aws:secretsmanager:*:*:secret:events!connection/*).`,
		];
	}

	if (facts.action === null && /ResultWriter|test manifest/.test(text)) {
		return [
			`Grant ${role} s3:PutObject, s3:GetObject, s3:ListMultipartUploadParts and s3:AbortMultipartUpload on the prefix of ResultWriter.`,
			'If the bucket uses a customer managed KMS key, also grant kms:Decrypt, kms:Encrypt and kms:GenerateDataKey on the key.',
		];
	}

	return [
		grantStep(facts, {
			who: role,
			action: facts.action ?? 'the action that was denied',
			resource: facts.resource ?? 'the resource that the state uses',
		}),
		...(/^lambda:/i.test(facts.action ?? '')
			? [
					'For a Lambda function, allow its ARN and its ARN with ":*": states often call a version or $LATEST.',
				]
			: []),
	];
}
