import {stripVTControlCharacters} from 'node:util';

/** Without what colors it. */
export const seenLength = (text: string): number =>
	text.includes('\u001B') ? stripVTControlCharacters(text).length : text.length;

/** Breaks a paragraph between words; a word longer than the width (an ARN) stays whole, so that it can be copied. */
export function wrap(paragraph: string, width: number, indent = ''): string[] {
	const lines: string[] = [];
	let line = '';

	for (const word of paragraph.split(/\s+/).filter(Boolean)) {
		if (line !== '' && indent.length + seenLength(line) + 1 + seenLength(word) > width) {
			lines.push(indent + line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}

	return line === '' ? lines : [...lines, indent + line];
}

/** What a line begins with and its further lines are set under: spaces, `- `, `1. `. */
const beginning = /^ {0,20}(?:(?:[-•|]|\d{1,2}\.) {1,4})?/;

/** Breaks a text between words, line by line; a word longer than the width stays whole, so that it can be copied. */
export const wrapText = (text: string, columns: number): string[] =>
	text.split('\n').flatMap(line => {
		const [start = ''] = beginning.exec(line) ?? [];
		const hang = ' '.repeat(start.length);
		const [first = hang, ...rest] = wrap(line.slice(start.length), columns, hang);
		return [`${start}${first.slice(hang.length)}`, ...rest];
	});
