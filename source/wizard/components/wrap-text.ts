import {wrap} from '../../output/plain/page.ts';

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
