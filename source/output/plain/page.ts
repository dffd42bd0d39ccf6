import {styleText} from 'node:util';
import {redactNames} from '../../names/printed-names.ts';
import {printable} from '../sanitise.ts';
import {columnsOf, seenLength, wrap, wrapText} from '../wrap-text.ts';

type Look = Parameters<typeof styleText>[0];

/** Paints text, or leaves it alone where colour is not wanted. Colour never carries meaning alone. */
export type Style = (look: Look, text: string) => string;

export const plainStyle: Style = (_look, text) => text;

/** Node would look at its own standard output once more; who prints has decided already. */
const colouredStyle: Style = (look, text) => styleText(look, text, {validateStream: false});

type ExpressionScope = {isTTY: boolean; noColor: boolean; env: Record<string, string | undefined>};

/** https://no-color.org and https://force-color.org */
export function styleFor({isTTY, noColor, env}: ExpressionScope): Style {
	if (noColor || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb') {
		return plainStyle;
	}

	const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
	return isTTY || forced ? colouredStyle : plainStyle;
}

/** Where plain text goes, line by line. Everything printed passes the sanitiser. */
export type Page = {
	style: Style;
	/** Of the terminal; null where nothing has to be broken: a pipe, a file. */
	columns: number | null;
	/** One line, broken only where it is too wide. `text` may hold this page's own style and nothing else from outside. */
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
	// Only a terminal has columns: what is piped is broken by the program that shows it.
	const columns = columnsOf(printer);
	const width = columns === undefined ? Infinity : Math.min(columns, 100);
	const print = (line: string) => void printer.write(`${redactNames(line, 'part')}\n`);

	return {
		style,
		columns: columns ?? null,
		line: text => (seenLength(text) <= width ? print(text) : wrapText(text, width).forEach(print)),
		paragraph(text, indent = '') {
			for (const line of wrap(printable(text), width, indent)) {
				print(line);
			}
		},
		item(marker, text, indent = '') {
			const hang = `${indent}${' '.repeat(seenLength(marker) + 1)}`;
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
