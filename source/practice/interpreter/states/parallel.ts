import {isObject, member} from '../../../definition/json-tree.ts';
import {argumentsOf} from '../data-flow.ts';
import {emit} from '../emit.ts';
import {withErrorHandling} from '../error-handling.ts';
import type {Frame, Outcome} from '../frame.ts';
import {partOf} from '../parts.ts';
import {runStates} from '../run-states.ts';
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
	const all = (Array.isArray(machines) ? machines : [])
		.filter(isObject)
		.map((machine, index) => runStates(partOf(frame, machine, index, frame.item), input));

	try {
		const outputs = yield* together(all, run.now);
		emit(run, thread, 'ParallelStateSucceeded');

		return outputs;
	} catch (error) {
		if (error instanceof StatesError) {
			emit(run, thread, 'ParallelStateFailed');
		}

		throw error;
	}
}
