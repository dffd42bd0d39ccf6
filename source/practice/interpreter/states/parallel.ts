import {isObject, member} from '../../../json.ts';
import {argumentsOf} from '../data-flow.ts';
import {withErrorHandling} from '../error-handling.ts';
import {abort, emit} from '../events.ts';
import type {Frame, Level, StateResult} from '../run.ts';
import {partOf, runStates} from '../run-states.ts';
import {StatesError} from '../states-error.ts';
import {type Steps, together} from '../steps.ts';

/**
 * ParallelStateFailed follows the last event of the branch that failed, once no attempt is left.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html
 */
export const parallel = (frame: Frame): Steps<StateResult> =>
	withErrorHandling(
		frame,
		() => branches(frame),
		() => emit(frame.run, frame.thread, 'ParallelStateFailed'),
	);

function* branches(frame: Frame): Steps<unknown> {
	const {run, thread, state} = frame;
	const machines = member(state, 'Branches');
	const input = argumentsOf(frame);

	emit(run, thread, 'ParallelStateStarted');
	const levels = (Array.isArray(machines) ? machines : [])
		.filter(isObject)
		.map((machine, index) => partOf(frame, machine, index, frame.item));
	let failed: Level | null = null;

	try {
		const outputs = yield* together(
			levels.map(level =>
				runLevel(level, input, () => {
					failed = level;
				}),
			),
			run.now,
		);
		emit(run, thread, 'ParallelStateSucceeded');

		return outputs;
	} catch (error) {
		if (error instanceof StatesError) {
			abort(levels.filter(level => level !== failed));
			continueFrom(failed, thread);
		}

		throw error;
	}
}

function* runLevel(level: Level, input: unknown, onFailed: () => void): Steps<unknown> {
	try {
		return yield* runStates(level, input);
	} catch (error) {
		onFailed();

		throw error;
	}
}

/** What follows a failure points at the last event of the part that failed. */
export function continueFrom(failed: Level | null, thread: Frame['thread']): void {
	if (failed) {
		thread.previous = failed.thread.previous;
	}
}
