import type {Flow} from '../source/diagnosis/flow.ts';
import {containerExit} from '../source/incident/details/container-exit.ts';
import {functionError} from '../source/incident/details/function-error.ts';
import {errorAndCause, functionFailure} from '../source/incident/signs.ts';

const lambdaUnknown = /\bLambda\.Unknown\b|Lambda did not return an error type/i;

export const taskFailed: Flow = {
	id: 'task-failed',
	title: 'The work inside a task failed',
	examples: ["States.TaskFailed: the state 'Charge' failed, see the cause"],
	patterns: [
		{text: lambdaUnknown, confidence: 'certain'},
		{text: errorAndCause, also: functionFailure, confidence: 'certain'},
		{text: /\bLambdaFunctionFailed\b|\bActivityFailed\b/, confidence: 'certain'},
		{
			text: /"?ExitCode"?\s?: ?\d|Essential container in task exited|"?StoppedReason"?/i,
			also: errorAndCause,
			confidence: 'certain',
		},
		{
			text: /\bStates\.(?:TaskFailed|BranchFailed|ExceedToleratedFailureThreshold)\b/,
			unless: /"?ErrorEquals"?/,
			confidence: 'likely',
		},
		{
			text: /\bLambda\.(?:ServiceException|AWSLambdaException|SdkClientException)\b|\bAmazonECS\.Unknown\b|\bStates\.Http\.StatusCode\.\d/,
			confidence: 'likely',
		},
		{
			text: /\berror"?\s?: ?"(?:Runtime\.)?[A-Z]\w{2,60}(?:Error|Exception|Failed|Failure)",? ?"cause"/i,
			unless: /\(Service: /,
			confidence: 'likely',
		},
	],
	explanation: (facts, text = '') => [
		...whatFailed(text),
		...(/Access ?Denied|not authorized to perform/i.test(text)
			? [
					`AWS refused a call that the work itself made${facts.action ? ` (${facts.action})` : ''}. The role to mend is the one that the function, task or job runs as${facts.principal ? `: ${facts.principal}` : ''}.`,
				]
			: []),
		'Step Functions did its part: it called the task and passed on how it ended. The state machine role is not the matter.',
	],
	nextSteps: (_facts, text = '') => [
		containerExit(text)
			? "Read the container's own log, at the time of the failure."
			: 'Read the log of the function or job, at the time of the failure, with the request id if the text has one.',
		...(lambdaUnknown.test(text)
			? [
					'See in the function\'s log whether it ends in "Task timed out" or with the memory used up, and raise its timeout or memory.',
				]
			: []),
		'If it may pass by itself, add a Retry that names this error to the state; then redrive the execution.',
	],
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
};

function whatFailed(text: string): string[] {
	if (lambdaUnknown.test(text)) {
		return [
			'The Lambda function ended without an error of its own. Most likely it timed out or ran out of memory.',
		];
	}

	if (/ExceedToleratedFailureThreshold/.test(text)) {
		return [
			'More items of the Map failed than it tolerates. The reason is in the child executions that failed.',
		];
	}

	const inner = functionError(text);

	if (inner) {
		return [
			`The function itself failed${inner.type ? ` with ${inner.type}` : ''}${inner.message ? `: ${inner.message}` : ''}${inner.at ? ` (${inner.at})` : ''}.`,
		];
	}

	const container = containerExit(text);

	return container
		? [
				`The container ended${container.exitCode === null ? '' : ` with exit code ${container.exitCode}`}${container.reason ? ` (${container.reason})` : ''}.`,
			]
		: ['The work that the state started failed in itself.'];
}
