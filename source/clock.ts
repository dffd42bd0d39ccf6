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
