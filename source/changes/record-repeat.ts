import type {Account, Identity} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution} from '../account/step-functions.ts';
import type {Clock} from '../clock.ts';
import type {Retry} from '../diagnosis/retry.ts';
import type {Journal} from './journal.ts';
import {type FailureOf, type RepeatEntry, repeatId} from './repeat-record.ts';
import type {RetryResult} from './retry-context.ts';

export const failureOf = ({
	arn,
	stoppedAt,
	redriveCount,
}: Pick<Execution, 'arn' | 'stoppedAt' | 'redriveCount'>): FailureOf => ({
	executionArn: arn,
	stoppedAt: stoppedAt?.getTime() ?? null,
	redriveCount: redriveCount ?? null,
});

type Recording = {
	account: Account;
	journal: Journal;
	identity: Identity;
	clock: Clock;
	run: string;
};

/** Writes down that a failed execution is repeated, so that nothing repeats the same failure again. */
export async function recorded(
	retry: Retry,
	{account, journal, identity, clock, run}: Recording,
	repeat: () => Promise<RetryResult>,
): Promise<RetryResult> {
	const executionArn = repeatedBy(retry);
	const execution =
		executionArn === null
			? null
			: await account.reads.execution(executionArn).catch(ifRefused(null));

	if (execution === null) {
		return repeat();
	}

	const failure = failureOf(execution);
	const entry: RepeatEntry = {
		id: repeatId(failure),
		at: new Date(clock.now()).toISOString(),
		accountId: identity.accountId,
		region: identity.region,
		identityArn: identity.arn,
		run,
		...failure,
		repeat: retry.kind === 'redrive' ? 'redrive' : 'start-execution',
		status: 'started',
		error: null,
	};
	await journal.append(entry);
	const result = await repeat();
	const isDone = result.executionArn !== undefined || result.outcome !== 'failed';
	await journal.append({
		...entry,
		status: isDone ? 'done' : 'failed',
		error: isDone ? null : result.message,
	});

	return result;
}

function repeatedBy(retry: Retry): string | null {
	switch (retry.kind) {
		case 'redrive':
			return retry.executionArn;
		case 'start-execution':
			return retry.repeats ?? null;
		default:
			return null;
	}
}
