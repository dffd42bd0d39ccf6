import {durationOf, grouped, timeOf} from '../text.ts';
import type {WaitingIn} from './followed-failure.ts';

const waitsWords = ({waitsFor}: WaitingIn): string => {
	switch (waitsFor.kind) {
		case 'activity-worker':
			return `a worker to ask for a task of ${waitsFor.activityArn ?? 'its activity'}`;
		case 'activity-result':
			return `the result of the worker ${waitsFor.worker ?? '(unnamed)'}`;
		case 'task-token':
			return `its task token to be returned${waitsFor.service ? ` (${waitsFor.service})` : ''}`;
		case 'job':
			return `the job ${waitsFor.job ?? `that ${waitsFor.service ?? 'it'} started`}`;
		case 'call':
			return `the answer of ${waitsFor.service ?? 'the service that it called'}`;
		case 'time':
			return 'its time to pass';
		case 'map-run':
			return `the Map Run ${waitsFor.mapRunArn ?? ''}`.trimEnd();
		case 'next-attempt':
			return `its next attempt, after ${waitsFor.error ?? 'a failure'}`;
		case 'unknown':
			return 'something that the history does not name';
	}
};

/** `Approve waits for its task token to be returned (sqs:…), for 3 d 2 h, without a timeout`. */
export const waitingLine = (waiting: WaitingIn, now: number): string =>
	`${waiting.state ?? 'A state'} ${failedWords(waiting)}waits for ${waitsWords(waiting)}${waiting.since && waiting.waitsFor.kind !== 'next-attempt' ? `, for ${durationOf(Math.max(0, now - waiting.since.getTime()))}` : ''}, ${limitWords(waiting)}`;

/** A state that is retried: how often it failed, and of what. */
const failedWords = ({failed, enteredAt}: WaitingIn): string =>
	failed === undefined || failed.attempts < 2
		? ''
		: `failed ${grouped(failed.attempts)} times${enteredAt ? ` since ${timeOf(enteredAt)}` : ''}, last with ${failed.error ?? 'no error name'}, and is retried; it `;

const limitWords = ({timeoutSeconds, heartbeatSeconds}: WaitingIn): string =>
	[
		timeoutSeconds === null ? 'without a timeout' : `with a timeout of ${timeoutSeconds} s`,
		...(heartbeatSeconds === null
			? []
			: [`${timeoutSeconds === null ? 'but with' : 'and'} a heartbeat of ${heartbeatSeconds} s`]),
	].join(' ');
