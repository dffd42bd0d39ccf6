import {listOf} from './text.ts';

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

/** `customer_id`, `customerID` and `customer-id` are one name to a person. */
export const bareName = (name: string): string =>
	name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const shortestPart = 3;

/** One slip in a short name, two from seven letters, and so on. */
const slipsIn = (name: string): number => Math.max(1, Math.floor((name.length + 3) / 5));

/** The names that are meant where `wanted` is a slip of the hand, or their first letters. */
export function namesSpeltLike(wanted: string, names: readonly string[]): string[] {
	const bare = bareName(wanted);
	const near = names
		.map(name => ({name, distance: editDistance(bare, bareName(name))}))
		.filter(({name, distance}) => bare !== '' && distance <= slipsIn(bareName(name)));
	const nearest = Math.min(...near.map(({distance}) => distance));

	if (near.length > 0) {
		return near.filter(({distance}) => distance === nearest).map(({name}) => name);
	}

	return bare.length < shortestPart ? [] : names.filter(name => bareName(name).startsWith(bare));
}

const mostNamed = 3;

/** The names, three at most, that somebody who typed `wanted` most likely means; the likeliest first. */
export function nearestNames(wanted: string, names: readonly string[]): string[] {
	const alike = namesSpeltLike(wanted, names);
	const bare = bareName(wanted);
	const words = wordsOf(wanted);
	const likely =
		alike.length > 0
			? alike
			: names
					.map(name => ({
						name,
						shared: wordsOf(name).filter(word => words.includes(word)).length,
						distance: editDistance(bare, bareName(name)),
					}))
					.filter(
						({name, shared}) =>
							shared > 0 || (bare.length >= shortestPart && bareName(name).includes(bare)),
					)
					.toSorted((one, other) => other.shared - one.shared || one.distance - other.distance)
					.map(({name}) => name);

	return likely.slice(0, mostNamed);
}

const wordsOf = (name: string): string[] =>
	name
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(word => word.length >= shortestPart);

/** What is wrong, with the names that are most likely meant or, where none is near, the way to find them. */
export const didYouMean = (what: string, nearest: readonly string[], otherwise: string): string =>
	`${what} ${nearest.length > 0 ? `Did you mean ${listOf(nearest, 'or')}?` : otherwise}`;
