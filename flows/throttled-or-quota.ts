import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import {errorAndCause, workFailure} from '../source/incident/signs.ts';
import {statesOperation} from '../source/incident/states-operations.ts';
import {errorHandling} from './failed-run/error-handling.ts';
import {failingState} from './failed-run/failing-state.ts';
import {quota} from './failed-run/quota.ts';
import {repeatExecution} from './failed-run/repeat-execution.ts';

const limits =
	/account-level service limit|service limit '[^']{1,120}' is \d|Request limit exceeded|has been throttled|\bSlow ?Down\b|Cannot have more than \d{1,6} builds|EC2Throttled|(?:Account|Vcpu|Instance|Concurren\w{1,10}|Resource|Builds?|Job|Worker|Address)LimitExceeded|(?<!Data|Size|Policy|Group)LimitExceeded(?:Exception|Fault)\b|QuotaExceeded|Insufficient(?:Instance)?Capacity|Capacity is unavailable|RESOURCE:(?:CPU|MEMORY|ENI|GPU|PORTS)|ReservedFunctionConcurrentInvocationLimitExceeded|reached (?:the|your) .{0,40}(?:limit|quota)/i;

const throttled =
	/\bRate exceeded\b|\bThrottl(?:ing|ed)\w{0,20}|\bTooManyRequests\w{0,20}|\bToo Many Requests\b|ProvisionedThroughputExceeded|RequestLimitExceeded|ServiceQuotaExceeded|ConcurrentRunsExceeded|ResourceLimitExceeded|concurrent execution limit/i;

const aboutStates = new RegExp(
	`step ?functions?|state ?machine|\\bstates:|\\bAws::States\\b|operation error SFN|Service: (?:AWSStepFunctions|Sfn)\\b|StartExecution|DescribeExecution|${statesOperation.source}`,
	'i',
);

export const throttledOrQuota: Flow = {
	id: 'throttled-or-quota',
	title: 'A rate or a quota is used up',
	examples: [
		'The execution reached the maximum number of history events (25000).',
		'Lambda.TooManyRequestsException: Rate Exceeded. (Service: Lambda, Status Code: 429)',
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
	explanation: (_facts, text = '') =>
		/history events/i.test(text)
			? [
					'The execution reached 25,000 events in its history, and Step Functions ends every execution there. The limit cannot be raised, and such an execution cannot be redriven.',
					'Usually a loop, a Map with many items, or much polling has used them up.',
				]
			: [
					'Step Functions, or a service that a state calls, answered that there were too many requests at once, or that a quota is used up. No permission is missing.',
					'Requests to Step Functions draw on a bucket for each account and region that refills at a fixed rate: many clients that poll DescribeExecution empty it for everybody.',
				],
	nextSteps: (_facts, text = '') =>
		/history events/i.test(text)
			? [
					'Let the execution start a new one of itself before it gets there, and hand on what is left to do.',
					'Put the work of a loop into a nested state machine, or use a Distributed Map: each child execution has a history of its own.',
					'Wait for jobs with .sync or a task token instead of polling them in a loop.',
				]
			: [
					'Add a Retry with BackoffRate and JitterStrategy to the state, naming this error.',
					'Lower the concurrency: MaxConcurrency of a Map, the number of executions started at once, or the rate of polling.',
					'If that is not enough, ask for a higher quota in Service Quotas.',
				],
	checks: [failingState, quota, errorHandling],
	retry: repeatExecution,
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
};
