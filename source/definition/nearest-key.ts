import {bareName, editDistance} from '../spelling.ts';

/** `evident`: it is surely the same name, only spelt otherwise, and the only such one. */
export type NearestKey = {key: string; evident: boolean};

/** The key that is spelt most alike; null where none is at all. */
export function nearestKey(wanted: string, keys: readonly string[]): NearestKey | null {
	const same = keys.filter(key => bareName(key) === bareName(wanted));
	const [only, ...others] = same;

	if (only !== undefined) {
		return {key: only, evident: others.length === 0};
	}

	const ranked = keys
		.map(key => ({key, distance: editDistance(bareName(wanted), bareName(key))}))
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

/** A slip of the hand in a name long enough; a number more, or a plural, may well be another thing. */
function isTypo(wanted: string, key: string, distance: number): boolean {
	const [short = '', long = ''] = [bareName(wanted), bareName(key)].toSorted(
		(one, other) => one.length - other.length,
	);
	const digits = (name: string) => name.replaceAll(/\D/g, '');

	return (
		distance <= (short.length >= 9 ? 2 : short.length >= 5 ? 1 : 0) &&
		digits(short) === digits(long) &&
		long !== `${short}s`
	);
}
