/** What a program that only waits takes no time for. */
export type VirtualTime = {
	/** Milliseconds that have passed inside. */
	elapsed(): number;
};

type Timer = {at: number; order: number; run: () => void};

/**
 * Runs with timers and dates of its own: whenever everything is waiting, time jumps to the next timer. Ten minutes of
 * waiting take as long as the work in them. Throws where nothing is left that could go on.
 */
export async function inVirtualTime<Value>(
	start: number,
	run: (time: VirtualTime) => Promise<Value>,
): Promise<Value> {
	const real = {
		setTimeout: globalThis.setTimeout,
		clearTimeout: globalThis.clearTimeout,
		now: Date.now,
	};
	const timers = new Map<number, Timer>();
	let now = start;
	let order = 0;

	const fakeSetTimeout = (
		callback: (...given: unknown[]) => void,
		milliseconds = 0,
		...given: unknown[]
	) => {
		order += 1;
		const id = order;
		timers.set(id, {at: now + Math.max(0, milliseconds), order, run: () => callback(...given)});
		const handle = {
			id,
			ref: () => handle,
			unref: () => handle,
			hasRef: () => true,
			[Symbol.toPrimitive]: () => id,
		};
		return handle;
	};
	const fakeClearTimeout = (handle: unknown) => {
		if (typeof handle === 'object' && handle !== null && 'id' in handle) {
			timers.delete(handle.id as number);
		}
	};

	Object.assign(globalThis, {setTimeout: fakeSetTimeout, clearTimeout: fakeClearTimeout});
	Date.now = () => now;

	try {
		let ended = false;
		const result = run({elapsed: () => now - start}).finally(() => {
			ended = true;
		});
		result.catch(() => {});
		let idleSince = performance.now();

		while (!ended) {
			// All that can go on without time has gone on when this comes back.
			await new Promise(resolve => setImmediate(resolve));

			if (ended) {
				break;
			}

			const next = [...timers.entries()].sort(
				([, one], [, other]) => one.at - other.at || one.order - other.order,
			)[0];

			if (next) {
				idleSince = performance.now();
				timers.delete(next[0]);
				now = Math.max(now, next[1].at);
				next[1].run();
			} else if (performance.now() - idleSince > 5_000) {
				// Real time: a module may still be loading.
				throw new Error('Everything waits, and nothing is left that could end it.');
			}
		}

		return await result;
	} finally {
		Object.assign(globalThis, {setTimeout: real.setTimeout, clearTimeout: real.clearTimeout});
		Date.now = real.now;
	}
}
