import {withErrorHandling} from '../error-handling.ts';
import {type Frame, type StateResult, textIn} from '../run.ts';
import type {Steps} from '../steps.ts';
import {attemptTask} from '../tasks/attempt-task.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
export const task = (frame: Frame): Steps<StateResult> =>
	withErrorHandling(frame, () => attemptTask(frame, textIn(frame.state, 'Resource') ?? ''));
