/** `3 states`, `1 state`, `12,000 states`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
	`${grouped(number)} ${number === 1 ? one : many}`;

/** `12,000`. Not `toLocaleString`, which loads the tables of every language at its first use. */
export const grouped = (number: number): string =>
	String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** `a`, `a and b`, `a, b and c`. */
export const listOf = (items: readonly string[], conjunction = 'and'): string =>
	items.length < 2
		? items.join('')
		: `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;

/**
 * `2026-03-02 09:14:05 UTC`: the one form of a point in time that a person reads, of a time or its ISO 8601 text. What a
 * program reads (JSON, the journal, a command) is ISO 8601; `agoOf` says how long ago it was.
 */
export function timeOf(time: Date | number | string): string {
	const date = new Date(time);
	return Number.isNaN(date.getTime())
		? String(time)
		: `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `12 min ago`, in its largest unit: where the exact time is beside the point. */
export const agoOf = (milliseconds: number): string =>
	`${durationOf(Math.max(1000, milliseconds)).replace(/^(\d+ (?:min|h|d)) .*/, '$1')} ago`;

/** `320 ms`, `4 s`, `7 min 3 s`, `2 h 5 min`, `3 d 4 h`. */
export function durationOf(milliseconds: number): string {
	if (milliseconds < 1000) {
		return `${Math.round(milliseconds)} ms`;
	}

	const seconds = Math.round(milliseconds / 1000);
	const minutes = Math.floor(seconds / 60);
	const hours = Math.floor(minutes / 60);

	if (minutes === 0) {
		return `${seconds} s`;
	}

	if (hours === 0) {
		return `${minutes} min ${seconds % 60} s`;
	}

	return hours < 72
		? `${hours} h ${minutes % 60} min`
		: `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
