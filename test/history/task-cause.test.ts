import fc from 'fast-check';
import {expect, test} from 'vitest';
import {taskCause} from '../../source/history/task-cause.ts';

const causes: Array<[string, object, string, string[]]> = [
	[
		'a function in JavaScript',
		{errorType: 'NoRate', errorMessage: 'no rate for CH', trace: ['NoRate: no rate', '  at check']},
		'the function failed with NoRate: no rate for CH',
		['Stack: NoRate: no rate | at check'],
	],
	[
		'a function in Python 2 style',
		{errorMessage: 'denied', errorType: 'ClientError', stackTrace: [['/var/task/a.py', 52, 'f']]},
		'the function failed with ClientError: denied',
		['Stack: /var/task/a.py, 52, f'],
	],
	[
		'a container',
		{
			Containers: [{Name: 'renderer', ExitCode: 137, Reason: 'OutOfMemoryError'}],
			StoppedReason: 'Essential container in task exited',
			StopCode: 'EssentialContainerExited',
		},
		'the ECS task stopped: Essential container in task exited',
		[
			'Container renderer: exit code 137: killed, most often since its memory was used up, OutOfMemoryError',
			'Stop code: EssentialContainerExited',
		],
	],
	[
		'a container that never ran',
		{
			Containers: [{Name: 'renderer', Reason: 'CannotPullContainerError'}],
			StoppedReason: 'CannotPullContainerError: not found',
		},
		'the ECS task stopped: CannotPullContainerError: not found',
		['Container renderer: no exit code, so it never ran to an end, CannotPullContainerError'],
	],
	[
		'a Batch job',
		{
			JobName: 'nightly',
			StatusReason: 'Essential container in task exited',
			Container: {ExitCode: 2, LogStreamName: 'nightly/default/1'},
			Attempts: [{}, {}],
		},
		'the Batch job nightly failed: Essential container in task exited',
		[
			'Container nightly: exit code 2',
			'Log stream, in /aws/batch/job: nightly/default/1',
			'Attempts: 2',
		],
	],
	[
		'a Glue job',
		{JobName: 'orders', JobRunState: 'FAILED', ErrorMessage: 'no such column', Id: 'jr_1'},
		'the Glue job orders ended FAILED: no such column',
		['Run: jr_1'],
	],
	[
		'a training job',
		{FailureReason: 'ClientError: no data', TrainingJobStatus: 'Failed'},
		'the job failed: ClientError: no data',
		[],
	],
	[
		'a build',
		{
			Build: {
				BuildStatus: 'FAILED',
				Phases: [{PhaseType: 'INSTALL'}, {PhaseType: 'BUILD', PhaseStatus: 'FAILED'}],
				Logs: {DeepLink: 'https://console.example'},
			},
		},
		'the build ended FAILED in its phase BUILD',
		['Log: https://console.example'],
	],
];

test.each(causes)('%s', (_, cause, what, details) => {
	expect(taskCause(JSON.stringify(cause))).toEqual({what, details, executionArn: null});
});

test('a nested execution is named, so that it can be looked at next', () => {
	const arn = 'arn:aws:states:eu-west-1:123456789012:execution:stock-sync:s-1';
	const cause = JSON.stringify({ExecutionArn: arn, Status: 'FAILED', Error: 'NoStock'});
	expect(taskCause(cause)).toMatchObject({
		what: 'the execution that it started ended FAILED with NoStock',
		executionArn: arn,
	});
});

test('a plain sentence is left as it is', () => {
	expect(taskCause('Rate exceeded')).toBe(null);
	expect(taskCause('"text"')).toBe(null);
});

test('no cause whatever makes it fail', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.json()), cause => {
			expect(() => taskCause(cause)).not.toThrow();
		}),
	);
});
