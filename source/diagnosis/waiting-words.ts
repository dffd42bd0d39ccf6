import {durationOf} from '../text.ts';
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
	`${waiting.state ?? 'A state'} waits for ${waitsWords(waiting)}${waiting.since ? `, for ${durationOf(now - waiting.since.getTime())}` : ''}, ${waiting.timeoutSeconds === null ? 'without a timeout' : `with a timeout of ${waiting.timeoutSeconds} s`}`;
