import type {QueryLanguage} from '../../definition/query-language.ts';
import {type JsonObject, member} from '../../json.ts';
import type {ProgressState} from '../state.ts';
import type {Run, Thread} from './run.ts';
import {runtimeError, type StatesError} from './states-error.ts';

/** A state at work. */
export type Frame = {
	run: Run;
	thread: Thread;
	progress: ProgressState;
	name: string;
	state: JsonObject;
	language: QueryLanguage;
	input: unknown;
	/** The item that an iteration of a Map works on. */
	item: {index: number; value: unknown} | null;
};

/** What a state hands on. `next` is null where it is the last. */
export type Outcome = {output: unknown; next: string | null};

export const textIn = (state: JsonObject, field: string): string | null => {
	const value = member(state, field);

	return typeof value === 'string' ? value : null;
};

export const leave = ({state}: Frame, output: unknown): Outcome => ({
	output,
	next: textIn(state, 'Next'),
});

export const stateError = ({name, progress}: Frame, why: string): StatesError =>
	runtimeError(
		`An error occurred while executing the state '${name}' (entered at the event id #${progress.entered}). ${why}`,
	);
