import type {Flow} from '../source/diagnosis/flow.ts';

export const callbackTokenRejected: Flow = {
	id: 'callback-token-rejected',
	title: 'The task token is no longer accepted',
	message: "Task Timed Out: 'Provided task does not exist anymore'",
	examples: [
		"An error occurred (TaskTimedOut) when calling the SendTaskSuccess operation: Task Timed Out: 'Provided task does not exist anymore'",
		"An error occurred (InvalidToken) when calling the SendTaskFailure operation: Invalid Token: 'Invalid token'",
		"TaskDoesNotExist: Task Does Not Exist: 'Provided task does not exist'",
	],
	patterns: [
		{text: /Provided task does not exist any ?more/i, confidence: 'certain'},
		{text: /\bTaskDoesNotExist\b|\bTask Does Not Exist:/i, confidence: 'certain'},
		{
			// The history has an event of this name, which is the state's own timeout.
			text: /(?<!type["'] ?: ?["'])\bTaskTimedOut\b|\bInvalidToken\b|Invalid Token: '|Task Timed Out: '/,
			also: /SendTask(?:Success|Failure|Heartbeat)|send_task_|Task Timed Out: '|task ?token|stepfunctions|sfn/i,
			confidence: 'certain',
		},
	],
	explanation: (_facts, text = '') => [
		/Invalid ?Token/i.test(text) && !/TimedOut|does not exist/i.test(text)
			? 'The worker sent a token that Step Functions did not issue in this form: it was cut off, URL-encoded, or belongs to another Region or account.'
			: 'The worker answered a task that has already ended. The state timed out, missed a heartbeat, was answered before, or its execution was stopped.',
		'No permission is missing.',
	],
	nextSteps: facts => [
		`Check in the history${facts.executionArn ? ` of ${facts.executionArn}` : ''} whether the state had ended before the worker answered.`,
		'If it timed out, raise TimeoutSeconds or HeartbeatSeconds of the state, and send heartbeats from the worker.',
		'If the worker is called twice (queues deliver at least once), treat this error as done.',
	],
	checks: () => [
		import('./failed-run/failing-state.ts'),
		import('./failed-run/timeout-used.ts'),
		import('./failed-run/callback-states.ts'),
	],
	references: [
		{
			title: 'Service integration patterns: wait for a callback with the task token',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html',
		},
	],
	lookalikes: [
		{
			text: "An error occurred (InvalidToken) when calling the ListStateMachineAliases operation: Invalid Token: 'Invalid token'",
			is: 'a page token',
			flow: 'operation-rejected',
		},
		{text: 'JsonWebTokenError: invalid token', is: 'a web token'},
	],
	snippet: {
		says: 'Heartbeats from a worker',
		language: 'sh',
		code: 'aws stepfunctions send-task-heartbeat --task-token "$TASK_TOKEN"',
	},
};
