import type {Flow} from '../source/diagnosis/flow.ts';
import {otherProducts} from '../source/incident/other-callers.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {errorAndCause, workFailure} from '../source/incident/signs.ts';
import {
	containerProblem,
	lambdaUnknown,
	retryAdvice,
	runtimeProblem,
	unreachable,
	whatFailed,
	whereToLook,
} from './failed-run/task-failure.ts';

/** As ECS and Batch answer through Step Functions: their own APIs write these keys in small letters. */
const containerCause =
	/["'](?:Containers|StoppedReason|TaskArn|Attempts|JobDefinition)["'] ?: ?["'[].{0,6000}["'](?:ExitCode|StoppedReason|StatusReason|StopCode|LastStatus)["'] ?:|["']Containers["'] ?: ?\[ ?\{.{0,400}["']ExitCode["']/;

/** As the services and the SDKs say it, not as somebody's own error quotes it. */
const refusedByAws =
	/ResourceInitializationError|CannotPull|errorType["'] ?: ?["'][\w.]{0,60}(?:AccessDenied|ClientError)/;

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
		{
			text: /\bLambdaFunctionFailed\b|\bActivityFailed\b|"reportedBy": "worker"/,
			confidence: 'certain',
		},
		{text: containerCause, confidence: 'certain'},
		{
			text: new RegExp(`${containerProblem.source}|Essential container in task exited`),
			also: errorAndCause,
			confidence: 'certain',
		},
		{text: runtimeProblem, also: errorAndCause, confidence: 'certain'},
		{text: /\bStates\.Http\.StatusCode\.\d/, confidence: 'certain'},
		{text: /\bStates\.Http\.Socket\b/, also: unreachable, confidence: 'certain'},
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
						facts.action || refusedByAws.test(told)
							? `AWS refused a call that the work itself made${facts.action ? ` (${facts.action})` : ''}. The role to change is the one that the function, task or job runs as${facts.principal ? `: ${facts.principal}` : ''}.`
							: 'Its message quotes a refusal. If the work itself made that call, change the role that it runs as.',
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
