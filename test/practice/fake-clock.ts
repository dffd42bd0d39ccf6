import type {Clock} from '../../source/clock.ts';

export type FakeClock = Clock & {
	/** How long has been slept in all, in milliseconds. */
	slept(): number;
	advance(milliseconds: number): void;
};

/** A clock on which sleeping takes no time and moves the hands at once. */
export function createFakeClock(start = Date.UTC(2026, 2, 9, 8, 30)): FakeClock {
	let now = start;
	let slept = 0;

	return {
		now: () => now,
		async sleep(milliseconds) {
			now += milliseconds;
			slept += milliseconds;
		},
		slept: () => slept,
		advance(milliseconds) {
			now += milliseconds;
		},
	};
}
