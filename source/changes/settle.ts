import type {Account, Identity, Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Clock} from '../clock.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {changeId} from './change-id.ts';
import {targetOf} from './describe-change.ts';
import {isInProgress, lookAt} from './in-progress.ts';
import type {Journal} from './journal.ts';
import {asNotShown, entriesOf, findEntry, isNotShown, type JournalEntry} from './journal-entry.ts';
import {kindOf} from './kinds/kind-of.ts';
import {sameAs, textFor} from './moved.ts';
import {liveStateOf, markUndoneBy, whyElsewhere, withoutAdditionsOf} from './undo.ts';

/** What a look at the account said about a change whose fate was open. */
export type Settled = {entry: JournalEntry; is: 'there' | 'not-there' | 'replaced' | 'cannot-tell'};

type Settling = {
	journal: Journal;
	account: Account;
	identity: Identity;
	clock: Clock;
	endpointUrl: string | null;
};

const notDone = 'Interrupted: the account shows that it did not take place.';
/** A request that was on its way when sfn-fix was killed can still arrive: until then its fate is unknown. */
const arrivalMilliseconds = 2 * 60_000;
/** So long it is looked at again all the same. */
const lateMilliseconds = 10 * 60_000;

/**
 * Asks the account about every change that was interrupted or whose answer was lost, so that the journal tells what is
 * there. Without such a change nothing is asked.
 */
export async function settleJournal(settling: Settling): Promise<Settled[]> {
	const {journal} = settling;

	const {contents, writer} = await lookAt(journal);

	// What another sfn-fix is writing is not interrupted, and not waited for.
	if (open(entriesOf(contents), settling).every(entry => isInProgress(entry, writer))) {
		return [];
	}

	// Under the lock no other sfn-fix is in the midst of one of them.
	return journal.exclusively(async () => {
		const entries = await journal.entries();
		const settled: Settled[] = [];

		for (const entry of open(entries, settling)) {
			const found = await settleOne(entry, entries, settling);

			if (found) {
				settled.push(found);
			}
		}

		return settled;
	});
}

const open = (
	entries: readonly JournalEntry[],
	{identity, clock, endpointUrl}: Settling,
): JournalEntry[] =>
	entries.filter(
		entry =>
			(entry.status === 'started' ||
				entry.status === 'unknown' ||
				(entry.error === notDone && clock.now() - Date.parse(entry.at) < lateMilliseconds)) &&
			whyElsewhere(entry, identity, endpointUrl) === null,
	);

/** Null where nothing new was found. */
async function settleOne(
	entry: JournalEntry,
	entries: readonly JournalEntry[],
	{journal, account, clock}: Settling,
): Promise<Settled | null> {
	const is = await find(entry, entries, account);

	if (is === 'cannot-tell') {
		return {entry, is};
	}

	const settled = settledEntry(entry, is, clock.now());

	if (settled.status === entry.status && settled.error === entry.error) {
		return null;
	}

	await journal.append(settled);
	const undone = entries.find(({id}) => id === entry.undoes);

	if (undone && is === 'there') {
		await markUndoneBy(undone, journal);
	}

	return {entry: settled, is};
}

function settledEntry(
	entry: JournalEntry,
	is: Exclude<Settled['is'], 'cannot-tell'>,
	now: number,
): JournalEntry {
	switch (is) {
		case 'there': {
			// AWS showing it is all that there is to verify of an undo.
			const status = entry.undoes === null ? 'applied' : 'verified';
			return {...entry, status, error: null, foundAt: new Date(now).toISOString()};
		}
		case 'not-there':
			return now - Date.parse(entry.at) < arrivalMilliseconds
				? asNotShown(entry)
				: {...entry, status: 'failed', error: notDone};
		case 'replaced': {
			const error = `Something else is there now: the ${targetOf(entry.change)} was changed by somebody else.`;
			return {...entry, status: 'moot', error};
		}
	}
}

async function find(
	entry: JournalEntry,
	entries: readonly JournalEntry[],
	{reads}: Account,
): Promise<Settled['is']> {
	const {change} = entry;

	try {
		const current = await liveStateOf(change, reads);
		const text = textFor(change, current);

		// Half of it is there: created and not in use.
		if (change.after !== null && current.leftover !== undefined) {
			return sameAs(change, change.after, current.leftover) ? 'there' : 'replaced';
		}

		if (sameAs(change, change.after, text) || wasBuiltUpon(entry, entries)) {
			return 'there';
		}

		if (sameAs(change, change.before, text)) {
			return 'not-there';
		}

		return text !== null && withoutAdditionsOf(change, text) !== null ? 'there' : 'replaced';
	} catch (error) {
		if (error instanceof AccountError) {
			return 'cannot-tell';
		}

		throw error;
	}
}

/** A later change that was planned on what this one wrote proves that it was there. */
function wasBuiltUpon(entry: JournalEntry, entries: readonly JournalEntry[]): boolean {
	const {change} = entry;
	const key = kindOf(change).key(change);

	return entries
		.slice(entries.findIndex(({id}) => id === entry.id) + 1)
		.some(
			({change: later, status}) =>
				(status === 'applied' || status === 'verified' || status === 'undone') &&
				kindOf(later).key(later) === key &&
				sameAs(change, change.after, later.before) &&
				!sameAs(change, change.before, later.before),
		);
}

/** What became of changes of one run, as far as the account shows it; those still open are left out. */
export async function fatesOf(
	changes: readonly Change[],
	{entries, reads, run}: {entries: readonly JournalEntry[]; reads: Reads; run: string},
): Promise<Array<{change: Change; outcome: 'applied' | 'failed'}>> {
	const fates = changes.map(async change => {
		const entry = findEntry(entries, changeId(change));
		const outcome = entry?.run === run ? await fateOf(entry, reads) : null;
		return outcome === null ? [] : [{change, outcome}];
	});
	return (await Promise.all(fates)).flat();
}

async function fateOf(
	{change, status}: JournalEntry,
	reads: Reads,
): Promise<'applied' | 'failed' | null> {
	if (status === 'applied' || status === 'verified') {
		const current = await liveStateOf(change, reads).catch(ifRefused(null));
		return current && sameAs(change, change.after, textFor(change, current)) ? 'applied' : null;
	}

	return status === 'failed' ? 'failed' : null;
}

/** One line for somebody who starts sfn-fix again. */
export function settledWords({entry, is}: Settled): string {
	const what = `The interrupted change ${entry.id} (${targetOf(entry.change)})`;

	switch (is) {
		case 'there':
			return `${what} is in the account. sfn-fix undo ${entry.id} undoes it.`;
		case 'not-there':
			return isNotShown(entry)
				? `${what} is not in the account so far, and can still appear: run sfn-fix undo in 2 minutes to know.`
				: `${what} did not take place.`;
		case 'replaced':
			return `${what} is not in the account: something else is there now.`;
		case 'cannot-tell':
			return `${what} could not be looked up, so whether it took place is still not known.`;
	}
}
