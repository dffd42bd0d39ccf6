import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution, HistoryEvent} from '../account/step-functions.ts';
import {wordsOfAws} from '../diagnosis/failure-text.ts';
import {followFailureAnew} from '../diagnosis/follow-failure.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {detailText} from '../history/event-details.ts';
import {poll, sleepUnlessAborted} from '../poll.ts';
import {durationOf} from '../text.ts';
import type {RetryContext} from './retry-context.ts';

/** How an execution ended before it was repeated; null for one that has just begun. */
export type EndBefore = {
	/** The state of this execution that failed. */
	state: string | null;
	/** Its newest event. */
	lastEventId: number;
	/** Milliseconds since 1970; null where it is not known. */
	stoppedAt: number | null;
	/** Error and cause of its root. */
	failure: string;
};

/** `refused`: it failed for want of a permission, which may be granted and not have propagated yet. */
export type Followed =
	/** `unknown`: it began, and what became of it could not be seen. */
	| {outcome: 'succeeded' | 'still-running' | 'unknown'; message: string}
	| {outcome: 'failed'; message: string; refused: boolean; failure: string};

const patienceMilliseconds = 120_000;
/** Nothing has happened yet just after the start. */
const firstPause = 1000;

type Reads = RetryContext['account']['reads'];

export async function endBefore(
	executionArn: string,
	{account: {reads}}: Pick<RetryContext, 'account'>,
): Promise<EndBefore> {
	const [followed, events] = await Promise.all([
		followFailureAnew(reads, executionArn).catch(ifRefused(null)),
		newestEvents(executionArn, reads),
	]);

	return {
		state: followed && stateIn(executionArn, followed),
		lastEventId: events[0]?.id ?? 0,
		stoppedAt: followed?.failure.stoppedAt?.getTime() ?? null,
		failure: failureText(followed?.root.error ?? null, followed?.root.cause ?? null),
	};
}

const stateIn = (arn: string, {failure: {chain}}: FollowedFailure): string | null =>
	chain.findLast(({executionArn, state}) => executionArn === arn && state !== null)?.state ?? null;

/**
 * Waits within a bound until a Standard execution has ended. One that is still running then has not failed again, and
 * has not succeeded either.
 */
export async function followExecution(
	executionArn: string,
	before: EndBefore | null,
	context: Pick<RetryContext, 'account' | 'clock' | 'signal' | 'onProgress'>,
): Promise<Followed> {
	const {account, clock, signal, onProgress} = context;

	await sleepUnlessAborted(clock, firstPause, signal);

	const polled = await poll(
		async () =>
			(await look(executionArn, before, account.reads).catch(unseen(executionArn))) ?? undefined,
		{
			clock,
			firstPause: firstPause * 1.6,
			longestPause: 10_000,
			factor: 1.6,
			patience: patienceMilliseconds,
			signal,
			onWait: waited =>
				onProgress(Math.round((firstPause + waited) / 1000), 'Waiting for the execution to end'),
		},
	);

	return polled.kind === 'done'
		? polled.value
		: stillRunning(executionArn, before, firstPause + polled.waited, account.reads);
}

/** Null until it has ended. */
async function look(
	executionArn: string,
	before: EndBefore | null,
	reads: Reads,
): Promise<Followed | null> {
	const execution = await reads.execution(executionArn);

	if (execution.status === 'SUCCEEDED') {
		return {outcome: 'succeeded', message: `The execution succeeded: ${executionArn}`};
	}

	// Just after a redrive the old end may still be shown.
	const isOld = before !== null && execution.stoppedAt?.getTime() === before.stoppedAt;

	return execution.status === 'RUNNING' || execution.status === 'PENDING_REDRIVE' || isOld
		? null
		: failedAgain(execution, await followFailureAnew(reads, executionArn).catch(ifRefused(null)));
}

/** Past the state that failed is a good sign, and no end. */
async function stillRunning(
	executionArn: string,
	before: EndBefore | null,
	waited: number,
	reads: Reads,
): Promise<Followed> {
	const state = before?.state ?? null;
	const events = state === null ? [] : await newestEvents(executionArn, reads);
	const hasPassed = events.some(
		event =>
			event.id > (before?.lastEventId ?? 0) &&
			event.type.endsWith('StateExited') &&
			detailText(event, 'name') === state,
	);
	const seen = hasPassed
		? `has passed the state ${state}, where it failed before`
		: 'has not failed again';

	return {
		outcome: 'still-running',
		message: `After ${durationOf(waited)} the execution is still running and ${seen}. Whether it succeeds is not known yet. ${executionArn}`,
	};
}

function failedAgain({arn, status, error, cause}: Execution, followed: FollowedFailure | null) {
	const root = followed?.root ?? {state: null, error, cause};
	const failure = failureText(root.error, root.cause);
	const where = root.state === null ? '' : ` in the state ${root.state}`;

	return {
		outcome: 'failed',
		message: `It ended ${status}${where}: ${failure}. ${arn}`,
		refused: status !== 'ABORTED' && refusal.test(followed ? wordsOfAws(followed) : failure),
		failure,
	} as const;
}

const refusal = /Access ?Denied|not authorized|UnauthorizedOperation/i;

/** Whether the whole history is read, and the state is not in it. */
export async function skipped(
	executionArn: string,
	state: string | null,
	{account: {reads}}: Pick<RetryContext, 'account'>,
): Promise<boolean> {
	const events = await newestEvents(executionArn, reads);

	return (
		state !== null &&
		events.some(({id}) => id === 1) &&
		!events.some(
			event => event.type.endsWith('StateEntered') && detailText(event, 'name') === state,
		)
	);
}

/** Where an execution succeeded, but what failed before failed again and was caught: null where it did not. */
export async function caughtAgain(
	executionArn: string,
	{failure, lastEventId}: Pick<EndBefore, 'failure' | 'lastEventId'>,
	{account: {reads}}: Pick<RetryContext, 'account'>,
): Promise<string | null> {
	const events = await newestEvents(executionArn, reads);
	const again = events.find(
		event =>
			event.id > lastEventId &&
			detailText(event, 'error') !== null &&
			isSameFailure(failureText(detailText(event, 'error'), detailText(event, 'cause')), failure) &&
			events.some(
				({previousEventId, type}) => previousEventId === event.id && type.endsWith('StateExited'),
			),
	);

	return again
		? `The execution succeeded, but the same failure occurred again and a Catch handled it: ${failure}. ${executionArn}`
		: null;
}

const failureText = (error: string | null, cause: string | null): string =>
	[error, cause].filter(text => text !== null && text !== '').join(': ') || 'without an error';

const newestEvents = (executionArn: string, reads: Reads): Promise<HistoryEvent[]> =>
	reads
		.historyPage(executionArn, null)
		.then(({events}) => events)
		.catch(ifRefused<HistoryEvent[]>([]));

const unseen =
	(executionArn: string) =>
	(error: unknown): Followed | null => {
		if (error instanceof AccountError) {
			return ['throttled', 'unavailable', 'no-network'].includes(error.kind)
				? null
				: {
						outcome: 'unknown',
						message: `The execution began, and how it ends could not be seen: ${error.message} ${executionArn}`,
					};
		}

		throw error;
	};

/** Whether two failures are one, but for the ids of requests and sessions. */
export const isSameFailure = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (failure: string): string =>
	failure
		.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '')
		.replaceAll(/(assumed-role\/[\w+=,.@-]{1,64})\/[\w+=,.@-]{1,64}/g, '$1');
