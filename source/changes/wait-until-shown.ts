import type {Reads} from '../account/account.ts';
import {AccountError, type AccountErrorKind} from '../account/account-error.ts';
import type {Clock} from '../clock.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {sleepUnlessAborted} from '../poll.ts';
import {kindOf} from './kinds/kind-of.ts';
import {sameAs} from './moved.ts';

export type Waiting = {
	reads: Reads;
	clock: Clock;
	signal?: AbortSignal | undefined;
	onWait(waitedSeconds: number): void;
};

const firstPause = 500;
const longestPause = 3_000;
export const longestWait = 60_000;

/** Worth asking again: what was just written may be unknown for a while. */
const passing: readonly AccountErrorKind[] = [
	'not-found',
	'throttled',
	'unavailable',
	'no-network',
];

/** Asks AWS until it shows the change, or a minute has passed, or the waiting is called off. */
export async function waitUntilShown(
	change: Change,
	{reads, clock, signal, onWait}: Waiting,
): Promise<{shown: boolean; waitedSeconds: number}> {
	const began = clock.now();
	const waited = (): number => clock.now() - began;
	let pause = firstPause;

	for (;;) {
		onWait(Math.round(waited() / 1_000));

		const shown = await isShown(change, reads).catch(unaskable);

		if (shown) {
			return {shown, waitedSeconds: Math.round(waited() / 1_000)};
		}

		if (shown === null || signal?.aborted || waited() >= longestWait) {
			return {shown: false, waitedSeconds: Math.round(waited() / 1_000)};
		}

		await sleepUnlessAborted(clock, Math.min(pause, longestWait - waited()), signal);
		pause = Math.min(pause * 1.5, longestPause);
	}
}

/** What cannot be asked any more, for instance with credentials that expired, will not be shown either. */
function unaskable(error: unknown): null {
	if (error instanceof AccountError) {
		return null;
	}

	throw error;
}

export async function isShown(change: Change, reads: Reads): Promise<boolean> {
	try {
		const {text} = await kindOf(change).read(change, reads);
		return sameAs(change, change.after, text);
	} catch (error) {
		if (error instanceof AccountError && passing.includes(error.kind)) {
			return false;
		}

		throw error;
	}
}
