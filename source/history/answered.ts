import {member, parseJson} from '../json.ts';
import {detailText} from './event-details.ts';
import type {Passage} from './passage.ts';
import type {Passages} from './passages.ts';

/** How an Express execution ended that a task started and waited for. */
export type AnsweredEnd = {
	executionArn: string;
	status: 'FAILED' | 'TIMED_OUT';
	error: string | null;
	cause: string | null;
	startedAt: Date | null;
	stoppedAt: Date | null;
};

/**
 * StartSyncExecution answers with the end, whatever it was: the task succeeds although the execution failed. Null
 * where it succeeded, and for every other task.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
export function answeredFailure({events}: Passage): AnsweredEnd | null {
	const answer = events.findLast(({type}) => type === 'TaskSucceeded');

	if (
		detailText(answer, 'resource') !== 'startSyncExecution' ||
		detailText(answer, 'resourceType') !== 'aws-sdk:sfn'
	) {
		return null;
	}

	const told = parseJson(detailText(answer, 'output'));
	const text = (name: string): string | null => {
		const value = member(told, name);
		return typeof value === 'string' ? value : null;
	};
	const status = text('Status');
	const executionArn = text('ExecutionArn');

	return executionArn !== null && (status === 'FAILED' || status === 'TIMED_OUT')
		? {
				executionArn,
				status,
				error: text('Error'),
				cause: text('Cause'),
				startedAt: events.findLast(({type}) => type === 'TaskScheduled')?.timestamp ?? null,
				stoppedAt: answer?.timestamp ?? null,
			}
		: null;
}

const passing = new Set(['Choice', 'Pass', 'Wait']);

/**
 * The task whose answer the states before a Fail state judged; null where another kind of state is before it.
 * `unread`: the events read do not reach back so far.
 */
export function judgedBefore(fail: Passage, {events, of}: Passages): Passage | null | 'unread' {
	for (let at = fail; ; ) {
		const previous = at.entered?.previousEventId;

		if (previous === undefined) {
			return 'unread';
		}

		const exited = events.get(previous);

		if (exited === undefined) {
			return previous > 1 ? 'unread' : null;
		}

		const before = of.get(exited.id);

		if (!before || before.exited !== exited) {
			return null;
		}

		if (!passing.has(before.type ?? '')) {
			return before;
		}

		at = before;
	}
}
