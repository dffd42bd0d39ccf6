import {expect, it} from 'vitest';
import type {WaitingIn} from '../../source/diagnosis/followed-failure.ts';
import {hangs, waitsFarFromLimit} from '../../source/diagnosis/hangs.ts';
import {waitingLine} from '../../source/diagnosis/waiting-words.ts';

const day = 86_400;
const now = Date.parse('2026-01-31T00:00:00Z');
const token = {kind: 'task-token', service: 'sqs'} as const;
const waiting = (
	days: number,
	timeoutSeconds: number | null,
	heartbeatSeconds: number | null,
	waitsFor: WaitingIn['waitsFor'] = token,
): WaitingIn => ({
	executionArn: 'arn',
	state: 'Approve',
	type: 'Task',
	since: new Date(now - days * day * 1000),
	enteredAt: null,
	waitsFor,
	timeoutSeconds,
	heartbeatSeconds,
});

it.each<[string, WaitingIn, boolean, boolean]>([
	['no limit', waiting(2, null, null), true, false],
	['a timeout of a year', waiting(2, 365 * day, null), false, true],
	['a timeout of a year and an hourly heartbeat', waiting(2, 365 * day, 3600), false, false],
	['a heartbeat of 30 days', waiting(2, null, 30 * day), false, true],
	['an hourly heartbeat alone', waiting(2, null, 3600), false, false],
	['a timeout that is near', waiting(2, 2.5 * day, 30 * day), false, false],
	[
		'a job, which sends no heartbeat',
		waiting(2, null, 3600, {kind: 'job', service: 'glue', job: 'j', of: null}),
		true,
		false,
	],
	[
		'no worker, before any heartbeat',
		waiting(2, 365 * day, 60, {kind: 'activity-worker', activityArn: 'a'}),
		true,
		true,
	],
])('%s', (_what, wait, isHanging, isFar) => {
	expect([hangs(wait, now), waitsFarFromLimit(wait, now)]).toEqual([isHanging, isFar]);
});

it('names both limits', () => {
	expect(waitingLine(waiting(2, day * 365, 60), now)).toMatch(
		/with a timeout of 31536000 s and a heartbeat of 60 s$/,
	);
	expect(waitingLine(waiting(2, null, 60), now)).toMatch(
		/without a timeout but with a heartbeat of 60 s$/,
	);
});
