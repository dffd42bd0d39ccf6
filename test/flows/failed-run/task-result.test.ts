import {expect, test} from 'vitest';
import {check as taskResult} from '../../../flows/failed-run/task-result.ts';
import {ask} from '../../support/ask.ts';
import {
	anExecution,
	executionArn,
	failedTask,
	withFailure,
} from '../../support/failed-execution.ts';
import {noon} from '../../support/samples.ts';

const states = {
	Check: {Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true},
};
const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:check';
const cause = JSON.stringify({errorType: 'NoRate', errorMessage: 'no rate', trace: ['NoRate']});
const events = failedTask('Check', 'NoRate', {cause, parameters: {FunctionName: functionArn}});

test('what a function said, where its log is, and how to go on', async () => {
	const {outcome, answer, details, remedies} = await ask(taskResult, withFailure({states, events}));
	expect(outcome).toBe('problem');
	expect(answer).toBe('In Check, the function failed with NoRate: no rate.');
	expect(details).toEqual([
		'Stack: NoRate',
		`Its log: aws logs filter-log-events --log-group-name /aws/lambda/check --start-time ${noon + 1000} --end-time ${noon + 9000} --region eu-west-1`,
		expect.stringContaining('fix the work itself'),
		expect.stringContaining(`redrive-execution --execution-arn ${executionArn}`),
	]);
	expect(remedies).toEqual([]);
});

test('executions that went well since are told, and prove nothing', async () => {
	const later = anExecution({
		status: 'SUCCEEDED',
		startedAt: new Date(noon + 120_000),
		stoppedAt: new Date(noon + 130_000),
	});
	const earlier = anExecution({status: 'SUCCEEDED', startedAt: new Date(noon - 1)});
	const {outcome, details} = await ask(
		taskResult,
		withFailure({states, events, succeeded: [later, earlier]}),
	);
	expect(outcome).toBe('problem');
	expect(details?.join()).toContain('1 later execution succeeded');
});

test('what cannot be redriven is not said to be', async () => {
	const {details} = await ask(
		taskResult,
		withFailure({
			states,
			events,
			execution: {
				redriveStatus: 'NOT_REDRIVABLE',
				redriveStatusReason: 'Redrivable period exceeded',
			},
		}),
	);
	expect(details?.at(-1)).toContain('cannot redrive this execution (Redrivable period exceeded)');
});

test('a nested execution is where to look next', async () => {
	const nested = executionArn.replace('orders:order-41', 'stock:s-1');
	const {details} = await ask(
		taskResult,
		withFailure({
			states,
			events: failedTask('Check', 'States.TaskFailed', {
				cause: JSON.stringify({ExecutionArn: nested, Status: 'FAILED'}),
			}),
		}),
	);
	expect(details).toContain(`Check that execution next: sfn-fix check ${nested}`);
});

test('a cause in plain words is given as it is', async () => {
	const {answer} = await ask(
		taskResult,
		withFailure({states, events: failedTask('Check', 'Boom', {cause: 'it broke'})}),
	);
	expect(answer).toBe('In Check, the work failed with Boom: it broke.');
});

test.each(['States.Runtime', 'States.Timeout', 'States.DataLimitExceeded'])(
	'%s is no work that failed',
	async error => {
		const account = withFailure({states, events: failedTask('Check', error)});
		expect((await ask(taskResult, account)).outcome).toBe('unknown');
	},
);
