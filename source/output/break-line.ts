import stringWidth from 'string-width';

/** Where a line that is compared, and has no place to break, is broken best. */
const afterThese = [/[\s,:/([{]/, /-/];

/** Pieces of at most so many columns, together the line as it is: broken after a separator in the last quarter. */
export function breakLine(line: string, columns: number): string[] {
	const pieces: string[] = [];
	let rest = line;

	// A definition without a newline is a megabyte: only its beginning is measured.
	for (const head = columns * 8; columns >= 1; rest = rest.slice(pieces.at(-1)?.length)) {
		if (rest.length <= head && stringWidth(rest) <= columns) {
			break;
		}

		const fits = fitting(charactersOf(rest.slice(0, head)), columns);
		const separators = afterThese.map(separator =>
			fits.findLastIndex((each, at) => at * 4 >= fits.length * 3 && separator.test(each)),
		);
		const end = separators.find(at => at !== -1) ?? fits.length - 1;
		pieces.push(fits.slice(0, end + 1).join(''));
	}

	return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

/** As a person counts them: an accent stays with its letter, an emoji is one. */
export const charactersOf = (text: string): string[] =>
	/^[ -~]*$/.test(text)
		? [...text]
		: [...new Intl.Segmenter().segment(text)].map(({segment}) => segment);

/** One character at least: a wide one can be wider than what is left. */
export function fitting(characters: readonly string[], columns: number): string[] {
	let width = 0;
	const end = characters.findIndex(character => {
		width += stringWidth(character);
		return width > columns;
	});
	return characters.slice(0, end === -1 ? characters.length : Math.max(1, end));
}

const widestDent = 12;

export type DiffRow = {text: string; from: number; dent: string};

/** The rows of one line of a diff beside its mark: a further row is set deeper than the line and begins with a sign. */
export function rowsOfLine(line: string, columns: number, sign: string): DiffRow[] {
	const indent = /^\s*/.exec(line)?.[0].length ?? 0;
	const dent = `${' '.repeat(Math.min(indent, widestDent, Math.max(0, columns - 20)))}${sign} `;
	const [first = '', ...rest] = breakLine(line, columns);
	const further = rest.length > 0 ? breakLine(line.slice(first.length), columns - dent.length) : [];
	let from = first.length;

	return [
		{text: first, from: 0, dent: ''},
		...further.map(text => {
			const row = {text, from, dent};
			from += text.length;
			return row;
		}),
	];
}
