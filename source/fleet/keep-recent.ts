type Kept<Answer> = {answer: Promise<Answer>; size: number};

/** In characters: an account has more of these answers than memory. */
const mostKept = 8_000_000;

export type KeepRecent<Answer> = (key: string, ask: () => Promise<Answer>) => Promise<Answer>;

/** Asks once for each key, however many want the answer, until it is forgotten: the longest unused goes first. */
export function keepRecent<Answer>(
	sizeOf: (answer: Answer) => number,
	/** What is denied or missing stays so; any other failure is asked again. */
	isSettled: (error: unknown) => boolean,
): KeepRecent<Answer> {
	const kept = new Map<string, Kept<Answer>>();
	let total = 0;

	const forget = (key: string, one: Kept<Answer>) => {
		if (kept.get(key) === one) {
			kept.delete(key);
			total -= one.size;
		}
	};

	const begin = (key: string, ask: () => Promise<Answer>): Kept<Answer> => {
		const one = {answer: ask(), size: 0};
		one.answer.then(
			answer => {
				one.size = sizeOf(answer);
				total += one.size;

				for (const [oldest, each] of kept) {
					// The newest is wanted at this moment; what has not arrived has no size.
					if (total > mostKept && each !== one && each.size > 0) {
						forget(oldest, each);
					}
				}
			},
			error => isSettled(error) || forget(key, one),
		);
		return one;
	};

	return (key, ask) => {
		const one = kept.get(key) ?? begin(key, ask);
		kept.delete(key);
		kept.set(key, one);
		return one.answer;
	};
}
