/** Work that takes time: yields the time at which it continues, in milliseconds since 1970. */
export type Steps<T> = Generator<number, T, void>;

/** Never: what waits for something that does not come. */
export const never = Number.POSITIVE_INFINITY;

/** Does several things at once, and fails as soon as one of them does. What is unfinished then is given up. */
export function* together<T>(all: readonly Steps<T>[], now: number): Steps<T[]> {
	const lanes = all.map(steps => ({steps, wakesAt: now, result: null as {value: T} | null}));

	try {
		for (;;) {
			const waiting = lanes.filter(({result}) => result === null);
			const [first] = waiting.toSorted((a, b) => a.wakesAt - b.wakesAt);

			if (!first) {
				return lanes.flatMap(({result}) => (result ? [result.value] : []));
			}

			yield first.wakesAt;
			const step = first.steps.next();

			if (step.done) {
				first.result = {value: step.value};
			} else {
				first.wakesAt = step.value;
			}
		}
	} finally {
		for (const {steps} of lanes) {
			steps.return([] as never);
		}
	}
}
