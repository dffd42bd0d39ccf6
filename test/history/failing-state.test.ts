import {expect, test} from 'vitest';
import {failingEvent, failingState} from '../../source/history/failing-state.ts';
import {failedTask, historyOf, runtimeError} from '../support/failed-execution.ts';

test('the state that failed last, with its own error and cause', () => {
	expect(
		failingState(historyOf(...failedTask('Pay', 'CardDeclined', {cause: 'no funds'}))),
	).toEqual({
		state: 'Pay',
		error: 'CardDeclined',
		cause: 'no funds',
	});
});

test('a runtime error has no event of its own: the execution tells of it', () => {
	const events = historyOf(...runtimeError('Pay', 'Invalid path', {}));
	expect(failingEvent(events)?.type).toBe('ExecutionFailed');
	expect(failingState(events)?.state).toBe('Pay');
});

test('a runtime error on one branch is not laid to what happened last on another', () => {
	const events = historyOf(
		{type: 'ExecutionStarted'},
		{type: 'ParallelStateEntered', details: {name: 'Both'}, previous: 0},
		{type: 'PassStateEntered', details: {name: 'Left'}},
		{type: 'TaskStateEntered', details: {name: 'Right'}, previous: 2},
		{
			type: 'ExecutionFailed',
			details: {
				error: 'States.Runtime',
				cause: "An error occurred while executing the state 'Left' (entered at the event id #3).",
			},
		},
	);
	expect(failingState(events)?.state).toBe('Left');
});

test('an earlier failure of the same name that was caught is not what ended it', () => {
	const events = historyOf(
		{type: 'ExecutionStarted'},
		{type: 'TaskStateEntered', details: {name: 'Pay'}, previous: 0},
		{type: 'TaskScheduled'},
		{type: 'TaskTimedOut', details: {error: 'States.Timeout'}},
		{type: 'TaskStateExited', details: {name: 'Pay'}},
		{type: 'WaitStateEntered', details: {name: 'Cool down'}},
		{type: 'ExecutionTimedOut', details: {error: 'States.Timeout'}},
	);
	expect(failingState(events)?.state).toBe('Cool down');
});

test('the events of a run that goes well tell of no failure', () => {
	expect(failingState(historyOf({type: 'ExecutionStarted'}, {type: 'ExecutionSucceeded'}))).toBe(
		null,
	);
});

test('where the events do not reach back to it, the state is not known', () => {
	const events = historyOf(
		{type: 'TaskFailed', details: {error: 'CardDeclined'}, previous: 900},
		{type: 'ExecutionFailed', details: {error: 'CardDeclined'}},
	);
	expect(failingState(events)).toEqual({state: null, error: 'CardDeclined', cause: null});
});
