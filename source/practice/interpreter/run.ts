import {type JsonObject, member} from '../../json.ts';
import type {PracticeQueryLanguage} from '../definition/read.ts';
import type {AttemptState, ExecutionState, ProgressState} from '../execution-state.ts';
import type {AccountState, StateMachineState} from '../state.ts';
import {runtimeError, type StatesError} from './states-error.ts';
import type {Steps} from './steps.ts';

/** An execution under way. */
export type PracticeRun = {
	state: AccountState;
	execution: ExecutionState;
	machine: StateMachineState;
	attempt: AttemptState;
	definition: JsonObject;
	/** When this attempt began. */
	beganAt: number;
	/** The current time of the run, in milliseconds since 1970. */
	now: number;
	engine: Engine;
};

/** What the parts of the interpreter need from one another; given to each run, so that none imports its caller. */
export type Engine = {
	states: Record<string, (frame: Frame) => Steps<StateResult>>;
	begin(
		machine: StateMachineState,
		asked: NewExecution,
		account: {state: AccountState; now: number},
	): ExecutionState;
	redrive(execution: ExecutionState, account: {state: AccountState; now: number}): void;
	/** Ends tasks in place of the account's services; null leaves one to them. */
	endTask: ((task: TaskAttempt) => TaskEnd | null) | null;
};

export type TaskAttempt = {
	executionArn: string;
	state: string;
	/** `lambda:invoke`; `lambda` where the Resource is the function itself. */
	operation: string;
	/** From 0: how many attempts of this state were made before. */
	attempt: number;
	parameters: unknown;
};
export type TaskEnd = {output: unknown} | {error: string; cause: string | null};

/** `mapRun`: the Map Run that starts it. */
export type NewExecution = {
	name?: string;
	input: string;
	mapRun?: {arn: string; itemCount: number; kind: 'STANDARD' | 'EXPRESS'};
};

/** Events point back to the one before them on their own branch. */
export type Thread = {previous: number};

/** The item that an iteration of a Map works on. */
export type Item = {index: number; value: unknown};

/** The states of one level: of the definition, of a branch, of an iteration. */
export type Level = {
	run: PracticeRun;
	machine: JsonObject;
	/** A state's own QueryLanguage does not apply to the levels inside it. */
	language: PracticeQueryLanguage;
	thread: Thread;
	progress: ProgressState;
	item: Item | null;
};

/** A state at work. */
export type Frame = {
	run: PracticeRun;
	thread: Thread;
	progress: ProgressState;
	name: string;
	state: JsonObject;
	language: PracticeQueryLanguage;
	input: unknown;
	item: Item | null;
	/** How many attempts were made before this one. */
	retries: number;
};

/** What a state ends with. `next` is null where it is the last. */
export type StateResult = {output: unknown; next: string | null};

export function* pause(run: PracticeRun, milliseconds: number): Steps<void> {
	yield run.now + milliseconds;
}

export const textIn = (state: JsonObject, field: string): string | null => {
	const value = member(state, field);

	return typeof value === 'string' ? value : null;
};

export const leave = ({state}: Frame, output: unknown): StateResult => ({
	output,
	next: textIn(state, 'Next'),
});

export const stateError = ({name, progress}: Frame, why: string): StatesError =>
	runtimeError(
		`An error occurred while executing the state '${name}' (entered at the event id #${progress.entered}). ${why}`,
	);

export const newProgress = (): ProgressState => ({
	state: null,
	input: null,
	entered: null,
	parts: [],
	mapRunArn: null,
	result: null,
});
