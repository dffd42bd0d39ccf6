import {expect, test} from 'vitest';
import {check as errorHandling} from '../../../flows/failed-run/error-handling.ts';
import {ask} from '../../support/ask.ts';
import {failedTask, runtimeError, withFailure} from '../../support/failed-execution.ts';

const task = (more: object) => ({Type: 'Task', Resource: 'arn:aws:states:::sns:publish', ...more});

test('without Retry and Catch the error ended it at once', async () => {
	const {outcome, answer} = await ask(
		errorHandling,
		withFailure({states: {Pay: task({})}, events: failedTask('Pay', 'Busy')}),
	);
	expect(outcome).toBe('warning');
	expect(answer).toContain('neither Retry nor Catch');
});

test('a retrier that matched was used up', async () => {
	const events = failedTask('Pay', 'Busy');
	const {answer, details} = await ask(
		errorHandling,
		withFailure({
			states: {Pay: task({Retry: [{ErrorEquals: ['Busy'], MaxAttempts: 1}]})},
			events: [
				...events.slice(0, -1),
				{type: 'TaskScheduled'},
				{type: 'TaskFailed', details: {error: 'Busy'}},
				...events.slice(-1),
			],
		}),
	);
	expect(answer).toContain('all its attempts failed (MaxAttempts 1)');
	expect(details).toContain('The history shows 2 attempts.');
});

test('an earlier attempt that failed with another error is told', async () => {
	const events = failedTask('Pay', 'Busy');
	const {details} = await ask(
		errorHandling,
		withFailure({
			states: {Pay: task({Retry: [{ErrorEquals: ['States.ALL'], MaxAttempts: 1}]})},
			events: [
				...events.slice(0, -2),
				{type: 'TaskFailed', details: {error: 'S3.S3Exception', cause: 'Access Denied'}},
				{type: 'TaskScheduled'},
				{type: 'TaskFailed', details: {error: 'Busy'}},
				...events.slice(-1),
			],
		}),
	);
	expect(details).toContain('An earlier attempt failed with S3.S3Exception: Access Denied');
});

test.each([
	['States.Runtime', 'States.ALL does not match States.Runtime, which always ends the execution.'],
	[
		'States.DataLimitExceeded',
		'States.ALL does not match States.DataLimitExceeded: name it in ErrorEquals.',
	],
])('States.ALL does not catch %s', async (error, words) => {
	const {answer, details} = await ask(
		errorHandling,
		withFailure({
			states: {Pay: task({Catch: [{ErrorEquals: ['States.ALL'], Next: 'Pay'}]})},
			events: failedTask('Pay', error),
		}),
	);
	expect(answer).toBe(`No Retry or Catch of Pay matches ${error}.`);
	expect(details?.[0]).toMatch(/^Catch 1 of Pay \(States\.ALL\): does not match/);
	expect(details?.at(-1)).toBe(words);
});

test('a Choice cannot have any', async () => {
	const {answer} = await ask(
		errorHandling,
		withFailure({
			states: {Which: {Type: 'Choice', Choices: []}},
			events: runtimeError('Which', 'no way on', {}, 'Choice'),
		}),
	);
	expect(answer).toContain('cannot have Retry or Catch: it is a Choice state');
});

test('what a Parallel or Map state around it has is asked as well', async () => {
	const map = {
		Type: 'Map',
		ItemProcessor: {StartAt: 'Pay', States: {Pay: task({End: true})}},
		Catch: [{ErrorEquals: ['Other'], Next: 'Sorry'}],
	};
	const {answer, details} = await ask(
		errorHandling,
		withFailure({states: {Each: map, Sorry: {Type: 'Succeed'}}, events: failedTask('Pay', 'Busy')}),
	);
	expect(answer).toBe('No Retry or Catch of Pay or of the states around it matches Busy.');
	expect(details?.[0]).toBe('Catch 1 of Each (Other): does not match: it does not name Busy.');
});
