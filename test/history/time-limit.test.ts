import {expect, test} from 'vitest';
import type {Attempt} from '../../source/history/attempts.ts';
import {type TimedOut, timeLimitOf} from '../../source/history/time-limit.ts';

const anAttempt = (given: Partial<Attempt> = {}): Attempt => ({
	scheduledAt: new Date(0),
	endedAt: new Date(10_000),
	timeoutSeconds: null,
	heartbeatSeconds: null,
	parameters: null,
	end: 'TaskTimedOut',
	error: 'States.Timeout',
	cause: null,
	output: null,
	...given,
});

const ended = (given: Partial<TimedOut>): TimedOut => ({
	error: 'States.Timeout',
	cause: null,
	attempt: anAttempt(),
	execution: {timedOut: false, ran: 60_000},
	...given,
});

test.each([
	['all of its time', {timeoutSeconds: 10, heartbeatSeconds: 4}, 'timeout', 10],
	['less than its time', {timeoutSeconds: 60, heartbeatSeconds: 4}, 'heartbeat', 4],
	['its time, to a few milliseconds', {timeoutSeconds: 10}, 'timeout', 10],
	['some time of an unknown limit', {}, 'timeout', null],
])('a task that used %s', (_, limits, kind, seconds) => {
	expect(timeLimitOf(ended({attempt: anAttempt(limits)}))).toEqual({kind, seconds, used: 10_000});
});

test('a missed heartbeat goes by its name, whatever event tells of it', () => {
	const attempt = anAttempt({end: 'ActivityFailed', heartbeatSeconds: 300});
	expect(
		timeLimitOf(
			ended({
				error: 'States.HeartbeatTimeout',
				cause: 'Task timed out after 300 seconds',
				attempt,
			}),
		),
	).toMatchObject({kind: 'heartbeat', seconds: 300});
});

test("a function's own timeout is told from the state's", () => {
	const attempt = anAttempt({end: 'TaskFailed', timeoutSeconds: 60});
	const cause = JSON.stringify({
		errorType: 'Sandbox.Timedout',
		errorMessage: 'RequestId: 1 Error: Task timed out after 3.00 seconds',
	});
	expect(timeLimitOf(ended({error: 'Sandbox.Timedout', cause, attempt}))).toMatchObject({
		kind: 'function',
		seconds: 3,
	});
	expect(timeLimitOf(ended({error: 'Sandbox.Timedout', attempt}))).toMatchObject({
		kind: 'function',
		seconds: null,
	});
});

test('the whole execution, and an HTTP endpoint', () => {
	const attempt = anAttempt({end: null, endedAt: null});
	expect(timeLimitOf(ended({attempt, execution: {timedOut: true, ran: 60_000}}))).toEqual({
		kind: 'execution',
		used: 60_000,
	});
	expect(timeLimitOf(ended({error: 'States.Http.Socket'}))?.kind).toBe('http');
});

test('what did not end for want of time is none of it', () => {
	const attempt = anAttempt({end: 'TaskFailed'});
	expect(timeLimitOf(ended({error: 'CardDeclined', attempt}))).toBe(null);
});
