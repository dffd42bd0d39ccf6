import {containerExit} from '../../source/incident/details/container-exit.ts';
import {functionError} from '../../source/incident/details/function-error.ts';
import {childExecution, jobFailure} from '../../source/incident/details/job-failure.ts';
import type {Facts} from '../../source/incident/facts.ts';

export const lambdaUnknown = /\bLambda\.Unknown\b|Lambda did not return an error type/i;
export const containerProblem =
	/\bCannot(?:Pull|Start|Create|Inspect)(?:ECR)?ContainerError\b|\bResourceInitializationError\b|OutOfMemoryError: Container killed/;
export const runtimeProblem =
	/\bRuntime\.(?:ExitError|ImportModuleError|HandlerNotFound|UserCodeSyntaxError|MalformedHandlerName|OutOfMemory|InvalidEntrypoint)\b|Runtime exited with error: signal/;
const killed = /signal: killed|OutOfMemory|out of memory|MemoryError|\bExitCode"? ?: ?137\b/i;
/** An HTTP endpoint that no connection was made to. */
export const unreachable =
	/unknown ?host|name or service not known|connection (?:refused|reset)|certificate|handshake|SSL|TLS/i;
const http = /\bStates\.Http\.StatusCode\.(\d{3})\b/;
/** These come again with every retry, whatever the work is. */
const permanent =
	/Non-?Retr(?:y|i)able|retr(?:y|i)able["']? ?[:=] ?["']?false|do not retry|not be retried|Permanent|\b(?:Type|Key|Syntax|Reference|Attribute|Value|Name|Index|Validation|Zod|Assertion|Import|ModuleNotFound)Error\b|Runtime\.(?:ImportModuleError|HandlerNotFound|UserCodeSyntaxError)|ValidationException|IllegalArgument|NullPointer|BadRequest|Invalid\w{0,30}(?:Error|Exception)|\bNotFound\w{0,20}/i;
/** Not the function: the service that runs it. */
const lambdaItself =
	/\bLambda\.(?:ServiceException|SdkClientException|ClientExecutionTimeoutException)\b|cannot determine whether Lambda successfully received the call/;

const isUnreached = (text: string): boolean =>
	/\bStates\.Http\.Socket\b/.test(text) && unreachable.test(text);

/** The cause in one sentence. */
export function whatFailed(text: string): string {
	const status = http.exec(text)?.[1];

	if (status) {
		return `The HTTP endpoint answered with status ${status}${statusInWords(Number(status))}.`;
	}

	if (isUnreached(text)) {
		return `Step Functions could not connect to the HTTP endpoint: ${unreachable.exec(text)?.[0]}.`;
	}

	if (lambdaUnknown.test(text)) {
		return 'The Lambda function ended without reporting an error. Most likely it timed out or ran out of memory.';
	}

	if (/ExceedToleratedFailureThreshold/.test(text)) {
		return 'More items of the Map failed than it tolerates. The reason is in the child executions that failed.';
	}

	if (lambdaItself.test(text)) {
		return 'Lambda itself failed, or Step Functions could not reach it. The function is not the cause.';
	}

	const child = childExecution(text);

	if (child) {
		return `The child execution ${child.arn} failed${child.error ? ` with ${child.error}` : ''}${child.cause ? `: ${child.cause}` : ''}.`;
	}

	const container = containerExit(text);
	const inner = functionError(text);

	if (inner && (container?.exitCode ?? null) === null) {
		return `The function failed${inner.type ? ` with ${inner.type}` : ''}${inner.message ? `: ${inner.message}` : ''}${inner.at ? ` (${inner.at})` : ''}.`;
	}

	const job = jobFailure(text);

	if (job && (container?.exitCode ?? null) === null) {
		return `The job${job.name ? ` ${job.name}` : ''} failed: ${job.reason}.`.replace(/\.\.$/, '.');
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
export function whereToLook(text: string, {executionArn}: Facts): string[] {
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

	if (isUnreached(text)) {
		return [
			'Check the host name, the port and the certificate that the ApiEndpoint of the state names, and that the host is reached from the internet.',
		];
	}

	if (lambdaItself.test(text)) {
		return [
			'Add a Retry for Lambda.ServiceException, Lambda.AWSLambdaException and Lambda.SdkClientException, with BackoffRate 2. AWS advises it for every state that calls a function.',
			'If it lasts, look at the AWS Health Dashboard.',
		];
	}

	const child = childExecution(text);

	if (child) {
		return [
			`Read the history of the child: aws stepfunctions get-execution-history --execution-arn ${child.arn} --reverse-order.`,
			'After the cause is fixed, redrive the parent: aws stepfunctions redrive-execution --execution-arn <parent execution ARN>.',
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

export function retryAdvice(text: string, {errorName}: Facts): string[] {
	if (lambdaItself.test(text) || childExecution(text)) {
		return [];
	}

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
