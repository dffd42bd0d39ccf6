import stringWidth from 'string-width';
import {breakLine, charactersOf, fitting} from './break-line.ts';
import {underBeginnings} from './wrap-text.ts';

/** Breaks a text between words, line by line; a word that is wider than a row, an ARN, best after a separator. */
export const fitText = (text: string, columns: number): string[] =>
	underBeginnings(text, (rest, hang) =>
		hang + stringWidth(rest) <= columns ? [rest] : rowsOf(rest, Math.max(1, columns - hang)),
	);

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

/** The beginning of a text in one row of so many columns; that it goes on is shown. */
export function cutText(text: string, columns: number): string {
	const line = text.replaceAll('\n', ' ');

	if (stringWidth(line) <= columns) {
		return line;
	}

	const begun = columns > 1 ? fitting(charactersOf(line.slice(0, columns * 8)), columns - 1) : [];
	return `${begun.join('')}…`;
}
