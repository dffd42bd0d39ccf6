import {deliver} from '../log-delivery/deliver.ts';
import type {Run, Thread} from './run.ts';

/** Adds an event to the history and to the logs, and answers its id. */
export function emit(
	{execution, machine, now, state}: Run,
	thread: Thread,
	type: string,
	details: Record<string, unknown> = {},
): number {
	const id = execution.history.length + 1;
	const event = {id, previousEventId: thread.previous, type, timestamp: now, details};
	// The event after ExecutionStarted points to none.
	thread.previous = type === 'ExecutionStarted' ? 0 : id;
	execution.history.push(event);
	deliver([event], execution.arn, machine, state);

	return id;
}

export const notTruncated = {truncated: false};
