import type {Flow} from '../source/diagnosis/flow.ts';

export const callbackTokenRejected: Flow = {
	id: 'callback-token-rejected',
	title: 'The task token is no longer accepted',
	examples: [
		"An error occurred (TaskTimedOut) when calling the SendTaskSuccess operation: Task Timed Out: 'Provided task does not exist anymore'",
	],
	patterns: [
		{text: /Provided task does not exist any ?more/i, confidence: 'certain'},
		{text: /\bTaskDoesNotExist\b|\bTask Does Not Exist:/i, confidence: 'certain'},
		{
			text: /\b(?:TaskTimedOut|InvalidToken)\b|Invalid Token: '|Task Timed Out: '/,
			also: /SendTask(?:Success|Failure|Heartbeat)|send_task_|Task Timed Out: '|task ?token|stepfunctions|sfn/i,
			confidence: 'certain',
		},
	],
	explanation: () => [
		'A worker answered a task that waits for a callback (waitForTaskToken, or an activity), and Step Functions no longer knows the token. The state has ended in the meantime: it timed out, missed a heartbeat, was answered before, or its execution was stopped. It is not a permission.',
		'A token also fails to be accepted when it was changed on the way: cut off, URL-encoded, or of another region.',
	],
	nextSteps: facts => [
		`Look at the execution${facts.executionArn ? ` ${facts.executionArn}` : ''}: had the state ended before the worker answered?`,
		'If it timed out, raise TimeoutSeconds or HeartbeatSeconds of the state, and let the worker send heartbeats.',
		'If the worker is called twice (queues deliver at least once), let it treat this error as done.',
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
};
