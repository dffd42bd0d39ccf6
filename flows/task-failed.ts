import type {Flow} from '../source/diagnosis/flow.ts';
import {containerExit} from '../source/incident/details/container-exit.ts';
import {functionError} from '../source/incident/details/function-error.ts';
import type {Facts} from '../source/incident/facts.ts';
import {otherProducts} from '../source/incident/other-callers.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {errorAndCause, workFailure} from '../source/incident/signs.ts';

const lambdaUnknown = /\bLambda\.Unknown\b|Lambda did not return an error type/i;
const killed = /signal: killed|OutOfMemory|out of memory|MemoryError|\bExitCode"? ?: ?137\b/i;
const http = /\bStates\.Http\.StatusCode\.(\d{3})\b/;
/** As ECS and Batch answer through Step Functions: their own APIs write these keys in small letters. */
const containerCause =
	/["'](?:Containers|StoppedReason|TaskArn|Attempts|JobDefinition)["'] ?: ?["'[].{0,6000}["'](?:ExitCode|StoppedReason|StatusReason|StopCode|LastStatus)["'] ?:|["']Containers["'] ?: ?\[ ?\{.{0,400}["']ExitCode["']/;
const containerProblem =
	/\bCannot(?:Pull|Start|Create|Inspect)(?:ECR)?ContainerError\b|\bResourceInitializationError\b|OutOfMemoryError: Container killed/;
const runtimeProblem =
	/\bRuntime\.(?:ExitError|ImportModuleError|HandlerNotFound|UserCodeSyntaxError|MalformedHandlerName|OutOfMemory|InvalidEntrypoint)\b|Runtime exited with error: signal/;
/** These come again with every retry, whatever the work is. */
const permanent =
	/Non-?Retr(?:y|i)able|retr(?:y|i)able["']? ?[:=] ?["']?false|do not retry|not be retried|Permanent|\b(?:Type|Key|Syntax|Reference|Attribute|Value|Name|Index|Validation|Zod|Assertion|Import|ModuleNotFound)Error\b|Runtime\.(?:ImportModuleError|HandlerNotFound|UserCodeSyntaxError)|ValidationException|IllegalArgument|NullPointer|BadRequest|Invalid\w{0,30}(?:Error|Exception)|\bNotFound\w{0,20}/i;

export const taskFailed: Flow = {
	id: 'task-failed',
	title: 'The work inside a task failed',
	message: 'States.TaskFailed, Lambda.Unknown, Essential container in task exited',
	examples: [
		'{"error":"KeyError","cause":"{\\"errorMessage\\":\\"\'orderId\'\\",\\"errorType\\":\\"KeyError\\",\\"stackTrace\\":[\\"  File \\\\\\"/var/task/app.py\\\\\\", line 12, in handler\\\\n\\"]}"}',
		'Error: Lambda.Unknown, Cause: The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"RequestId: 1a2b3c4d-0000-0000-0000-000000000000 Process exited before completing request"}',
		'{"error":"States.TaskFailed","cause":"{\\"Containers\\":[{\\"ExitCode\\":1,\\"Name\\":\\"report\\"}],\\"LastStatus\\":\\"STOPPED\\",\\"StoppedReason\\":\\"Essential container in task exited\\",\\"StopCode\\":\\"EssentialContainerExited\\"}"}',
		'{"error":"States.Http.StatusCode.404","cause":"{\\"message\\":\\"no such order\\"}"}',
		'{"error":"States.ExceedToleratedFailureThreshold","cause":"The specified tolerated failure threshold was exceeded"}',
	],
	patterns: [
		{text: lambdaUnknown, confidence: 'certain'},
		{text: errorAndCause, also: workFailure, confidence: 'certain'},
		{text: /\bLambdaFunctionFailed\b|\bActivityFailed\b/, confidence: 'certain'},
		{text: containerCause, confidence: 'certain'},
		{
			text: new RegExp(`${containerProblem.source}|Essential container in task exited`),
			also: errorAndCause,
			confidence: 'certain',
		},
		{text: runtimeProblem, also: errorAndCause, confidence: 'certain'},
		{text: /\bStates\.Http\.StatusCode\.\d/, confidence: 'certain'},
		{
			text: /\bStates\.(?:TaskFailed|BranchFailed|ExceedToleratedFailureThreshold)\b/,
			confidence: 'likely',
		},
		{
			text: /\bLambda\.(?:ServiceException|AWSLambdaException|SdkClientException|ClientExecutionTimeoutException)\b/,
			confidence: 'likely',
		},
		{
			text: /\berror"?\s?: ?"(?:Runtime\.)?[A-Z]\w{2,60}(?:Error|Exception|Failed|Failure)",? ?"cause"/i,
			unless: /\(Service: /,
			confidence: 'likely',
		},
		{
			text: new RegExp(`${containerProblem.source}|${runtimeProblem.source}`),
			unless: new RegExp(
				`${otherProducts.source}|AWS::ECS|aws_ecs|\\bservice \\S{1,80} (?:was unable|is unable)`,
				'i',
			),
			confidence: 'possible',
		},
		{
			text: /^\W{0,4}["'](?:errorMessage|errorType)["'] ?: ?["'].{0,4000}["'](?:stackTrace|trace)["'] ?:/,
			unless: otherProducts,
			confidence: 'possible',
		},
	],
	explanation: (facts, text = '') => {
		const told = errorIn(text);
		return [
			whatFailed(told),
			...(/Access ?Denied|not authorized to perform/i.test(told)
				? [
						`AWS refused a call that the work itself made${facts.action ? ` (${facts.action})` : ''}. The role to change is the one that the function, task or job runs as${facts.principal ? `: ${facts.principal}` : ''}.`,
					]
				: []),
			'Step Functions called the task and reports how it ended. The state machine role is not the cause.',
		];
	},
	nextSteps: (facts, text = '') => {
		const told = errorIn(text);
		return [...whereToLook(told, facts), ...retryAdvice(told, facts)];
	},
	checks: () => [
		import('./failed-run/failing-state.ts'),
		import('./failed-run/task-result.ts'),
		import('./failed-run/error-handling.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Handling errors in Step Functions workflows',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
		},
	],
	lookalikes: [
		{
			text: 'RequestId: 1a2b Process exited before completing request',
			is: 'a Lambda function alone: nothing says that a state machine called it',
		},
		{
			text: 'Lambda.ResourceNotFoundException: Function not found: arn:aws:lambda:eu-west-1:123456789012:function:charge:$LATEST',
			is: 'a function that does not exist',
			flow: 'resource-not-found',
		},
		{
			text: '{"containers":[{"exitCode":1,"name":"web"}],"group":"service:web"}',
			is: 'an ECS service',
		},
	],
	snippet: {
		says: 'A Retry for temporary failures, and a Catch for the rest',
		language: 'json',
		code: `{
  "Retry": [
    {
      "ErrorEquals": ["Lambda.ServiceException", "Lambda.SdkClientException"],
      "IntervalSeconds": 2,
      "MaxAttempts": 4,
      "BackoffRate": 2
    }
  ],
  "Catch": [{"ErrorEquals": ["States.TaskFailed"], "ResultPath": "$.error", "Next": "Report failure"}]
}`,
	},
};

/** The cause in one sentence. */
function whatFailed(text: string): string {
	const status = http.exec(text)?.[1];

	if (status) {
		return `The HTTP endpoint answered with status ${status}${statusInWords(Number(status))}.`;
	}

	if (lambdaUnknown.test(text)) {
		return 'The Lambda function ended without reporting an error of its own. Most likely it timed out or ran out of memory.';
	}

	if (/ExceedToleratedFailureThreshold/.test(text)) {
		return 'More items of the Map failed than it tolerates. The reason is in the child executions that failed.';
	}

	const container = containerExit(text);
	const inner = functionError(text);

	if (inner && (container?.exitCode ?? null) === null) {
		return `The function failed${inner.type ? ` with ${inner.type}` : ''}${inner.message ? `: ${inner.message}` : ''}${inner.at ? ` (${inner.at})` : ''}.`;
	}

	const problem = containerProblem.exec(text)?.[0] ?? runtimeProblem.exec(text)?.[0];

	if (container) {
		return `The container ended${container.exitCode === null ? '' : ` with exit code ${container.exitCode}`}${container.reason ? ` (${container.reason})` : ''}.`;
	}

	return problem
		? `The work ended with ${problem}.`
		: 'The work that the state started reported a failure.';
}

const statusInWords = (status: number): string =>
	status === 401 || status === 403
		? ': it did not accept the credentials of the connection'
		: status === 429
			? ': it received too many requests'
			: status >= 500
				? ': the endpoint itself failed'
				: '';

/** Where the reason is written down. */
function whereToLook(text: string, {executionArn}: Facts): string[] {
	const status = Number(http.exec(text)?.[1] ?? 0);

	if (status > 0) {
		return [
			`Read the response of the endpoint: it is the cause in the TaskFailed event${executionArn ? ` of ${executionArn}` : ''}. An HTTP task has no function log.`,
			...(status === 401 || status === 403
				? [
						'Check the credentials of the EventBridge connection that the state names: aws events describe-connection --name <connection>.',
					]
				: []),
			'See the request as sent, with its headers and body: aws stepfunctions test-state --inspection-level TRACE (this calls the real endpoint).',
		];
	}

	if (/CannotPull/.test(text)) {
		return [
			'Check that the image and its tag exist, that the task execution role can read the repository, and that the subnet reaches it (public IP, NAT gateway or VPC endpoints).',
		];
	}

	if (/ResourceInitializationError/.test(text)) {
		return [
			'The task could not fetch its secrets, image or log group before the start. Check the task execution role, and that the subnet reaches the service (public IP, NAT gateway or VPC endpoints).',
		];
	}

	if (/ExceedToleratedFailureThreshold/.test(text)) {
		return [
			'List the failed child executions: aws stepfunctions list-executions --map-run-arn <Map Run ARN> --status-filter FAILED. Read the error of the first one.',
		];
	}

	return [
		(containerExit(text) && !functionError(text)) || containerProblem.test(text)
			? 'Read the log of the container at the time of the failure.'
			: 'Read the log of the function or job at the time of the failure, with the request ID if the text has one.',
		...(killed.test(text)
			? [
					'It was killed for using too much memory: raise the memory of the function or the container.',
				]
			: lambdaUnknown.test(text)
				? [
						'If the log of the function ends in "Task timed out", raise its timeout; if it ends with the memory used up, raise its memory.',
					]
				: []),
	];
}

function retryAdvice(text: string, {errorName}: Facts): string[] {
	const name =
		http.exec(text)?.[0] ??
		(containerExit(text)?.exitCode != null || containerProblem.test(text)
			? 'States.TaskFailed'
			: null) ??
		(errorName && !/^States\./.test(errorName) ? errorName : 'this error');

	if (
		permanent.test(text) ||
		killed.test(text) ||
		/CannotPull/.test(text) ||
		/States\.Http\.StatusCode\.4(?!29|08)/.test(text)
	) {
		return [
			`A retry gets the same result. Correct the cause; where the workflow can continue without this step, add a Catch for ${name}.`,
		];
	}

	return [
		`If the failure is temporary, add a Retry for ${name} to the state, then redrive the execution.`,
	];
}
