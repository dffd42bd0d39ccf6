import type {Identity, Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {parsePolicy} from '../policy/parse.ts';
import {type ApplyResult, applyChange, warningOf, withWarnings} from './apply-change.ts';
import type {ApplyOptions} from './apply-options.ts';
import {targetOf} from './describe-change.ts';
import {refusalOf} from './guards.ts';
import {isInProgress, lookAt, writerWords} from './in-progress.ts';
import type {Journal} from './journal.ts';
import {entriesOf, isUndoable, type JournalEntry, standingChanges} from './journal-entry.ts';
import type {LiveState} from './kinds/change-kind.ts';
import {kindOf, withTexts} from './kinds/kind-of.ts';
import {sameAs, textFor} from './moved.ts';
import {isNothingLeft} from './nothing-left.ts';
import {removeAdditions} from './policy-additions.ts';
import {policyAdditions, tolerant} from './policy-union.ts';
import type {Holder} from './writer-lock.ts';

export type UndoPlan =
	/** `now` is set where somebody changed the resource since: what is there beside what this change wrote. */
	| {kind: 'undo'; change: Change; now: string | null | undefined}
	/** The account shows that there is nothing to undo; `now` is what somebody else made of it. */
	| {kind: 'moot'; why: string; now?: string}
	/** Only a person can undo it. The changes before it can still be undone. */
	| {kind: 'by-hand'; why: string; now?: string}
	| {kind: 'refused'; why: string};

/**
 * The change that undoes exactly what was done, and nothing that came after it. Where the endpoint that `reads` asks is
 * given (null: AWS's own), it has to be the entry's. What `writer` is writing is left to it.
 */
export async function undoPlan(
	entry: JournalEntry,
	reads: Reads,
	endpointUrl: string | null = entry.endpointUrl,
	writer: Holder | null = null,
): Promise<UndoPlan> {
	if (isInProgress(entry, writer)) {
		return {
			kind: 'refused',
			why: `The change ${entry.id} is in progress: ${writerWords(writer)} writes it. Wait for it to end, then run sfn-fix undo again.`,
		};
	}

	if (!isUndoable(entry)) {
		return {kind: 'refused', why: whyNot[entry.status] ?? 'There is nothing to undo.'};
	}

	const elsewhere = whyElsewhere(entry, await reads.identity(), endpointUrl);

	if (elsewhere !== null) {
		return {kind: 'refused', why: elsewhere};
	}

	const plan = planOn(entry, await liveStateOf(entry.change, reads));
	const refused = plan.kind === 'undo' ? await refusalOf(plan.change, reads) : null;
	return refused === null ? plan : {kind: 'by-hand', why: refused};
}

const whyNot: Partial<Record<JournalEntry['status'], string>> = {
	undone: 'This change has been undone already.',
	failed: 'This change was not written, so there is nothing to undo.',
	moot: 'There is nothing of this change left to undo.',
};

/** A change on the way to the one that is offered: found to be moot and closed, or left for a person. */
type SkippedEntry = {
	entry: JournalEntry;
	plan: Extract<UndoPlan, {kind: 'moot' | 'by-hand'}>;
};

export type NextUndo = {
	passed: SkippedEntry[];
	next: {entry: JournalEntry; plan: Extract<UndoPlan, {kind: 'undo' | 'refused'}>} | null;
};

/** The last change that can be undone. What is moot or left for a person does not block it. */
export async function nextUndo(
	journal: Journal,
	reads: Reads,
	endpointUrl: string | null,
): Promise<NextUndo> {
	const passed: SkippedEntry[] = [];

	const {contents, writer} = await lookAt(journal);

	for (const entry of standingChanges(entriesOf(contents))) {
		const plan = await undoPlan(entry, reads, endpointUrl, writer);

		if (plan.kind === 'undo' || plan.kind === 'refused') {
			return {passed, next: {entry, plan}};
		}

		if (plan.kind === 'moot') {
			await close(entry, plan.why, journal);
		}

		passed.push({entry, plan});
	}

	return {passed, next: null};
}

export const close = (entry: JournalEntry, why: string, journal: Journal): Promise<void> =>
	journal.append({...entry, status: 'moot', error: why});

/** The changes of one run that can be undone, in the order in which that is safe: the last one first. */
export const entriesOfRun = (entries: readonly JournalEntry[], of: JournalEntry): JournalEntry[] =>
	entries
		.filter(
			entry =>
				isUndoable(entry) &&
				entry.undoes === null &&
				(of.run === null ? entry.id === of.id : entry.run === of.run),
		)
		.toReversed();

/** Writes the plan that was shown, and marks the entry when that is done. */
export async function undoChange(
	entry: JournalEntry,
	change: Change,
	options: ApplyOptions,
): Promise<ApplyResult> {
	const {remedyId, endpointUrl} = entry;
	const result = await applyChange(change, {...options, remedyId, endpointUrl, undoes: entry.id});

	if (result.outcome !== 'applied' && result.outcome !== 'not-visible') {
		return result;
	}

	const marked = await warningOf(markUndone(entry, options.journal, result.outcome === 'applied'));
	return withWarnings(result, result.warning, marked.warning);
}

/** `isShown`: AWS showed the undo, which is all that there is to verify of it. */
async function markUndone(entry: JournalEntry, journal: Journal, isShown: boolean): Promise<void> {
	const entries = await journal.entries();
	const by = entries.findLast(({undoes}) => undoes === entry.id);

	if (by?.status === 'applied' && isShown) {
		await journal.append({...by, status: 'verified'});
	}

	await markUndoneBy(entry, journal);
}

/** Where an undo is undone, what it had undone is there again. */
export async function markUndoneBy(entry: JournalEntry, journal: Journal): Promise<void> {
	await journal.append({...entry, status: 'undone'});
	const again = (await journal.entries()).find(({id}) => id === entry.undoes);

	if (again) {
		await journal.append({...again, status: 'applied'});
	}
}

/** Null where the entry was made in this account and region, and at this endpoint. */
export function whyElsewhere(
	{id, accountId, region, endpointUrl: endpoint}: JournalEntry,
	here: Pick<Identity, 'accountId' | 'region'>,
	endpointUrl: string | null,
): string | null {
	if (endpoint !== endpointUrl) {
		return `The change ${id} was made at ${endpoint ?? "AWS's own endpoint"}, and this is ${endpointUrl ?? "AWS's own endpoint"}. Set --endpoint-url to go there.`;
	}

	return here.accountId === accountId && here.region === region
		? null
		: `The change ${id} was made in account ${accountId}, region ${region}, and this is account ${here.accountId}, region ${here.region}. Use --profile and --region to go there.`;
}

export const liveStateOf = (change: Change, reads: Reads): Promise<LiveState> =>
	kindOf(change)
		.read(change, reads)
		.catch(ifRefused<LiveState>({text: null, revisionId: null}, ['not-found']));

function planOn({change, overwrote}: JournalEntry, current: LiveState): UndoPlan {
	const target = `The ${targetOf(change)}`;
	const text = textFor({after: change.before}, current);
	const back = (after: string | null, now?: string): UndoPlan => {
		const inverse = withTexts(change, text, after, current.revisionId);
		return inverse
			? {kind: 'undo', change: inverse, now}
			: {kind: 'by-hand', why: `${target} can be changed, not created or deleted.`};
	};

	if (sameAs(change, text, change.after)) {
		return back(overwrote === null ? change.before : overwrote.text);
	}

	if (sameAs(change, text, change.before)) {
		return {
			kind: 'moot',
			why: `${target} is as it was before the change: there is nothing to undo.`,
		};
	}

	if (text === null) {
		return {kind: 'moot', why: `${target} no longer exists: there is nothing to undo.`};
	}

	const after = withoutAdditionsOf(change, text);

	if (after) {
		return back(after.text, text);
	}

	return isNothingLeft(change, text)
		? {
				kind: 'moot',
				why: `${target} was changed again since, and nothing of this change is left: there is nothing to undo.`,
				now: text,
			}
		: {
				kind: 'by-hand',
				why: `${target} was changed again since, and what this change added cannot be told apart from it. Compare the two (sfn-fix history shows what was written) and change it by hand.`,
				now: text,
			};
}

/** Null where it is not plain what to remove; a text of null where nothing of the policy is left. */
export function withoutAdditionsOf(change: Change, text: string): {text: string | null} | null {
	const additions = policyAdditions(change);
	const {printPolicy} = kindOf(change);
	const left =
		additions && printPolicy && tolerant(() => removeAdditions(parsePolicy(text), additions));

	if (!left || !printPolicy || change.kind === 'role-managed-policy') {
		return null;
	}

	if (left.Statement.length > 0) {
		return {text: printPolicy(left)};
	}

	return change.before === null ? {text: null} : null;
}
