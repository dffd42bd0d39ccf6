import {expect, test} from 'vitest';
import {attemptsIn, timeUsed} from '../../source/history/attempts.ts';
import {passagesOf} from '../../source/history/passages.ts';
import {type Visit, visitIn} from '../../source/history/visit.ts';
import {historyOf} from '../support/failed-execution.ts';

const retried = historyOf(
	{type: 'ExecutionStarted'},
	{type: 'TaskStateEntered', details: {name: 'Pay', input: '{"order":41}'}, previous: 0},
	{type: 'TaskScheduled', details: {parameters: '{"a":1}', timeoutInSeconds: 10}},
	{type: 'TaskFailed', details: {error: 'Busy'}},
	{type: 'TaskScheduled', details: {parameters: '{"a":1}', timeoutInSeconds: 10}, at: 10},
	{type: 'TaskTimedOut', details: {error: 'States.Timeout'}, at: 20},
	{type: 'ExecutionFailed', details: {error: 'States.Timeout'}, at: 20},
);

function visit(events = retried): Visit {
	const [passage] = passagesOf(events).all;
	const found = passage && visitIn(passage);

	if (!found) {
		throw new Error('There is no visit.');
	}

	return found;
}

test('a visit holds what happened in the state, the oldest first', () => {
	const {state, input, events} = visit();
	expect([state, input]).toEqual(['Pay', '{"order":41}']);
	expect(events.map(({type}) => type)).toEqual([
		'TaskStateEntered',
		'TaskScheduled',
		'TaskFailed',
		'TaskScheduled',
		'TaskTimedOut',
	]);
});

test('each attempt has its own end, error and limits', () => {
	expect(attemptsIn(visit())).toMatchObject([
		{end: 'TaskFailed', error: 'Busy', timeoutSeconds: 10, heartbeatSeconds: null},
		{end: 'TaskTimedOut', error: 'States.Timeout', parameters: '{"a":1}'},
	]);
	expect(attemptsIn(visit()).map(timeUsed)).toEqual([1000, 10_000]);
});

test('an attempt that has not ended used no known time', () => {
	const events = historyOf(
		{type: 'TaskStateEntered', details: {name: 'Pay'}, previous: 0},
		{type: 'TaskScheduled'},
	);
	const [attempt] = attemptsIn(visit(events));
	expect(attempt && timeUsed(attempt)).toBe(null);
});
