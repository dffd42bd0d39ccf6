import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution, HistoryEvent} from '../account/step-functions.ts';
import {eventsToRead, failingState} from '../history/failing-state.ts';
import {poll, sleepUnlessAborted} from '../poll.ts';
import type {RetryContext} from './retry-context.ts';

/** Where the execution stood before it was repeated; null for one that has just begun. */
export type StandBefore = {
	/** The state that it is to get past. */
	state: string | null;
	/** Its newest event. */
	lastEventId: number;
	/** Milliseconds since 1970; null where it is not known. */
	stoppedAt: number | null;
	/** Error and cause. */
	failure: string;
};

/** `refused`: it failed for want of a permission, which may be granted and not have spread yet. */
export type Followed =
	/** `isUnderWay`: past the state that failed, and not at the end. */
	| {outcome: 'succeeded'; message: string; isUnderWay?: true}
	| {outcome: 'failed'; message: string; refused: boolean; failure: string};

const patienceMilliseconds = 120_000;
/** Nothing has happened yet just after the start. */
const firstPause = 1000;

export async function standOf(
	executionArn: string,
	{account: {reads}}: Pick<RetryContext, 'account'>,
): Promise<StandBefore> {
	const [execution, events] = await Promise.all([
		reads.execution(executionArn).catch(ifRefused(null)),
		eventsOf(executionArn, reads),
	]);
	const failing = failingState(events);

	return {
		state: failing?.state ?? null,
		lastEventId: events[0]?.id ?? 0,
		stoppedAt: execution?.stoppedAt?.getTime() ?? null,
		failure: failureText(
			failing?.error ?? execution?.error ?? null,
			failing?.cause ?? execution?.cause ?? null,
		),
	};
}

/** Many executions end soon after the state at which they failed: the end says more than having got past it. */
const looksAfterPassing = 3;

/** Waits within a bound until a Standard execution has ended, or has got past the state at which it failed. */
export async function followExecution(
	executionArn: string,
	before: StandBefore | null,
	context: Pick<RetryContext, 'account' | 'clock' | 'signal' | 'onProgress'>,
): Promise<Followed> {
	const {account, clock, signal, onProgress} = context;
	let looksLeft = looksAfterPassing;

	await sleepUnlessAborted(clock, firstPause, signal);

	const polled = await poll(
		async () => {
			const seen = await look(executionArn, before, account.reads).catch(unseen(executionArn));

			if (seen === null) {
				return undefined;
			}

			const isSettled = !isUnderWay(seen) || looksLeft === 0 || signal?.aborted;
			looksLeft -= 1;
			return isSettled ? seen : undefined;
		},
		{
			clock,
			firstPause: firstPause * 1.6,
			longestPause: 10_000,
			factor: 1.6,
			patience: patienceMilliseconds,
			signal,
			onWait: waited =>
				onProgress(Math.round((firstPause + waited) / 1000), 'Waiting for the execution'),
		},
	);

	return polled.kind === 'done'
		? polled.value
		: {
				outcome: 'succeeded',
				message: `It has not failed again within ${Math.round((firstPause + polled.waited) / 1000)} s, and still runs: ${executionArn}`,
			};
}

const isUnderWay = (seen: Followed): boolean =>
	seen.outcome === 'succeeded' && seen.isUnderWay === true;

type Reads = RetryContext['account']['reads'];

/** Null while neither is to be seen. */
async function look(
	executionArn: string,
	before: StandBefore | null,
	reads: Reads,
): Promise<Followed | null> {
	const execution = await reads.execution(executionArn);

	if (execution.status === 'SUCCEEDED') {
		return {outcome: 'succeeded', message: `The execution succeeded: ${executionArn}`};
	}

	const events = await eventsOf(executionArn, reads);
	const news = events.filter(({id}) => id > (before?.lastEventId ?? 0));

	if (execution.status === 'RUNNING' || execution.status === 'PENDING_REDRIVE') {
		const passed =
			before?.state != null &&
			news.some(event => event.type.endsWith('StateExited') && event.details.name === before.state);

		return passed
			? {
					outcome: 'succeeded',
					isUnderWay: true,
					message: `The execution has got past the state ${before.state}, and continues: ${executionArn}`,
				}
			: null;
	}

	// Just after a redrive the old end may still be shown.
	const isOld = before !== null && execution.stoppedAt?.getTime() === before.stoppedAt;
	return isOld ? null : failedAgain(execution, failingState(events));
}

function failedAgain(
	{arn, status, error, cause}: Execution,
	failing: ReturnType<typeof failingState>,
): Followed {
	const failure = failureText(failing?.error ?? error, failing?.cause ?? cause);
	const where = failing?.state ? ` in the state ${failing.state}` : '';

	return {
		outcome: 'failed',
		message: `It ended ${status}${where}: ${failure}. ${arn}`,
		refused: /Access ?Denied|not authorized|UnauthorizedOperation/i.test(failure),
		failure,
	};
}

const failureText = (error: string | null, cause: string | null): string =>
	[error, cause].filter(text => text !== null && text !== '').join(': ') || 'without an error';

const eventsOf = (executionArn: string, reads: Reads): Promise<HistoryEvent[]> =>
	reads.latestEvents(executionArn, eventsToRead).catch(ifRefused<HistoryEvent[]>([]));

const unseen =
	(executionArn: string) =>
	(error: unknown): Followed | null => {
		if (error instanceof AccountError) {
			return ['throttled', 'unavailable', 'no-network'].includes(error.kind)
				? null
				: {
						outcome: 'succeeded',
						message: `It runs again; how it ends could not be seen: ${error.message} ${executionArn}`,
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
