import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceAnswer, serviceError} from '../source/incident/called-services.ts';
import {stateName} from '../source/incident/details/state-name.ts';
import type {Facts} from '../source/incident/facts.ts';
import {otherProducts} from '../source/incident/other-callers.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {byDeployer, errorAndCause, workFailure} from '../source/incident/signs.ts';
import {rejectedRequest} from './failed-run/rejected-requests.ts';

/** The answer's form alone: every Java program's errors have it too. */
const answered = /\(Service: [\w .-]{2,60}[;,] Status Code: [345]\d\d/i;
const ofLambdaItself =
	/\bLambda\.(?:Unknown|ServiceException|AWSLambdaException|SdkClientException|ClientExecutionTimeoutException)\b/;
const refused = /not authorized|access ?denied|errorMessage|unable to assume/i;

export const requestRejected: Flow = {
	id: 'request-rejected',
	title: 'The called service rejected the request of a task',
	message: '(Service: …; Status Code: 400; Error Code: …)',
	examples: [
		'{"error":"DynamoDB.ConditionalCheckFailedException","cause":"The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: EXAMPLE1; Proxy: null)"}',
		'Error: ECS.InvalidParameterException, Cause: TaskDefinition is inactive (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: 1a2b3c4d-0000-0000-0000-000000000000; Proxy: null)',
		'{"error":"Glue.CrawlerRunningException","cause":"Crawler with name nightly has already started (Service: Glue, Status Code: 400, Request ID: 1a2b3c4d-0000-0000-0000-000000000000)"}',
		'{"error":"BedrockRuntime.ValidationException","cause":"Invocation of model ID example.model-v1:0 with on-demand throughput isn\'t supported. Retry your request with the ID or ARN of an inference profile that contains this model. (Service: BedrockRuntime, Status Code: 400, Request ID: 1a2b3c4d-0000-0000-0000-000000000000)"}',
	],
	patterns: [
		{
			text: answered,
			also: errorAndCause,
			unless: new RegExp(`${workFailure.source}|${refused.source}|${ofLambdaItself.source}`, 'i'),
			confidence: 'certain',
		},
		{
			text: serviceError,
			also: errorAndCause,
			unless: new RegExp(`${workFailure.source}|${refused.source}|${ofLambdaItself.source}`, 'i'),
			confidence: 'certain',
		},
		{text: /\bEvents\.ConnectionResource\.\w{3,40}/, confidence: 'certain'},
		{text: /\bEventBridge\.FailedEntry\b|\bAmazonECS\.Unknown\b/, confidence: 'certain'},
		{
			text: serviceError,
			unless: new RegExp(
				`${workFailure.source}|${refused.source}|${ofLambdaItself.source}|${byDeployer.source}|${otherProducts.source}`,
				'i',
			),
			confidence: 'likely',
		},
		{
			text: answered,
			unless: new RegExp(
				String.raw`${workFailure.source}|${refused.source}|${byDeployer.source}|${otherProducts.source}|com\.amazonaws|software\.amazon|\bat [\w.$]+\(|AWS::\w|Exception: `,
				'i',
			),
			confidence: 'possible',
		},
	],
	explanation: (facts, text = '') => {
		const told = errorIn(text);
		const answer = serviceAnswer(told);
		const state = stateName(told);
		return [
			/ConnectionResource/.test(facts.errorName ?? '')
				? `The EventBridge connection of the HTTP task cannot be used (${facts.errorName}).`
				: `${answer ? serviceInWords(answer.service) : 'The called service'} ${(answer?.status ?? 400) >= 500 ? 'failed on' : 'rejected'} the request that ${state ? `the state ${state}` : 'a state'} sent${facts.errorName ? ` (${facts.errorName})` : ''}${answer?.message ? `: "${answer.message}"` : '.'}`,
			(answer?.status ?? 400) >= 500
				? 'The fault is in the service, not in the request: the same request can succeed later.'
				: 'The call reached the service: what has to change is the request, or the resource that it names.',
		];
	},
	nextSteps: (facts, text = '') => {
		const told = errorIn(text);
		const answer = serviceAnswer(told);
		const known = rejectedRequest(facts.errorName, answer, told);
		return [
			...(known ? [known.advice] : []),
			...(known || (answer?.status ?? 400) >= 500
				? []
				: [
						'Compare the parameters that were sent with what the operation accepts. The TaskScheduled event of the state shows them as sent.',
					]),
			seeParameters(facts),
			known?.retry === 'later'
				? `Where waiting is acceptable, add a Retry for ${errorToName(facts)} to the state.`
				: `Where the workflow can continue without this call, add a Catch for ${errorToName(facts)}. A retry of the same request gets the same answer.`,
		];
	},
	checks: () => [import('./failed-run/failing-state.ts'), import('./failed-run/error-handling.ts')],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Handling errors in Step Functions workflows',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
		},
		{
			title: 'Integrating optimized services with Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html',
		},
	],
	lookalikes: [
		{
			text: 'com.amazonaws.services.dynamodbv2.model.ConditionalCheckFailedException: The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException)',
			is: 'a Java program that calls DynamoDB itself',
		},
		{
			text: 'ECS.AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/StepFunctions-report-role/execution is not authorized to perform: ecs:RunTask on resource: *',
			is: 'a missing permission',
			flow: 'action-denied',
		},
		{
			text: 'Glue.ConcurrentRunsExceededException: Concurrent runs exceeded for load',
			is: 'a quota',
			flow: 'throttled-or-quota',
		},
	],
	snippet: {
		says: 'Catch an answer that is expected',
		language: 'json',
		code: `{
  "Catch": [
    {
      "ErrorEquals": ["DynamoDB.ConditionalCheckFailedException"],
      "ResultPath": "$.conflict",
      "Next": "Already processed"
    }
  ]
}`,
	},
};

const errorToName = ({errorName}: Facts): string =>
	errorName && !/^States\./.test(errorName) ? errorName : 'this error';

const seeParameters = ({executionArn}: Facts): string =>
	`See the request as sent: aws stepfunctions get-execution-history --execution-arn ${executionArn ?? '<execution ARN>'} --reverse-order --query "events[?type=='TaskScheduled'].taskScheduledEventDetails | [0]"`;

/** `AmazonDynamoDBv2`, `AWSLambda`: as the SDKs spell them. */
const serviceInWords = (service: string): string =>
	service
		.replace(/^(?:Amazon|AWS) ?(?=[A-Z])/, '')
		.replace(/v2$/, '')
		.replace(/^DynamoDb$/, 'DynamoDB')
		.replace(/^(?:Ec2|Ecr|Ecs|Efs|Eks|Emr|Iam|Kms|Rds|Ses|Sns|Sqs|Ssm|Sts)$/, name =>
			name.toUpperCase(),
		);
