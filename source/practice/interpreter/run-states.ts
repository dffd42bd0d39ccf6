import {isObject, type JsonObject, member} from '../../json.ts';
import {queryLanguageOf} from '../definition/read.ts';
import {historyEvents} from '../limits.ts';
import {emit, notTruncated} from './events.ts';
import {
	type Frame,
	type Item,
	type Level,
	newProgress,
	pause,
	type StateResult,
	textIn,
} from './run.ts';
import {runtimeError} from './states-error.ts';
import type {Steps} from './steps.ts';

/** Continues from where the level is, and answers its output. */
export function* runStates(level: Level, input: unknown): Steps<unknown> {
	const {progress, machine} = level;

	if (progress.result) {
		return progress.result.output;
	}

	if (progress.state === null) {
		Object.assign(progress, {state: textIn(machine, 'StartAt'), input});
	}

	for (;;) {
		const {output, next} = yield* runState(level, progress.state ?? '');

		if (next === null) {
			progress.result = {output};

			return output;
		}

		Object.assign(progress, {...newProgress(), state: next, input: output});
	}
}

/** A branch or an iteration; one that was under way before continues from where it was. */
export function partOf(frame: Frame, machine: JsonObject, index: number, item: Item | null): Level {
	const {run, thread, progress} = frame;
	const own = progress.parts[index] ?? newProgress();
	progress.parts[index] = own;

	return {
		run,
		machine,
		language: queryLanguageOf(run.definition, 'JSONPath'),
		thread: {previous: thread.previous},
		progress: own,
		item,
	};
}

const betweenStates = 15;

function* runState(level: Level, name: string): Steps<StateResult> {
	const {run, thread, progress} = level;
	const state = member(member(level.machine, 'States'), name);
	const type = String(member(state, 'Type'));
	const perform = Object.hasOwn(run.engine.states, type) ? run.engine.states[type] : undefined;

	if (!isObject(state) || !perform) {
		throw runtimeError(`There is no state '${name}' that this practice account can run.`);
	}

	const frame = {
		run,
		thread,
		progress,
		name,
		state,
		language: queryLanguageOf(state, level.language),
		input: progress.input,
		item: level.item,
		retries: 0,
	};

	if (run.execution.history.length >= historyEvents) {
		throw runtimeError(
			`The execution reached the maximum number of history events (${historyEvents}).`,
		);
	}

	// A state that is redriven was entered before.
	if (progress.entered === null) {
		yield* pause(run, betweenStates);
		progress.entered = emit(run, thread, `${type}StateEntered`, {
			name,
			input: JSON.stringify(progress.input),
			inputDetails: notTruncated,
		});
	}

	const outcome = yield* perform(frame);
	emit(run, thread, `${type}StateExited`, {
		name,
		output: JSON.stringify(outcome.output),
		outputDetails: notTruncated,
	});

	return outcome;
}
