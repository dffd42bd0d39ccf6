/** Seconds as a person says them. */
export const inSeconds = (milliseconds: number): number =>
	Math.max(0, Math.round(milliseconds / 100) / 10);
