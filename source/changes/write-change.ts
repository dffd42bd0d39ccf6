import type {Account} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Clock} from '../clock.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {poll, sleepUnlessAborted} from '../poll.ts';
import type {JournalEntry} from './journal-entry.ts';
import type {LiveState} from './kinds/change-kind.ts';
import {kindOf} from './kinds/kind-of.ts';
import {hasMoved, sameAs, textFor} from './moved.ts';

export type Written =
	/** `lost`: what somebody else had written in the moment of the write, and the write replaced. */
	| {kind: 'written'; revisionId: string | null; lost: LiveState | null}
	/** Nothing was written. */
	| {kind: 'moved'; current: LiveState}
	/** AWS was not asked to write, or answered that it did not: nothing was written. */
	| {kind: 'refused'; error: AccountError}
	/** Sent, and neither AWS's answer nor a look at the account says what became of it. */
	| {kind: 'unknown'; error: AccountError};

export type Writing = {
	change: Change;
	account: Account;
	clock: Clock;
	/** What the journal holds, for revisions of our own making. */
	entries: readonly JournalEntry[];
	/** The look that let the change pass, and when AWS was asked for it. */
	looked: {current: LiveState; at: number};
};

/** A look that is older (the disk was slow, a guard waited for AWS) is made again just before the write. */
const freshMilliseconds = 500;

const attempts = 4;

/**
 * Writes the change if what it was planned on is still there. Between the look at it and the write AWS is asked for
 * nothing. A write whose answer was lost is looked for before it is sent again, and from then on no refusal proves that
 * the first one did not take place.
 */
export async function writeChange(writing: Writing): Promise<Written> {
	let doubt: AccountError | null = null;

	for (let attempt = 1; ; attempt += 1) {
		const tried = await tryOnce(writing, attempt === 1, doubt);

		if (tried.kind !== 'again') {
			return tried;
		}

		if (tried.sent) {
			doubt = tried.error;

			if (await isFound(writing)) {
				return {kind: 'written', revisionId: null, lost: null};
			}
		}

		if (attempt >= attempts) {
			return {kind: doubt ? 'unknown' : 'refused', error: doubt ?? tried.error};
		}

		await sleepUnlessAborted(writing.clock, 500 * 2 ** attempt, undefined);
	}
}

/** `sent`: it may have taken place; otherwise AWS did not take it up, and it can be sent again. */
type Again = {kind: 'again'; sent: boolean; error: AccountError};

async function tryOnce(
	{change, account, entries, clock, looked}: Writing,
	isFirst: boolean,
	doubt: AccountError | null,
): Promise<Written | Again> {
	const kind = kindOf(change);
	let isHalf: boolean;

	try {
		const current =
			isFirst && clock.now() - looked.at < freshMilliseconds
				? looked.current
				: await kind.read(change, account.reads);

		if (doubt && sameAs(change, change.after, textFor(change, current))) {
			return {kind: 'written', revisionId: current.revisionId, lost: null};
		}

		if (hasMoved(change, current, entries)) {
			return doubt ? {kind: 'unknown', error: doubt} : {kind: 'moved', current};
		}

		isHalf = current.leftover !== undefined;
	} catch (error) {
		return {kind: doubt ? 'unknown' : 'refused', error: doubt ?? accountErrorOf(error)};
	}

	// Sent together with the write, it sees what somebody else wrote after the look just above.
	const witness = kind.read(change, account.reads).catch(ifRefused(null));

	try {
		const revisionId = await kind.write(
			change,
			account,
			doubt !== null || (isHalf && change.after === null),
		);
		return {kind: 'written', revisionId, lost: lostBy(change, await witness)};
	} catch (thrown) {
		return judged(accountErrorOf(thrown), doubt);
	}
}

function judged(error: AccountError, doubt: AccountError | null): Written | Again {
	if (error.fate === 'unknown') {
		return {kind: 'again', sent: true, error};
	}

	if (error.kind === 'throttled') {
		return {kind: 'again', sent: false, error};
	}

	return doubt ? {kind: 'again', sent: true, error: doubt} : {kind: 'refused', error};
}

/** What is neither as it was nor as it was to be is somebody else's. */
const lostBy = (change: Change, seen: LiveState | null): LiveState | null =>
	seen === null ||
	sameAs(change, change.before, seen.text) ||
	sameAs(change, change.after, seen.text)
		? null
		: seen;

/** Looks for a while: the request may still be under way, and IAM shows a write late. */
async function isFound({change, account, clock}: Writing): Promise<boolean> {
	const found = await poll(
		async () => {
			const current = await kindOf(change).read(change, account.reads).catch(ifRefused(null));
			return current && sameAs(change, change.after, textFor(change, current)) ? true : undefined;
		},
		{clock, firstPause: 250, longestPause: 2_000, factor: 2, patience: 6_000},
	);

	return found.kind === 'done';
}

/** A fault of our own is not hidden, but neither does it hide that something may have been sent. */
function accountErrorOf(thrown: unknown): AccountError {
	if (thrown instanceof AccountError) {
		return thrown;
	}

	throw thrown;
}
