import {queryLanguageOf, timeLimits} from '../definition/read.ts';
import type {ExecutionState} from '../execution-state.ts';
import {expressSeconds} from '../limits.ts';
import type {AccountState} from '../state.ts';
import {end} from './events.ts';
import type {PracticeRun, Thread} from './run.ts';
import {runStates} from './run-states.ts';
import {StatesError} from './states-error.ts';
import {never, type Steps} from './steps.ts';

type Running = {
	run: PracticeRun;
	thread: Thread;
	steps: Steps<unknown>;
	wakesAt: number;
	deadline: number;
};

/** What is under way cannot be plain data, so it is kept beside the account and not in it. */
const running = new WeakMap<AccountState, Running[]>();

export function follow(run: PracticeRun, thread: Thread): void {
	const limit = run.machine.type === 'EXPRESS' ? expressSeconds : never;
	const seconds = Math.min(limit, timeLimits(run.definition).timeout ?? never);
	const steps = runStates(
		{
			run,
			machine: run.definition,
			language: queryLanguageOf(run.definition, 'JSONPath'),
			thread,
			progress: run.attempt.progress,
			item: null,
		},
		JSON.parse(run.execution.input),
	);
	const all = running.get(run.state) ?? [];
	running.set(run.state, all);
	all.push({run, thread, steps, wakesAt: run.now, deadline: run.beganAt + seconds * 1000});
}

/** Runs every execution up to this time, the earliest step first. */
export function passTime(state: AccountState, until: number): void {
	const all = running.get(state) ?? [];

	for (;;) {
		const next = earliest(all);

		if (!next || due(next) > until) {
			return;
		}

		next.run.now = Math.max(next.run.now, due(next));

		if (advance(next)) {
			all.splice(all.indexOf(next), 1);
		}
	}
}

/** Ends an execution from outside, as StopExecution does. False where it is not running. */
export function stop(
	execution: ExecutionState,
	{error, cause}: {error: string | null; cause: string | null},
	{state, now}: {state: AccountState; now: number},
): boolean {
	const all = running.get(state) ?? [];
	const found = all.find(each => each.run.execution === execution);

	if (!found) {
		return false;
	}

	found.run.now = now;
	endAt(found, {status: 'ABORTED', error, cause});
	all.splice(all.indexOf(found), 1);

	return true;
}

const due = ({wakesAt, deadline}: Running): number => Math.min(wakesAt, deadline);

function earliest(all: readonly Running[]): Running | undefined {
	let first = all[0];

	for (const each of all) {
		if (first && due(each) < due(first)) {
			first = each;
		}
	}

	return first;
}

/** Whether the execution has ended. */
function advance(each: Running): boolean {
	if (each.wakesAt > each.deadline) {
		endAt(each, {status: 'TIMED_OUT'});

		return true;
	}

	try {
		const step = each.steps.next();

		if (step.done) {
			endAt(each, {status: 'SUCCEEDED', output: step.value});

			return true;
		}

		each.wakesAt = step.value;

		return false;
	} catch (error) {
		if (!(error instanceof StatesError)) {
			throw error;
		}

		endAt(each, {status: 'FAILED', error: error.error, cause: error.cause});

		return true;
	}
}

/** An end from outside follows the last event of all, on whichever branch; any other follows its own branch. */
function endAt({run, thread, steps}: Running, ending: Parameters<typeof end>[2]): void {
	if (ending.status === 'TIMED_OUT' || ending.status === 'ABORTED') {
		thread.previous = run.execution.history.length;
		steps.return(undefined);
	}

	end(run, thread, ending);
}
