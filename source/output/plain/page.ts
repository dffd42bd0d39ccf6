import {stripVTControlCharacters} from 'node:util';
import {redactNames} from '../../names/printed-names.ts';
import {printable} from '../sanitise.ts';
import type {Style} from '../style.ts';

/** Where plain text goes, line by line. Everything printed passes the sanitiser. */
export type Page = {
	style: Style;
	/** Of the terminal; null where nothing has to be broken: a pipe, a file. */
	columns: number | null;
	/** One line as it is: `text` may hold this page's own style and nothing else from outside. */
	line(text: string): void;
	/** Text that may come from outside, broken between words. */
	paragraph(text: string, indent?: string): void;
	/** A paragraph behind a marker (`-`, `1.`), its further lines set under the first. */
	item(marker: string, text: string, indent?: string): void;
	/** Text that may come from outside, line by line, never rewrapped: policies, commands. */
	verbatim(text: string, indent?: string): void;
	/** Text from outside, made safe to put into a line. */
	safe(text: string): string;
	gap(): void;
	heading(text: string): void;
};

type Printer = {write(text: string): unknown; columns?: number};

export function createPage(printer: Printer, style: Style): Page {
	const width = Math.min(printer.columns ?? 100, 100);
	const print = (line: string) => void printer.write(`${redactNames(line, 'part')}\n`);

	return {
		style,
		columns: printer.columns ?? null,
		line: print,
		paragraph(text, indent = '') {
			for (const line of wrap(printable(text), width, indent)) {
				print(line);
			}
		},
		item(marker, text, indent = '') {
			const hang = `${indent}${' '.repeat(stripVTControlCharacters(marker).length + 1)}`;
			const [first = '', ...rest] = wrap(printable(text), width, hang);
			print(`${indent}${marker} ${first.slice(hang.length)}`);
			rest.forEach(print);
		},
		verbatim(text, indent = '') {
			for (const line of printable(text).split('\n')) {
				print(`${indent}${line}`.trimEnd());
			}
		},
		safe: printable,
		gap: () => print(''),
		heading(text) {
			print('');
			print(style('bold', printable(text)));
		},
	};
}

/** What most terminals show in two columns, and what takes none: near enough to break a line by, and soon loaded. */
const wide =
	/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]|\p{Emoji_Presentation}/gu;
const without = /\p{M}|\p{Cf}/gu;

const roughWidth = (text: string): number =>
	/^[ -~]*$/.test(text) ? text.length : [...text.replace(without, '').replace(wide, '--')].length;

/** Breaks a paragraph between words; a word longer than the width (an ARN) stays whole, so that it can be copied. */
export function wrap(paragraph: string, width: number, indent = ''): string[] {
	const lines: string[] = [];
	let line = '';
	let taken = 0;

	for (const word of paragraph.split(/\s+/).filter(Boolean)) {
		const columns = roughWidth(word);

		if (line !== '' && indent.length + taken + 1 + columns > width) {
			lines.push(indent + line);
			line = word;
			taken = columns;
		} else {
			taken += columns + (line === '' ? 0 : 1);
			line = line === '' ? word : `${line} ${word}`;
		}
	}

	return line === '' ? lines : [...lines, indent + line];
}
