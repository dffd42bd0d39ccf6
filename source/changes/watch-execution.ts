import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {delayOf, type ExecutionLog, executionsIn} from '../execution-log/executions-in.ts';
import {statusWords} from '../execution-log/status-words.ts';
import {endOf, trueStatus} from '../execution-log/true-status.ts';
import {poll} from '../poll.ts';
import {durationOf} from '../text.ts';
import type {RetryContext, RetryResult} from './retry-context.ts';

export type Watched = {executionArn: string; logGroupName: string};

/** Ours: AWS promises no time within which log events arrive. */
const patienceMilliseconds = 90_000;
/** For clocks that differ. */
const leeway = 60_000;

/** Waits within a bound until the logs hold the end of an execution that was just started. */
export async function watchExecution(
	{executionArn, logGroupName}: Watched,
	context: Omit<RetryContext, 'journal' | 'endpointUrl'>,
): Promise<RetryResult> {
	const {account, clock, signal, onProgress} = context;
	const began = clock.now();

	let latest: ExecutionLog | null = null;

	const polled = await poll(
		async () => {
			const seen = await look({executionArn, logGroupName}, began, account.reads, clock.now());

			if (seen instanceof AccountError) {
				return seen;
			}

			latest = seen;
			return seen && endOf(seen) ? seen : undefined;
		},
		{
			clock,
			firstPause: 1000,
			longestPause: 10_000,
			factor: 1.6,
			patience: patienceMilliseconds,
			signal,
			onWait: waited => onProgress(Math.round(waited / 1000), 'Waiting for its events in the logs'),
		},
	);

	if (polled.kind === 'gave-up') {
		const words = {executionArn, logGroupName, waited: durationOf(polled.waited)};
		return latest ? arrivedInPart(latest, words) : noneArrived(words);
	}

	return polled.value instanceof AccountError
		? {
				outcome: 'failed',
				message: `Execution ${executionArn} started. Its log events could not be read: ${polled.value.message}`,
			}
		: arrived(polled.value, logGroupName, clock.now());
}

/** Null while there is nothing of it; an AccountError where asking again would not help. */
async function look(
	{executionArn, logGroupName}: Watched,
	began: number,
	reads: Reads,
	now: number,
): Promise<ExecutionLog | AccountError | null> {
	try {
		const logGroup = await reads.logGroup(logGroupName);

		if (logGroup === null) {
			return new AccountError(
				'not-found',
				'logs:FilterLogEvents',
				`there is no log group ${logGroupName}.`,
			);
		}

		const {events} = await reads.logEvents({
			logGroup,
			from: began - leeway,
			to: now + leeway,
			executionArn,
		});

		return executionsIn(events).executions.find(({arn}) => arn === executionArn) ?? null;
	} catch (error) {
		if (error instanceof AccountError) {
			return error.kind === 'throttled' || error.kind === 'unavailable' ? null : error;
		}

		throw error;
	}
}

function arrived(execution: ExecutionLog, logGroupName: string, now: number): RetryResult {
	const {arn, records, first, last} = execution;
	const delay = delayOf(last);
	const status = trueStatus(execution, now);
	const came = delay === null ? '' : `, the last one ${durationOf(delay)} after it happened`;
	const aside =
		status.kind === 'succeeded' ? '' : ' Its logs arrive: the failure is a separate problem.';

	return {
		outcome: 'succeeded',
		message: `The execution ${statusWords(status)}. Its log events (${records.length}), ${first.type} to ${last.type}, arrived in ${logGroupName}${came}.${aside} ARN: ${arn}`,
	};
}

type Words = Watched & {waited: string};

const arrivedInPart = ({records}: ExecutionLog, words: Words): RetryResult => ({
	outcome: 'unknown',
	message: `Execution ${words.executionArn} started. Within ${words.waited}, ${records.length} of its events arrived in ${words.logGroupName}, so log delivery works. Its end did not arrive: it can still be running, for at most five minutes.`,
});

const noneArrived = ({executionArn, logGroupName, waited}: Words): RetryResult => ({
	outcome: 'failed',
	message: `Execution ${executionArn} started. None of its events arrived in ${logGroupName} within ${waited}. AWS guarantees no delivery time. Check again later: sfn-fix check ${executionArn} --flow express-status-unknown`,
});
