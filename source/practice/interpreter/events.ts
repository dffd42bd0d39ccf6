import {member} from '../../json.ts';
import {deliver} from '../log-delivery/deliver.ts';
import type {Level, PracticeRun, Thread} from './run.ts';
import {describeError} from './states-error.ts';

/** Adds an event to the history and to the logs, and answers its id. */
export function emit(
	{execution, machine, now, state}: PracticeRun,
	thread: Thread,
	type: string,
	details: Record<string, unknown> = {},
): number {
	const id = execution.history.length + 1;
	const event = {id, previousEventId: thread.previous, type, timestamp: now, details};
	// The event after ExecutionStarted points to none.
	thread.previous = type === 'ExecutionStarted' ? 0 : id;
	execution.history.push(event);
	deliver([event], execution, machine, state);

	return id;
}

export const notTruncated = {truncated: false};

const abortable = ['Task', 'Wait', 'Parallel', 'Map'];

/** Ends what is under way on the other branches once one has failed. */
export function abort(levels: readonly Level[]): void {
	for (const {run, machine, thread, progress} of levels) {
		const state = member(member(machine, 'States'), progress.state ?? '');
		const type = String(member(state, 'Type'));

		if (progress.result === null && progress.entered !== null && abortable.includes(type)) {
			emit(run, thread, `${type}StateAborted`);
		}
	}
}

export type ExecutionEnd =
	| {status: 'SUCCEEDED'; output: unknown}
	| {status: 'FAILED' | 'ABORTED'; error: string | null; cause: string | null}
	| {status: 'TIMED_OUT'};

/** The last event, and what DescribeExecution answers from then on. */
export function end(run: PracticeRun, thread: Thread, ending: ExecutionEnd): void {
	const {execution} = run;
	const result = lastEvent(run, thread, ending);
	Object.assign(execution, {status: ending.status, stoppedAt: run.now, ...result});
}

function lastEvent(run: PracticeRun, thread: Thread, ending: ExecutionEnd) {
	switch (ending.status) {
		case 'SUCCEEDED': {
			const output = JSON.stringify(ending.output);
			emit(run, thread, 'ExecutionSucceeded', {output, outputDetails: notTruncated});

			return {output};
		}

		case 'TIMED_OUT':
			emit(run, thread, 'ExecutionTimedOut', {error: 'States.Timeout'});

			return {error: 'States.Timeout', cause: null};

		default: {
			const {status, error, cause} = ending;
			emit(
				run,
				thread,
				status === 'FAILED' ? 'ExecutionFailed' : 'ExecutionAborted',
				describeError(ending),
			);

			return {error, cause};
		}
	}
}
