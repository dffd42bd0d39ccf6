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
