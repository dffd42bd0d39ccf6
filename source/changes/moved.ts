import type {Reads} from '../account/account.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {targetOf} from './describe-change.ts';
import type {JournalEntry} from './journal-entry.ts';
import type {LiveState} from './kinds/change-kind.ts';
import {kindOf, withTexts} from './kinds/kind-of.ts';
import {withAdditionsOf} from './policy-union.ts';

export const sameAs = (change: Change, one: string | null, other: string | null): boolean =>
	one === null || other === null ? one === other : kindOf(change).sameText(one, other);

/** What the change would replace or remove: for a removal also what is there and not in use. */
export const textFor = (
	change: Pick<Change, 'after'>,
	{text, leftover}: LiveState,
): string | null => text ?? (change.after === null ? (leftover ?? null) : null);

/**
 * Whether something else stands there than what the change was planned on. A state machine has
 * one revision for all of it, so one that our own earlier write of the same plan made is no surprise.
 */
export function hasMoved(
	change: Change,
	current: LiveState,
	written: readonly JournalEntry[],
): boolean {
	if (!sameAs(change, change.before, textFor(change, current))) {
		return true;
	}

	if (!('revisionId' in change) || change.revisionId === current.revisionId) {
		return false;
	}

	return 'stateMachineArn' in change
		? change.revisionId !== null && !written.some(entry => madeRevision(entry, change, current))
		: true;
}

const madeRevision = (
	{status, change: earlier, revisionId}: JournalEntry,
	change: Change,
	current: LiveState,
): boolean =>
	(status === 'applied' || status === 'verified') &&
	revisionId !== null &&
	revisionId === current.revisionId &&
	'stateMachineArn' in earlier &&
	'stateMachineArn' in change &&
	earlier.stateMachineArn === change.stateMachineArn &&
	earlier.revisionId === change.revisionId;

/** The same intent on what stands there now; null where only a new look can tell what to write. */
export function replanned(change: Change, current: LiveState): Change | null {
	const now = (after: string | null): Change | null =>
		withTexts(change, current.text, after, current.revisionId);

	if (sameAs(change, change.before, current.text)) {
		return now(change.after);
	}

	if (change.kind === 'role-managed-policy') {
		return null;
	}

	const after = withAdditionsOf(change, current.text);
	return after === null || sameAs(change, after, current.text) ? null : now(after);
}

export function whyMoved(change: Change, {text}: LiveState): string {
	const target = `The ${targetOf(change)}`;

	return sameAs(change, change.after, text)
		? `${target} already has exactly this content: somebody else made the change.`
		: `${target} changed after this fix was planned.`;
}

/** What is no longer what its change was planned on: looked at for all of a plan before the first is written. */
export async function driftedAmong(
	changes: readonly Change[],
	reads: Reads,
	written: readonly JournalEntry[],
): Promise<Array<{change: Change; why: string}>> {
	const looked = await Promise.all(
		changes.map(async change => ({change, current: await kindOf(change).read(change, reads)})),
	);

	return looked
		.filter(({change, current}) => hasMoved(change, current, written))
		.map(({change, current}) => ({change, why: whyMoved(change, current)}));
}
