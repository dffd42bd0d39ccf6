import type {Reads} from '../account/account.ts';
import {AccountError, type AccountErrorKind} from '../account/account-error.ts';
import type {Clock} from '../clock.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {poll} from '../poll.ts';
import type {ApplyProgress} from './apply-options.ts';
import {kindOf} from './kinds/kind-of.ts';
import {sameAs, textFor} from './moved.ts';

export type WaitOptions = {
	reads: Reads;
	clock: Clock;
	signal?: AbortSignal | undefined;
	onWait(waitedSeconds: number): void;
};

const longestWait = 60_000;
const silentSeconds = 5;

/** Null where it needs no word yet. */
export function progressWords({phase, waitedSeconds}: ApplyProgress): string | null {
	if (phase === 'queueing' && waitedSeconds >= silentSeconds) {
		return `Waiting for another sfn-fix on this machine to end its write (${waitedSeconds} s)`;
	}

	return phase === 'waiting' && waitedSeconds > 0
		? `Waiting for AWS to show the change (${waitedSeconds} s of at most ${longestWait / 1000} s)`
		: null;
}

/** What is neither the old nor the new text for so long is somebody else's, not an old copy. */
const otherPatience = 10_000;

/** Worth asking again: what was just written may be unknown for a while. */
const passing: readonly AccountErrorKind[] = [
	'not-found',
	'throttled',
	'unavailable',
	'no-network',
];

type Seen = 'shown' | 'before' | 'other' | 'unseen' | 'cannot-ask';

/**
 * Asks AWS until it shows the change, or a minute has passed, or the waiting is called off. `other`: what it shows
 * instead is neither what was there before nor what was written.
 */
export async function waitUntilShown(
	change: Change,
	{reads, clock, signal, onWait}: WaitOptions,
): Promise<{shown: boolean; other: boolean; waitedSeconds: number}> {
	let seen = 'unseen' as Seen;

	const polled = await poll(
		async waited => {
			seen = await look(change, reads);
			const isOver =
				seen === 'shown' || seen === 'cannot-ask' || (seen === 'other' && waited >= otherPatience);
			return isOver ? seen : undefined;
		},
		{
			clock,
			firstPause: 500,
			longestPause: 3_000,
			factor: 1.5,
			patience: longestWait,
			signal,
			onWait: waited => onWait(Math.round(waited / 1_000)),
		},
	);

	return {
		shown: seen === 'shown',
		other: seen === 'other',
		waitedSeconds: Math.round(polled.waited / 1_000),
	};
}

async function look(change: Change, reads: Reads): Promise<Seen> {
	try {
		const text = textFor(change, await kindOf(change).read(change, reads));

		if (sameAs(change, change.after, text)) {
			return 'shown';
		}

		return sameAs(change, change.before, text) ? 'before' : 'other';
	} catch (error) {
		if (!(error instanceof AccountError)) {
			throw error;
		}

		// What cannot be asked any more, for instance with credentials that expired, will not be shown either.
		return passing.includes(error.kind) ? 'unseen' : 'cannot-ask';
	}
}
