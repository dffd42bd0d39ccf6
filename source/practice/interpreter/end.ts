import {emit, notTruncated} from './emit.ts';
import type {Run, Thread} from './run.ts';
import {said} from './states-error.ts';

export type Ending =
	| {status: 'SUCCEEDED'; output: unknown}
	| {status: 'FAILED'; error: string | null; cause: string | null}
	| {status: 'TIMED_OUT'};

/** The last event, and what DescribeExecution tells from then on. */
export function end(run: Run, thread: Thread, ending: Ending): void {
	const {execution} = run;
	// The last event follows on whatever happened last, on any branch.
	thread.previous = execution.history.length;
	const told = tell(run, thread, ending);
	Object.assign(execution, {status: ending.status, stoppedAt: run.now, ...told});
}

function tell(run: Run, thread: Thread, ending: Ending) {
	switch (ending.status) {
		case 'SUCCEEDED': {
			const output = JSON.stringify(ending.output);
			emit(run, thread, 'ExecutionSucceeded', {output, outputDetails: notTruncated});

			return {output};
		}

		case 'FAILED': {
			const {error, cause} = ending;
			emit(run, thread, 'ExecutionFailed', said(ending));

			return {error, cause};
		}

		case 'TIMED_OUT':
			emit(run, thread, 'ExecutionTimedOut', {error: 'States.Timeout'});

			return {error: 'States.Timeout', cause: null};
	}
}
