import {timeoutOf} from '../../../definition/error-handling.ts';
import type {Run} from '../run.ts';
import {StatesError} from '../states-error.ts';
import {never, type Steps} from '../steps.ts';
import type {Call} from './work.ts';

/**
 * When the task has run out of time; nobody here sends heartbeats. The limits count from the moment at
 * which the task is scheduled.
 */
export function deadlineOf({frame, run}: Call): number {
	const {timeout, heartbeat} = timeoutOf({value: frame.state});
	const limits = [timeout, heartbeat].filter(limit => typeof limit === 'number');

	return limits.length === 0 ? never : run.now + 1000 * Math.min(...limits);
}

export function* within(work: Steps<unknown>, deadline: number, run: Run): Steps<unknown> {
	for (;;) {
		const step = work.next();

		if (step.done) {
			return step.value;
		}

		if (step.value > deadline) {
			yield Math.max(deadline, run.now);
			throw new StatesError('States.Timeout', null);
		}

		yield step.value;
	}
}
