import {isObject, member} from '../../../json.ts';
import {abort} from '../abort.ts';
import {argumentsOf} from '../data-flow.ts';
import {emit} from '../emit.ts';
import {withErrorHandling} from '../error-handling.ts';
import type {Frame, Outcome} from '../frame.ts';
import {partOf} from '../parts.ts';
import {type Level, runStates} from '../run-states.ts';
import {StatesError} from '../states-error.ts';
import {type Steps, together} from '../steps.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export function* parallel(frame: Frame): Steps<Outcome> {
	return yield* withErrorHandling(frame, () => branches(frame));
}

function* branches(frame: Frame): Steps<unknown> {
	const {run, thread, state} = frame;
	const machines = member(state, 'Branches');
	const input = argumentsOf(frame);

	emit(run, thread, 'ParallelStateStarted');
	const levels = (Array.isArray(machines) ? machines : [])
		.filter(isObject)
		.map((machine, index) => partOf(frame, machine, index, frame.item));
	const failed = new Set<Level>();

	try {
		const outputs = yield* together(
			levels.map(level => branch(level, input, failed)),
			run.now,
		);
		emit(run, thread, 'ParallelStateSucceeded');

		return outputs;
	} catch (error) {
		if (error instanceof StatesError) {
			abort(levels.filter(level => !failed.has(level)));
			emit(run, thread, 'ParallelStateFailed');
		}

		throw error;
	}
}

function* branch(level: Level, input: unknown, failed: Set<Level>): Steps<unknown> {
	try {
		return yield* runStates(level, input);
	} catch (error) {
		failed.add(level);

		throw error;
	}
}
