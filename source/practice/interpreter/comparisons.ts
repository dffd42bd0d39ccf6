type Compare = (found: unknown, wanted: unknown) => boolean;

const ordered = (type: string, read: (value: unknown) => unknown): Record<string, Compare> => {
	const both =
		(holds: (a: never, b: never) => boolean): Compare =>
		(found, wanted) => {
			const [a, b] = [read(found), read(wanted)];

			return a !== null && b !== null && holds(a as never, b as never);
		};

	return {
		[`${type}Equals`]: both((a, b) => a === b),
		[`${type}LessThan`]: both((a, b) => a < b),
		[`${type}LessThanEquals`]: both((a, b) => a <= b),
		[`${type}GreaterThan`]: both((a, b) => a > b),
		[`${type}GreaterThanEquals`]: both((a, b) => a >= b),
	};
};

const text = (value: unknown) => (typeof value === 'string' ? value : null);
const number = (value: unknown) => (typeof value === 'number' ? value : null);
const time = (value: unknown) =>
	typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : null;

/** Values of another type than the operator's never fit, but for the `Is…` operators. */
export const comparisons: Record<string, Compare> = {
	...ordered('String', text),
	...ordered('Numeric', number),
	...ordered('Timestamp', time),
	BooleanEquals: (found, wanted) => typeof found === 'boolean' && found === wanted,
	StringMatches: (found, wanted) =>
		typeof found === 'string' && typeof wanted === 'string' && likePattern(found, wanted),
	IsNull: (found, wanted) => (found === null) === wanted,
	IsString: (found, wanted) => (typeof found === 'string') === wanted,
	IsNumeric: (found, wanted) => (typeof found === 'number') === wanted,
	IsBoolean: (found, wanted) => (typeof found === 'boolean') === wanted,
};

/** `*` stands for any text: each part between is looked for behind the one before. */
function likePattern(found: string, pattern: string): boolean {
	const [start = '', ...rest] = pattern.split('*');
	const end = rest.pop();

	if (end === undefined) {
		return found === pattern;
	}

	if (!found.startsWith(start) || found.length < start.length + end.length) {
		return false;
	}

	let from = start.length;

	for (const part of rest) {
		const at = found.indexOf(part, from);

		if (at < 0) {
			return false;
		}

		from = at + part.length;
	}

	return found.endsWith(end) && from <= found.length - end.length;
}
