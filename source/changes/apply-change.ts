import type {Account} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {Clock} from '../clock.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {changeId} from './change-id.ts';
import {targetOf} from './describe-change.ts';
import {refusalOf} from './guards.ts';
import {isOfChange, type Journal, type JournalEntry, JournalError} from './journal.ts';
import type {Standing} from './kinds/change-kind.ts';
import {kindOf} from './kinds/kind-of.ts';
import {hasMoved, replanned, sameAs} from './moved.ts';
import {isShown, waitUntilShown} from './wait-until-shown.ts';

export type ApplyProgress = {phase: 'writing' | 'waiting'; waitedSeconds: number};

export type ApplyOptions = {
	account: Account;
	journal: Journal;
	clock: Clock;
	/** Before the write it stops everything; after it only the waiting. */
	signal?: AbortSignal | undefined;
	onProgress?: ((progress: ApplyProgress) => void) | undefined;
	/** Of the remedies that the change belongs to. */
	remedyId?: string | null;
	endpointUrl?: string | null;
	/** The journal entry that this change undoes. */
	undoes?: string | null;
};

export type ApplyResult =
	/** `warning`: it was written, but the journal could not be told so. */
	| {outcome: 'applied'; warning?: string}
	/** Nothing was written. `now` is the same intent on what stands there now; null where only a new check can tell. */
	| {outcome: 'moved'; now: Change | null; why: string}
	| {outcome: 'not-written'; why: string}
	| {outcome: 'failed'; error: AccountError}
	/** Written, but AWS does not show it yet. */
	| {outcome: 'not-visible'; waitedSeconds: number; warning?: string};

/** Writes exactly this change, if what it was planned on still stands there. */
export async function applyChange(change: Change, options: ApplyOptions): Promise<ApplyResult> {
	try {
		return (await stopBefore(change, options)) ?? (await recordAndWrite(change, options));
	} catch (error) {
		if (error instanceof AccountError) {
			return {outcome: 'failed', error};
		}

		if (error instanceof JournalError) {
			return {outcome: 'not-written', why: `${error.message} Nothing was written to AWS.`};
		}

		throw error;
	}
}

async function stopBefore(
	change: Change,
	{account: {reads}, journal, signal}: ApplyOptions,
): Promise<ApplyResult | null> {
	const why = await refusalOf(change, reads);

	if (why !== null) {
		return {outcome: 'not-written', why};
	}

	const standing = await kindOf(change).read(change, reads);

	if (hasMoved(change, standing, await journal.entries())) {
		return movedTo(change, standing);
	}

	return signal?.aborted
		? {outcome: 'not-written', why: 'Stopped before anything was written.'}
		: null;
}

function movedTo(change: Change, standing: Standing): ApplyResult {
	const now = replanned(change, standing);
	const target = `The ${targetOf(change)}`;

	return {
		outcome: 'moved',
		now,
		why: sameAs(change, change.after, standing.text)
			? `${target} has been changed to just this in the meantime.`
			: `${target} is no longer what the change was planned on.`,
	};
}

/** The journal is on the disk before AWS is asked: a change that a crash cuts off can be taken back. */
async function recordAndWrite(change: Change, options: ApplyOptions): Promise<ApplyResult> {
	const entry = await newEntry(change, options);
	await options.journal.append(entry);
	options.onProgress?.({phase: 'writing', waitedSeconds: 0});
	const written = await write(change, entry, options);

	if ('outcome' in written) {
		return written;
	}

	const warning = await warningOf(
		options.journal.append({...entry, status: 'applied', revisionId: written.revisionId}),
	);
	return {...(await wait(change, options)), ...warning};
}

/** The entry with which a write begins. */
async function newEntry(change: Change, options: ApplyOptions): Promise<JournalEntry> {
	const {accountId, region, arn} = await options.account.reads.identity();
	const id = await freeId(changeId(change), options.journal);

	return {
		id,
		at: new Date(options.clock.now()).toISOString(),
		accountId,
		region,
		identityArn: arn,
		endpointUrl: options.endpointUrl ?? null,
		remedyId: options.remedyId ?? null,
		change,
		status: 'started',
		undoes: options.undoes ?? null,
		revisionId: null,
		error: null,
	};
}

/** A change that was made, taken back and made again has an entry for each; a failed attempt gives way to the next. */
async function freeId(id: string, journal: Journal): Promise<string> {
	const earlier = (await journal.entries()).filter(entry => isOfChange(entry, id));
	const last = earlier.at(-1);

	if (last?.status === 'failed') {
		return last.id;
	}

	return last ? `${id}-${earlier.length + 1}` : id;
}

async function write(
	change: Change,
	entry: JournalEntry,
	{account, journal}: ApplyOptions,
): Promise<{revisionId: string | null} | ApplyResult> {
	try {
		return {revisionId: await kindOf(change).write(change, account.writes)};
	} catch (error) {
		if (error instanceof AccountError && (await tookPlace(error, change, account))) {
			return {revisionId: null};
		}

		const message = error instanceof Error ? error.message : String(error);
		await warningOf(journal.append({...entry, status: 'failed', error: message}));
		const moved = error instanceof AccountError && (await movedMeanwhile(error, change, account));

		if (moved) {
			return moved;
		}

		throw error;
	}
}

/** An answer that was lost on its way says nothing about whether the write took place. */
const tookPlace = async (error: AccountError, change: Change, {reads}: Account): Promise<boolean> =>
	(error.kind === 'unavailable' || error.kind === 'no-network') &&
	isShown(change, reads).catch(() => false);

async function movedMeanwhile(
	error: AccountError,
	change: Change,
	{reads}: Account,
): Promise<ApplyResult | null> {
	const isConflict =
		error.kind === 'conflict' ||
		(error.kind === 'invalid-request' && /revision/i.test(error.message));
	const standing = isConflict
		? await kindOf(change)
				.read(change, reads)
				.catch(() => null)
		: null;
	return standing && hasMoved(change, standing, []) ? movedTo(change, standing) : null;
}

async function wait(
	change: Change,
	{account: {reads}, clock, signal, onProgress}: ApplyOptions,
): Promise<{outcome: 'applied'} | {outcome: 'not-visible'; waitedSeconds: number}> {
	const {shown, waitedSeconds} = await waitUntilShown(change, {
		reads,
		clock,
		signal,
		onWait: seconds => onProgress?.({phase: 'waiting', waitedSeconds: seconds}),
	});
	return shown ? {outcome: 'applied'} : {outcome: 'not-visible', waitedSeconds};
}

/** After the write: a journal that fails then is told of, and changes nothing about the outcome. */
export async function warningOf(recorded: Promise<void>): Promise<{warning?: string}> {
	try {
		await recorded;
		return {};
	} catch (error) {
		return {warning: error instanceof Error ? error.message : String(error)};
	}
}
