import type {Clock} from '../../source/clock.ts';

/** Time passes when nothing else is left to do: a wait of minutes takes no time, and all waits end in their order. */
export function createVirtualClock(start = Date.UTC(2026, 10, 26)): Clock {
	const sleeping: {until: number; wake: () => void}[] = [];
	let time = start;
	let isRunning = false;

	const run = async () => {
		isRunning = true;

		while (sleeping.length > 0) {
			await settled();
			sleeping.sort((one, other) => one.until - other.until);
			const [next] = sleeping.splice(0, 1);
			time = Math.max(time, next?.until ?? time);
			next?.wake();
		}

		isRunning = false;
	};

	return {
		now: () => time,
		sleep: milliseconds =>
			new Promise(resolve => {
				sleeping.push({until: time + Math.max(0, milliseconds), wake: resolve});

				if (!isRunning) {
					void run();
				}
			}),
	};
}

/** Middleware and parsing take a few turns of the event loop. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 8; turn += 1) {
		await new Promise(resolve => setImmediate(resolve));
	}
}
