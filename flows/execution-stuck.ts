import type {Flow} from '../source/diagnosis/flow.ts';
import {otherProducts} from '../source/incident/other-callers.ts';

export const executionStuck: Flow = {
	id: 'execution-stuck',
	title: 'The execution is RUNNING and makes no progress',
	message: 'Execution is RUNNING: a state waits for a task token, an activity worker or a job',
	examples: [
		'The execution has been stuck in RUNNING for three days at a .waitForTaskToken state',
		'{"status": "RUNNING", "state": "Wait for approval", "waitsFor": "task-token"}',
	],
	patterns: [
		{text: /"status": ?"RUNNING",.{0,200}"waitsFor"/s, confidence: 'certain'},
		{
			text: /\b(?:execution|state machine|step ?functions?|workflow)\b.{0,60}\b(?:(?:is|been|gets?|got) stuck|hangs|hanging|never (?:ends|completes|finishes))\b/i,
			also: /step ?functions?\b|state machine|RUNNING|waitForTaskToken|arn:aws[\w-]{0,10}:states:/i,
			unless: otherProducts,
			confidence: 'likely',
		},
	],
	explanation: () => [
		'A state waits for something that does not come: a task token that nobody returns, a worker that does not ask for its task, a job that does not end.',
		'Without TimeoutSeconds a state waits for up to a year, and nothing fails.',
	],
	nextSteps: facts => [
		`Find in the history${facts.executionArn ? ` of ${facts.executionArn}` : ''} which state was entered and not left, and what its last event is.`,
		'For a task token: check that the token reaches the worker, and that the worker is allowed to call states:SendTaskSuccess and states:SendTaskFailure.',
		'For an activity: check that a worker polls it. Its timeout does not start before a worker takes the task.',
		'For a job: look at the job itself.',
		'Add TimeoutSeconds to the state, so that the next execution fails instead of waiting.',
	],
	checks: () => [
		import('./failed-run/execution-progress.ts'),
		import('./failed-run/callback-answer.ts'),
		import('./common/managed-by-tool.ts'),
	],
	references: [
		{
			title: 'Use timeouts to avoid stuck executions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html',
		},
		{
			title: 'Service integration patterns: wait for a callback with the task token',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html',
		},
	],
	lookalikes: [
		{
			text: 'The GitHub Actions workflow is stuck in queued and never completes',
			is: 'a workflow of another product',
		},
		{
			text: "States.Timeout: the state 'Charge' ran for longer than its TimeoutSeconds",
			is: 'an execution that timed out',
			flow: 'timed-out',
		},
	],
	snippet: {
		says: 'A limit for the state that waits',
		language: 'json',
		code: '{\n  "TimeoutSeconds": 86400,\n  "HeartbeatSeconds": 3600\n}',
	},
};
