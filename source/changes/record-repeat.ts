import type {Account, Identity} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution} from '../account/step-functions.ts';
import {namedExecutionArn} from '../aws/arn.ts';
import type {Clock} from '../clock.ts';
import type {Retry} from '../diagnosis/retry.ts';
import {warningOf} from './apply-change.ts';
import type {Journal} from './journal.ts';
import {type FailureOf, type RepeatEntry, repeatId, repeatName} from './repeat-record.ts';

export const hasFailed = ({status}: Pick<Execution, 'status'>): boolean =>
	['FAILED', 'TIMED_OUT', 'ABORTED'].includes(status);

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

/**
 * The account in which repeating that failure is recorded before AWS is asked, and what AWS said right after: not once
 * the execution has ended. Nothing repeats the same failure again, and no other sfn-fix does so meanwhile.
 */
export async function recordingRepeats(
	retry: Retry,
	{account, journal, identity, clock, run}: Recording,
): Promise<Account> {
	const executionArn = repeatedBy(retry);
	const execution =
		executionArn === null
			? null
			: await account.reads.execution(executionArn).catch(ifRefused(null));

	if (execution === null) {
		return account;
	}

	const failure = failureOf(execution);
	const recorded = <Value>(repeat: RepeatEntry['repeat'], call: () => Promise<Value>) =>
		journal.exclusively(async () => {
			const entry: RepeatEntry = {
				id: repeatId(failure),
				at: new Date(clock.now()).toISOString(),
				accountId: identity.accountId,
				region: identity.region,
				identityArn: identity.arn,
				run,
				...failure,
				repeat,
				status: 'started',
				error: null,
			};
			await journal.append(entry);

			try {
				const value = await call();
				await warningOf(journal.append({...entry, status: 'done'}));
				return value;
			} catch (error) {
				const isUnknown = !(error instanceof AccountError) || error.fate === 'unknown';
				const status = isUnknown ? 'unknown' : 'failed';
				await warningOf(
					journal.append({
						...entry,
						status,
						error: error instanceof Error ? error.message : String(error),
					}),
				);
				throw error;
			}
		});

	return {
		reads: account.reads,
		writes: {
			...account.writes,
			redrive: (...given) => recorded('redrive', () => account.writes.redrive(...given)),
			startExecution: (stateMachineArn, input) =>
				recorded('start-execution', () =>
					startOnce(account, {stateMachineArn, input, id: repeatId(failure)}),
				),
		},
	};
}

type Start = {stateMachineArn: string; input: string; id: string};

/**
 * The name comes from the failure: a start that a crash kept out of the journal is met again, and not made twice. One
 * that failed in its turn is followed by another.
 */
async function startOnce(
	{reads, writes}: Account,
	{stateMachineArn, input, id}: Start,
): Promise<string> {
	for (let attempt = 1; ; attempt++) {
		const name = `${repeatName(id)}${attempt === 1 ? '' : `-${attempt}`}`;

		try {
			return await writes.startExecution(stateMachineArn, input, name);
		} catch (error) {
			if (!(error instanceof AccountError) || error.awsName !== 'ExecutionAlreadyExists') {
				throw error;
			}

			const there = await reads.execution(namedExecutionArn(stateMachineArn, name));

			if (!hasFailed(there)) {
				return there.arn;
			}
		}
	}
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
