import type {Account, Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {ApplyOptions} from './apply-options.ts';
import {targetOf} from './describe-change.ts';
import {JournalError} from './journal.ts';
import type {JournalEntry} from './journal-entry.ts';
import type {LiveState} from './kinds/change-kind.ts';
import {kindOf} from './kinds/kind-of.ts';
import {lookBefore, type Moved, movedTo, type RefusedBefore} from './look-before.ts';
import {hasMoved} from './moved.ts';
import {newEntry} from './new-entry.ts';
import {withAdditionsOf} from './policy-union.ts';
import {whileUnderWay} from './under-way.ts';
import {waitUntilShown} from './wait-until-shown.ts';
import {type Writing, type Written, writeChange} from './write-change.ts';

export type ApplyResult =
	/**
	 * `warning`: it was written, but the journal could not be told so, or something else is to be known. `restore`:
	 * what brings back what somebody else wrote in the same moment, beside what this change adds.
	 */
	| {outcome: 'applied'; warning?: string; restore?: Change}
	| Moved
	| RefusedBefore
	/** Nothing was written. */
	| {outcome: 'failed'; error: AccountError}
	/** It may have been written: AWS's answer was lost, and the account could not say. */
	| {outcome: 'unknown'; error: AccountError}
	/** Written, but AWS does not show it yet, or (`isReplaced`) what somebody else wrote right after. */
	| {
			outcome: 'not-visible';
			waitedSeconds: number;
			isReplaced?: true;
			warning?: string;
			restore?: Change;
	  };

/** Writes exactly this change, if what it was planned on is still there. */
export async function applyChange(change: Change, given: ApplyOptions): Promise<ApplyResult> {
	const guardReads = given.guardReads ?? given.account.reads;
	const options = {...given, guardReads, account: knowingRoles(given.account, guardReads)};

	try {
		return await options.journal.exclusively(
			async () => {
				// All at once: the look that decides is the one just before the write.
				const [identity, planned, looked] = await Promise.all([
					options.account.reads.identity(),
					guardReads.identity(),
					lookBefore(change, options),
				]);

				if (identity.accountId !== planned.accountId) {
					const why = `Your credentials are now for account ${identity.accountId}, and this change is for account ${planned.accountId}. Nothing was written.`;
					return {outcome: 'refused', why};
				}

				return 'outcome' in looked
					? looked
					: recordAndWrite(await newEntry(change, identity, options), looked, options);
			},
			waited => options.onProgress?.({phase: 'queueing', waitedSeconds: Math.round(waited / 1000)}),
		);
	} catch (error) {
		if (error instanceof AccountError) {
			return {outcome: 'failed', error};
		}

		if (error instanceof JournalError) {
			return {outcome: 'refused', why: `${error.message} Nothing was written to AWS.`};
		}

		throw error;
	}
}

/** A missing policy and a missing role are the same error: that the role exists is asked once. */
const knowingRoles = ({reads, writes}: Account, {role}: Reads): Account => ({
	reads: {...reads, inlinePolicy: (name, policy) => reads.inlinePolicy(name, policy, role)},
	writes,
});

/** The journal is on the disk before AWS is asked: a change that a crash cuts off can be undone. */
async function recordAndWrite(
	entry: JournalEntry,
	looked: Writing['looked'],
	options: ApplyOptions,
): Promise<ApplyResult> {
	const {change} = entry;
	const {account, clock, journal, onProgress} = options;
	const {written, unrecorded} = await whileUnderWay(
		(async () => {
			const entries = await journal.entries();
			await journal.append(entry);
			onProgress?.({phase: 'writing', waitedSeconds: 0});
			const result = await writeChange({change, account, clock, entries, looked}).catch(
				async error => {
					await warningOf(journal.append({...entry, status: 'unknown', error: String(error)}));
					throw error;
				},
			);
			const {warning: unrecorded} = await warningOf(journal.append(recorded(entry, result)));
			return {written: result, unrecorded};
		})(),
	);

	switch (written.kind) {
		case 'written': {
			const shown = await wait(change, options);
			const {warning, ...restore} = lostWords(change, written.lost);
			return {...withWarnings(shown, warning, shown.warning, unrecorded), ...restore};
		}
		case 'moved':
			return movedTo(change, written.current);
		case 'unknown':
			return {outcome: 'unknown', error: written.error};
		case 'refused':
			return (
				(await movedMeanwhile(written.error, change, options)) ?? {
					outcome: 'failed',
					error: written.error,
				}
			);
	}
}

function recorded(entry: JournalEntry, written: Written): JournalEntry {
	switch (written.kind) {
		case 'written':
			return {
				...entry,
				status: 'applied',
				revisionId: written.revisionId,
				overwrote: written.lost && {text: written.lost.text},
			};
		case 'moved':
			return {
				...entry,
				status: 'failed',
				error: 'The resource changed before the write. Nothing was written.',
			};
		case 'unknown':
			return {...entry, status: 'unknown', error: written.error.message};
		case 'refused':
			return {...entry, status: 'failed', error: written.error.message};
	}
}

type Accepted = Extract<ApplyResult, {outcome: 'applied' | 'not-visible'}>;

/** What is to be known of one thing hides nothing of another. */
export function withWarnings(result: Accepted, ...warnings: Array<string | undefined>): Accepted {
	const warning = warnings.filter(Boolean).join(' ');
	return warning === '' ? result : {...result, warning};
}

function lostWords(change: Change, lost: LiveState | null): {warning?: string; restore?: Change} {
	if (lost === null) {
		return {};
	}

	// Both, where what this change adds can be told apart; otherwise theirs.
	const after = withAdditionsOf(change, lost.text) ?? lost.text;
	const revision = 'revisionId' in change ? {revisionId: null} : {};
	return {
		warning: `Somebody else changed the ${targetOf(change)} in the same moment, and this write replaced it. The journal has their text, and sfn-fix undo restores it.`,
		restore: {...change, ...revision, before: change.after, after} as Change,
	};
}

/** A conditional write that AWS refused, since somebody else was first. */
async function movedMeanwhile(
	error: AccountError,
	change: Change,
	{account: {reads}}: ApplyOptions,
): Promise<ApplyResult | null> {
	const isConflict =
		error.kind === 'conflict' ||
		(error.kind === 'invalid-request' && /revision/i.test(error.message));
	const current = isConflict
		? await kindOf(change).read(change, reads).catch(ifRefused(null))
		: null;
	return current && hasMoved(change, current, []) ? movedTo(change, current) : null;
}

async function wait(
	change: Change,
	{account: {reads}, clock, signal, onProgress}: ApplyOptions,
): Promise<Accepted> {
	const {shown, waitedSeconds, other} = await waitUntilShown(change, {
		reads,
		clock,
		signal,
		onWait: seconds => onProgress?.({phase: 'waiting', waitedSeconds: seconds}),
	});

	if (shown) {
		return {outcome: 'applied'};
	}

	return {
		outcome: 'not-visible',
		waitedSeconds,
		...(other && {
			isReplaced: true,
			warning: `Something else is there now: somebody else changed the ${targetOf(change)} right after this write.`,
		}),
	};
}

/** After the write: a journal that fails then is reported, and changes nothing about the outcome. */
export async function warningOf(recording: Promise<void>): Promise<{warning?: string}> {
	try {
		await recording;
		return {};
	} catch (error) {
		return {warning: error instanceof Error ? error.message : String(error)};
	}
}
