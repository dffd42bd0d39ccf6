import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import type {Facts} from '../source/incident/facts.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {errorAndCause, workFailure} from '../source/incident/signs.ts';
import {statesOperation} from '../source/incident/states-operations.ts';

const limits =
	/account-level service limit|service limit '[^']{1,120}' is \d|Request limit exceeded|has been throttled|\bSlowDown\b|reduce your request rate|Cannot have more than \d{1,6} builds|EC2Throttled|(?:Account|Vcpu|Instance|Concurren\w{1,10}|Resource|Builds?|Job|Worker|Address)LimitExceeded|(?<!Data|Size|Policy|Group)LimitExceeded(?:Exception|Fault)\b|QuotaExceeded|Insufficient(?:Instance)?Capacity|Capacity is unavailable|RESOURCE:(?:CPU|MEMORY|ENI|GPU|PORTS)|ReservedFunctionConcurrentInvocationLimitExceeded|reached (?:the|your) .{0,40}(?:limit|quota)/i;

const throttled =
	/\bRate exceeded\b|\bThrottl(?:ing|ed)\w{0,20}|\bTooManyRequests\w{0,20}|\bToo Many Requests\b|ProvisionedThroughputExceeded|RequestLimitExceeded|ServiceQuotaExceeded|ConcurrentRunsExceeded|ResourceLimitExceeded|concurrent execution limit/i;

const aboutStates = new RegExp(
	`step ?functions?|state ?machine|\\bstates:|\\bAws::States\\b|operation error SFN|Service: (?:AWSStepFunctions|Sfn)\\b|StartExecution|DescribeExecution|${statesOperation.source}`,
	'i',
);

export const throttledOrQuota: Flow = {
	id: 'throttled-or-quota',
	title: 'A rate limit or quota is reached',
	message: 'Rate exceeded, TooManyRequestsException, account-level service limit',
	examples: [
		'The execution reached the maximum number of history events (25000).',
		'Lambda.TooManyRequestsException: Rate Exceeded. (Service: Lambda, Status Code: 429)',
		'{"error":"SageMaker.ResourceLimitExceededException","cause":"The account-level service limit \'ml.p3.2xlarge for training job usage\' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances. (Service: AmazonSageMaker; Status Code: 400; Error Code: ResourceLimitExceeded)"}',
		'An error occurred (ThrottlingException) when calling the DescribeExecution operation (reached max retries: 4): Rate exceeded',
		'{"error":"Ec2.Ec2Exception","cause":"Request limit exceeded. Account 123456789012 has been throttled on ec2:RunInstances because it exceeded its request rate limit. (Service: Ec2, Status Code: 503, Request ID: 1a2b3c4d)"}',
	],
	patterns: [
		{text: /maximum number of history events/i, confidence: 'certain'},
		{
			text: /\b(?:Execution|StateMachine|Activity|ActivityWorker)LimitExceeded\b/,
			confidence: 'certain',
		},
		{text: /\bLambda\.TooManyRequestsException\b/, confidence: 'certain'},
		{text: throttled, also: errorAndCause, unless: workFailure, confidence: 'certain'},
		{text: limits, also: errorAndCause, unless: workFailure, confidence: 'certain'},
		{text: /Status Code: 429/, also: errorAndCause, unless: workFailure, confidence: 'certain'},
		{
			text: serviceError,
			also: new RegExp(`${throttled.source}|${limits.source}|Status Code: 429`, 'i'),
			unless: workFailure,
			confidence: 'certain',
		},
		{text: /"?[Ee]rror"?\s?: ?"?(?:TooManyRequests|Throttling)Exception\b/, confidence: 'certain'},
		{
			text: throttled,
			also: aboutStates,
			confidence: 'likely',
		},
		{
			text: /(?:Rate exceeded|Too Many Requests)\.? ?\(Service: [\w ]{2,40}[;,] Status Code: 4\d\d/i,
			unless: /errorMessage|com\.amazonaws|software\.amazon|HandlerErrorCode/,
			confidence: 'likely',
		},
	],
	explanation: (_facts, text = '') => whatIsReached(errorIn(text)),
	nextSteps: (facts, text = '') => whatToDo(facts, errorIn(text)),
	checks: () => [
		import('./failed-run/failing-state.ts'),
		import('./failed-run/quota.ts'),
		import('./failed-run/error-handling.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Step Functions service quotas',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
		},
		{
			title: 'Best practices for Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html',
		},
	],
	lookalikes: [
		{
			text: 'TooManyRequestsException: Rate exceeded at Object.extractError (aws-sdk/lib/protocol/json.js:52) calling lambda.invoke',
			is: 'a program that calls Lambda itself',
		},
		{text: 'States.DataLimitExceeded', is: 'too many bytes', flow: 'payload-limit'},
		{
			text: 'Invalid Logging Configuration: The CloudWatch Logs Resource Policy size was exceeded.',
			is: 'a full resource policy',
			flow: 'log-policy-limit',
		},
	],
	snippet: {
		says: 'A Retry for a throttled call',
		language: 'json',
		code: `{
  "Retry": [
    {
      "ErrorEquals": ["Lambda.TooManyRequestsException"],
      "IntervalSeconds": 2,
      "MaxAttempts": 6,
      "BackoffRate": 2,
      "JitterStrategy": "FULL"
    }
  ]
}`,
	},
};

const limitOf = /service limit '([^']{1,120})' is (\d{1,9})/i;

