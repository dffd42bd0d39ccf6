import stringWidth from 'string-width';

/** Where a line that is compared, and has no place to break, is broken best. */
const afterThese = /[\s,:/([{]/;

/** Pieces of at most so many columns, together the line as it is: broken after a separator in the last third. */
export function breakLine(line: string, columns: number): string[] {
	if (columns < 1 || stringWidth(line) <= columns) {
		return [line];
	}

	const fits = fitting([...line], columns);
	const separator = fits.findLastIndex(
		(character, at) => at * 3 >= fits.length * 2 && afterThese.test(character),
	);
	const piece = fits.slice(0, separator === -1 ? fits.length : separator + 1).join('');
	return [piece, ...breakLine(line.slice(piece.length), columns)];
}

/** One character at least: a wide one can be wider than what is left. */
function fitting(characters: readonly string[], columns: number): string[] {
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
