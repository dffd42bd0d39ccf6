/** Time as a thing handed in, so that waiting can be tested without waiting. */
export type Clock = {
	/** Milliseconds since 1970. */
	now(): number;
	sleep(milliseconds: number): Promise<void>;
};

export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
};

/** A clock on which a second passes `factor` times as fast: for practice, where nobody learns from waiting. */
export function hurriedClock(factor: number): Clock {
	const started = Date.now();

	return {
		now: () => started + (Date.now() - started) * factor,
		sleep: milliseconds => systemClock.sleep(milliseconds / factor),
	};
}