function whatIsReached(text: string): string[] {
	const limit = limitOf.exec(text);

	if (/history events/i.test(text)) {
		return [
			'The execution reached 25,000 events in its history, and Step Functions ends every execution there. The limit cannot be raised, and such an execution cannot be redriven.',
			'Usually a loop, a Map with many items, or much polling uses them up.',
		];
	}

	if (limit?.[2] === '0') {
		return [
			`The quota "${limit[1]}" of this account is 0: only a quota increase helps.`,
			'A retry or lower concurrency changes nothing. No permission is missing.',
		];
	}

	if (limit) {
		return [
			`The quota "${limit[1]}" of this account is ${limit[2]}, and all of it is in use.`,
			'No permission is missing.',
		];
	}

	if (lambdaThrottle.test(text)) {
		return [
			'Lambda throttled the call: the function has reached its reserved concurrency, or all functions of the account together the concurrency of the Region.',
			'No permission is missing.',
		];
	}

	return [
		'Step Functions, or a service that a state calls, received too many requests at once, or a quota is used up.',
		'No permission is missing.',
		...(aboutStates.test(text)
			? [
					'Each operation of Step Functions has a bucket per account and Region that refills at a fixed rate. Clients that poll DescribeExecution empty it for everybody.',
				]
			: []),
	];
}

const lambdaThrottle =
	/Lambda\.TooManyRequests|Service: (?:AWS)?Lambda\b.{0,40}429|ConcurrentInvocationLimitExceeded/i;

function whatToDo({errorName}: Facts, text: string): string[] {
	const limit = limitOf.exec(text);
	const retry = `Add a Retry for ${errorName && !/^States\./.test(errorName) ? errorName : 'this error'} to the state, with BackoffRate and JitterStrategy FULL.`;

	if (/history events/i.test(text)) {
		return [
			'Start a new execution of the same state machine before the limit, and pass what is left to do.',
			'Move the work of a loop into a nested state machine, or use a Distributed Map: each child execution has its own history.',
			'Wait for jobs with .sync or a task token instead of polling them in a loop.',
		];
	}

	if (limit) {
		return [
			`Request an increase of "${limit[1]}" in Service Quotas: aws service-quotas list-service-quotas --service-code <service>, then aws service-quotas request-service-quota-increase.`,
			...(limit[2] === '0'
				? ['Until it is granted, use an instance type or Region in which the account has a quota.']
				: [
						'Or wait until running work has ended: run fewer at once, or add a Retry with a long wait.',
					]),
		];
	}

	if (lambdaThrottle.test(text)) {
		return [
			retry,
			'See both limits: aws lambda get-function-concurrency --function-name <function>, aws lambda get-account-settings --query AccountLimit.',
			'Raise or remove the reserved concurrency of the function, lower MaxConcurrency of the Map, or request a higher account concurrency in Service Quotas.',
		];
	}

	return [
		retry,
		'Lower the concurrency: MaxConcurrency of a Map, the number of executions started at once, or the rate of polling.',
		'If that is not enough, request a higher quota in Service Quotas.',
	];
}
