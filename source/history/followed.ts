import {member, parseJson} from '../json.ts';
import {detailText} from './event-details.ts';
import type {Passage} from './passage.ts';
import {isFailure} from './passages.ts';

/** The Map Run of a Distributed Map state that failed; null for every other passage. */
export function mapRunOf({events}: Passage): string | null {
	const run = events.findLast(({type}) => /^MapRun(?:Started|Redriven|Failed)$/.test(type));
	const begun = events.findLast(({type}) => /^MapRun(?:Started|Redriven)$/.test(type));
	return run ? detailText(begun, 'mapRunArn') : null;
}

/**
 * The execution that a task started and waited for, and that failed; null where there is none. The cause holds what
 * DescribeExecution said of it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export function childExecutionOf({events}: Passage): string | null {
	const failure = events.findLast(isFailure);

	if (failure?.type !== 'TaskFailed' || detailText(failure, 'resourceType') !== 'states') {
		return null;
	}

	const attempt = events.filter(({id}) => id < failure.id);
	const submitted = attempt.findLast(({type}) => type === 'TaskSubmitted');
	const isSubmitted =
		submitted && !attempt.some(({id, type}) => type === 'TaskScheduled' && id > submitted.id);

	return (
		executionArnIn(detailText(failure, 'cause')) ??
		(isSubmitted ? executionArnIn(detailText(submitted, 'output')) : null)
	);
}

/**
 * The execution that was given the token of a task, and did not return it in time; null where there is none. How it
 * ended is not told.
 */
export function tokenHolderOf({events}: Passage): string | null {
	const submitted = events.findLast(({type}) => type === 'TaskSubmitted');
	const isToken = detailText(submitted, 'resource') === 'startExecution.waitForTaskToken';

	return isToken && events.findLast(isFailure)?.type === 'TaskTimedOut'
		? executionArnIn(detailText(submitted, 'output'))
		: null;
}

/** Of the execution that a JSON text names: a cause, an answer. */
export function executionArnIn(text: string | null): string | null {
	const arn = member(parseJson(text), 'ExecutionArn');
	return typeof arn === 'string' && arn.includes(':execution:') ? arn : null;
}
