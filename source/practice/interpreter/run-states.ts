import {type QueryLanguage, queryLanguageOf} from '../../definition/query-language.ts';
import {isObject, type JsonObject, member} from '../../json.ts';
import type {ProgressState} from '../state.ts';
import {emit, notTruncated} from './emit.ts';
import type {Frame, Outcome} from './frame.ts';
import {textIn} from './frame.ts';
import {pause, type Run, type Thread} from './run.ts';
import {stateTypes} from './state-types.ts';
import {runtimeError} from './states-error.ts';
import type {Steps} from './steps.ts';

/** The states of one level: of the definition, of a branch, of an iteration. */
export type Level = {
	run: Run;
	machine: JsonObject;
	/** A state's own QueryLanguage is not handed down. */
	language: QueryLanguage;
	thread: Thread;
	progress: ProgressState;
	item: Frame['item'];
};

export const newProgress = (): ProgressState => ({
	state: null,
	input: null,
	entered: null,
	parts: [],
	result: null,
});

/** Goes on from where the level has come to, and answers its output. */
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

		Object.assign(progress, {state: next, input: output, entered: null, parts: []});
	}
}

const betweenStates = 15;

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const eventsAtMost = 25_000;

function* runState(level: Level, name: string): Steps<Outcome> {
	const {run, thread, progress} = level;
	const state = member(member(level.machine, 'States'), name);
	const type = member(state, 'Type');
	const perform = typeof type === 'string' ? stateTypes[type] : undefined;

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
	};

	if (run.execution.history.length >= eventsAtMost) {
		throw runtimeError(
			`The execution reached the maximum number of history events (${eventsAtMost}).`,
		);
	}

	// What is redriven has been entered before.
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
