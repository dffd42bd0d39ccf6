import type {Account, Identity} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {namedExecutionArn} from '../aws/arn.ts';
import {isInProgress, lookAt} from './in-progress.ts';
import type {Journal} from './journal.ts';
import {type RepeatEntry, repeatName} from './repeat-record.ts';
import type {Holder} from './writer-lock.ts';

type Settling = {journal: Journal; account: Account; identity: Identity};

/**
 * Asks the account about repeats that were interrupted or whose answer was lost, and records those that took place.
 * What it does not show can still arrive, so it stays open.
 */
export async function settleRepeats({journal, account, identity}: Settling): Promise<void> {
	const isOpen = (entry: RepeatEntry, writer: Holder | null): boolean =>
		(entry.status === 'started' || entry.status === 'unknown') &&
		entry.accountId === identity.accountId &&
		entry.region === identity.region &&
		!isInProgress(entry, writer);
	const {repeats, writer} = await lookAt(journal);

	if (![...repeats.values()].some(entry => isOpen(entry, writer))) {
		return;
	}

	await journal.exclusively(async () => {
		const open = [...(await journal.repeats()).values()].filter(entry => isOpen(entry, null));
		const took = await Promise.all(open.map(entry => tookPlace(entry, account)));

		for (const entry of open.filter((_, index) => took[index])) {
			await journal.append({...entry, status: 'done', error: null});
		}
	});
}

async function tookPlace(entry: RepeatEntry, {reads}: Account): Promise<boolean> {
	const {executionArn, redriveCount} = entry;

	if (entry.repeat === 'redrive') {
		const now = await reads.execution(executionArn).catch(ifRefused(null));
		return (now?.redriveCount ?? 0) > (redriveCount ?? 0);
	}

	const started = namedExecutionArn(executionArn, repeatName(entry.id));
	return (await reads.execution(started).catch(ifRefused(null))) !== null;
}
