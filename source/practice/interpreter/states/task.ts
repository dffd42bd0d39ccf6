import {withErrorHandling} from '../error-handling.ts';
import {type Frame, type Outcome, textIn} from '../frame.ts';
import type {Steps} from '../steps.ts';
import {attemptTask} from '../tasks/attempt-task.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
export function* task(frame: Frame): Steps<Outcome> {
	const resource = textIn(frame.state, 'Resource') ?? '';

	return yield* withErrorHandling(frame, () => attemptTask(frame, resource));
}
