import type {Reads} from '../account/account.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {ApplyOptions} from './apply-options.ts';
import {refusalOf} from './guards.ts';
import type {LiveState} from './kinds/change-kind.ts';
import {kindOf} from './kinds/kind-of.ts';
import {hasMoved, replanned, whyMoved} from './moved.ts';
import type {Writing} from './write-change.ts';

/** Nothing was written. `now` is the same intent on what is there now; null where only a new check can tell. */
export type Moved = {outcome: 'moved'; now: Change | null; why: string};
/** Nothing was written. */
export type RefusedBefore = {outcome: 'refused'; why: string};

/** What is there now, and when AWS was asked; or what stops the change. */
export async function lookBefore(
	change: Change,
	{account: {reads}, guardReads, journal, signal, clock}: ApplyOptions & {guardReads: Reads},
): Promise<Writing['looked'] | Moved | RefusedBefore> {
	const at = clock.now();
	const looked = kindOf(change).read(change, reads);
	// What refuses the change comes first, whatever the look says.
	looked.catch(() => {});
	const why = await refusalOf(change, guardReads);

	if (why !== null) {
		return {outcome: 'refused', why};
	}

	const current = await looked;

	if (hasMoved(change, current, await journal.entries())) {
		return movedTo(change, current);
	}

	return signal?.aborted
		? {outcome: 'refused', why: 'Stopped before anything was written.'}
		: {current, at};
}

export function movedTo(change: Change, current: LiveState): Moved {
	return {
		outcome: 'moved',
		now: replanned(change, current),
		why: whyMoved(change, current),
	};
}
