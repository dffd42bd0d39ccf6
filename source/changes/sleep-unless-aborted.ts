import type {Clock} from '../clock.ts';

export async function sleepUnlessAborted(
	clock: Clock,
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	const settled = new AbortController();
	const aborted = new Promise<void>(resolve => {
		signal?.addEventListener('abort', () => resolve(), {once: true, signal: settled.signal});
	});

	await Promise.race([clock.sleep(milliseconds), aborted]);
	settled.abort();
}
