/** `evident`: it is surely the same name, only spelt otherwise, and the only such one. */
export type NearestKey = {key: string; evident: boolean};

/** The key that is spelt most alike; null where none is at all. */
export function nearestKey(wanted: string, keys: readonly string[]): NearestKey | null {
	const same = keys.filter(key => bare(key) === bare(wanted));
	const [only, ...others] = same;

	if (only !== undefined) {
		return {key: only, evident: others.length === 0};
	}

	const ranked = keys
		.map(key => ({key, distance: editDistance(bare(wanted), bare(key))}))
		.filter(({key, distance}) => distance <= Math.max(wanted.length, key.length) / 2)
		.toSorted((one, other) => one.distance - other.distance);
	const [first, second] = ranked;

	return (
		(first && {
			key: first.key,
			evident: isTypo(wanted, first.key, first.distance) && second?.distance !== first.distance,
		}) ??
		null
	);
}

/** `customer_id`, `customerID` and `customer-id` are one name to a person. */
const bare = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** A slip of the hand in a name long enough; a number more, or a plural, may well be another thing. */
function isTypo(wanted: string, key: string, distance: number): boolean {
	const [short = '', long = ''] = [bare(wanted), bare(key)].toSorted(
		(one, other) => one.length - other.length,
	);
	const digits = (name: string) => name.replaceAll(/\D/g, '');

	return (
		distance <= (short.length >= 9 ? 2 : short.length >= 5 ? 1 : 0) &&
		digits(short) === digits(long) &&
		long !== `${short}s`
	);
}

/** Insertions, deletions, replacements and swaps of neighbours. */
export function editDistance(one: string, other: string): number {
	let before: number[] = [];
	let last = Array.from({length: other.length + 1}, (_, column) => column);

	for (const [row, letter] of [...one].entries()) {
		const next = [row + 1];

		for (const [column, against] of [...other].entries()) {
			const isSwap = letter === other[column - 1] && one[row - 1] === against;
			next.push(
				Math.min(
					(last[column + 1] ?? 0) + 1,
					(next[column] ?? 0) + 1,
					(last[column] ?? 0) + (letter === against ? 0 : 1),
					isSwap ? (before[column - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}

		before = last;
		last = next;
	}

	return last.at(-1) ?? 0;
}
