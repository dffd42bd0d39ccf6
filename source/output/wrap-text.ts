import {stripVTControlCharacters} from 'node:util';

/** What most terminals show in two columns, and what takes none: near enough to break a line by, and soon loaded. */
const wide =
	/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]|\p{Emoji_Presentation}/gu;
const without = /\p{M}|\p{Cf}/gu;

/** The columns of a text, without what colors it. */
export function seenLength(text: string): number {
	const seen = text.includes('\u001B') ? stripVTControlCharacters(text) : text;
	return /^[ -~]*$/.test(seen)
		? seen.length
		: [...seen.replace(without, '').replace(wide, '--')].length;
}

/** Undefined where the output is piped. A terminal that does not know its width (of `script`, on a serial line) says 0. */
export const columnsOf = ({columns}: {columns?: number}): number | undefined =>
	columns === 0 ? 80 : columns;

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

/** What a line begins with and its further rows are set under: spaces, `- `, `+ `, `1. `. */
const beginning = /^ {0,20}(?:(?:[-+•|]|\d{1,2}\.) {1,4})?/;

/** Line by line: the rows of what follows its beginning, further rows under the first. */
export const underBeginnings = (
	text: string,
	rowsOf: (rest: string, hang: number) => string[],
): string[] =>
	text.split('\n').flatMap(line => {
		const [start = ''] = beginning.exec(line) ?? [];
		const [first = '', ...further] = rowsOf(line.slice(start.length), start.length);
		return [`${start}${first}`, ...further.map(row => `${' '.repeat(start.length)}${row}`)];
	});

/** Breaks a text between words, line by line; a word longer than the width stays whole, so that it can be copied. */
export const wrapText = (text: string, columns: number): string[] =>
	underBeginnings(text, (rest, hang) => wrap(rest, columns - hang));
