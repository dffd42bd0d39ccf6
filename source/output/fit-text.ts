import stringWidth from 'string-width';
import {breakLine} from './break-line.ts';

/** What a line begins with and its further lines are set under: spaces, `- `, `+ `, `1. `. */
const beginning = /^ {0,20}(?:(?:[-+•|]|\d{1,2}\.) {1,4})?/;

/** Breaks a text between words, line by line; a word that is wider than a row, an ARN, best after a separator. */
export const fitText = (text: string, columns: number): string[] =>
	text.split('\n').flatMap(line => {
		if (stringWidth(line) <= columns) {
			return [line];
		}

		const [start = ''] = beginning.exec(line) ?? [];
		const hang = ' '.repeat(start.length);
		const rows = rowsOf(line.slice(start.length), Math.max(1, columns - hang.length));
		return rows.map((row, index) => `${index === 0 ? start : hang}${row}`);
	});

function rowsOf(line: string, columns: number): string[] {
	const rows: string[] = [];
	let row = '';

	for (const word of line.split(/\s+/).filter(Boolean)) {
		const longer = row === '' ? word : `${row} ${word}`;

		if (stringWidth(longer) <= columns) {
			row = longer;
		} else if (stringWidth(word) <= columns) {
			rows.push(row);
			row = word;
		} else {
			const pieces = breakLine(longer, columns).map(piece => piece.trimEnd());
			row = pieces.pop() ?? '';
			rows.push(...pieces);
		}
	}

	return [...rows, row];
}
