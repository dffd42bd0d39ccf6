import type {Clock} from './clock.ts';

export type PollOptions = {
	clock: Clock;
	/** Milliseconds. */
	firstPause: number;
	longestPause: number;
	/** Each pause is so many times as long as the one before it. */
	factor: number;
	/** Milliseconds after which no further attempt is begun. */
	patience: number;
	signal?: AbortSignal | undefined;
	/** Before each pause, with the milliseconds waited so far. */
	onWait?: ((waited: number) => void) | undefined;
};

export type Polled<Value> =
	| {kind: 'done'; value: Value; waited: number}
	/** `aborted`: called off; otherwise the patience has run out. */
	| {kind: 'gave-up'; aborted: boolean; waited: number};

/** Attempts at once and then after longer and longer pauses, until an attempt returns something else than undefined. */
export async function poll<Value>(
	attempt: (waited: number) => Promise<Value | undefined>,
	options: PollOptions,
): Promise<Polled<Value>> {
	const {clock, firstPause, longestPause, factor, patience, signal, onWait} = options;
	const began = clock.now();

	for (let pause = firstPause; ; pause = Math.min(pause * factor, longestPause)) {
		const value = await attempt(clock.now() - began);
		const waited = clock.now() - began;

		if (value !== undefined) {
			return {kind: 'done', value, waited};
		}

		if (signal?.aborted || waited >= patience) {
			return {kind: 'gave-up', aborted: signal?.aborted ?? false, waited};
		}

		onWait?.(waited);
		await sleepUnlessAborted(clock, Math.min(pause, patience - waited), signal);
	}
}

export async function sleepUnlessAborted(
	clock: Clock,
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	if (signal?.aborted) {
		return;
	}

	const settled = new AbortController();
	const aborted = new Promise<void>(resolve => {
		signal?.addEventListener('abort', () => resolve(), {once: true, signal: settled.signal});
	});

	await Promise.race([clock.sleep(milliseconds), aborted]);
	settled.abort();
}
