import {printable, printableLine} from '../sanitise.ts';

/** Text that can come from outside, so that Markdown and HTML show it as it is. */
export const escaped = (text: string): string =>
	printableLine(text)
		.split(/(\s+)/)
		.map(run => (isMagic.test(run) ? asCode(run) : literal(run)))
		.join('')
		.replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, '$1\\$2');

const literal = (text: string): string =>
	text.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/&/g, '&amp;');

/** What a ticket would make a link, a message to somebody or a formula of: an address, `@name`, `#12`, `$.path`. */
const isMagic = /[@$]|:\/\/|\bwww\.|\b(?:mailto|xmpp):|#\d|\bGH-\d/i;

function asCode(run: string): string {
	const [, open = '', inner = '', close = ''] =
		/^(["'([{<]*)(.*?)([\])}>"'.,;:!?]*)$/.exec(run) ?? [];
	return `${literal(open)}${code(inner)}${literal(close)}`;
}

/** Between more backticks than the text has in a row. */
export function code(text: string): string {
	const line = printableLine(text).trim();
	const mark = '`'.repeat(longestRun(line, /`+/g) + 1);
	const gap = /^`|`$/.test(line) ? ' ' : '';

	return line === '' ? '' : `${mark}${gap}${line}${gap}${mark}`;
}

/** In a cell, a bar would end it also within code. */
export const cell = (markdown: string): string => markdown.replace(/(?<!\\)\|/g, '\\|');

/** A fence that nothing in the text can close. */
export function fenced(language: string, text: string): string {
	const lines = printable(text).trimEnd();
	const fence = '`'.repeat(Math.max(3, longestRun(lines, /`+/g) + 1));

	return `${fence}${language}\n${lines}\n${fence}`;
}

const longestRun = (text: string, run: RegExp): number =>
	Math.max(0, ...(text.match(run) ?? []).map(({length}) => length));

export const bulleted = (items: readonly string[]): string =>
	items.map(item => `- ${item}`).join('\n');

/** Two columns under a heading row. */
export const table = (
	[left, right]: readonly [string, string],
	rows: ReadonlyArray<readonly [string, string]>,
): string =>
	[[left, right], ['---', '---'], ...rows]
		.map(([first = '', second = '']) => `| ${cell(first)} | ${cell(second)} |`)
		.join('\n');
