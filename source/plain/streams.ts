import process from 'node:process';
import type {Readable, Writable} from 'node:stream';
import {jsonText} from '../output/json/json-text.ts';
import {createPage, type Page, styleFor} from '../output/plain/page.ts';
import {printable} from '../output/sanitise.ts';
import {columnsOf, wrapText} from '../output/wrap-text.ts';

type Terminal = {isTTY?: boolean; columns?: number; rows?: number};

/** Where a command reads and prints: passed in so that tests can look. */
export type Streams = {
	stdin: Readable & Terminal & {ref?(): unknown; setRawMode?(isRaw: boolean): unknown};
	stdout: Writable & Terminal;
	stderr: Writable & Terminal;
};

/** Nothing is ever asked unless a person can see the question and answer it. */
export const canAsk = ({stdin, stdout}: Streams): boolean =>
	Boolean(stdin.isTTY) && Boolean(stdout.isTTY);

/** A dumb terminal cannot move its cursor; `SFN_FIX_PLAIN` is `--plain` remembered. */
export const wantsPlain = ({TERM, SFN_FIX_PLAIN = ''}: NodeJS.ProcessEnv): boolean =>
	TERM === 'dumb' || !['', '0', 'false', 'no', 'off'].includes(SFN_FIX_PLAIN.trim().toLowerCase());

export const pageOf = (
	{stdout}: Streams,
	options: {'no-color'?: boolean | undefined; plain?: boolean | undefined},
): Page =>
	createPage(
		stdout,
		styleFor({
			isTTY: stdout.isTTY ?? false,
			noColor: options['no-color'] || options.plain || wantsPlain(process.env),
			env: process.env,
		}),
	);

export function printJson({stdout}: Streams, value: unknown): void {
	stdout.write(`${jsonText(value)}\n`);
}

/** Broken between words where it is shown at once; what is piped is left alone. */
export function inWords(text: string, terminal: Terminal): string {
	const columns = columnsOf(terminal);
	return columns === undefined ? text : wrapText(text, columns).join('\n');
}

/** A line beside the output: what is being waited for, what was found out on the way. */
export const tellOn =
	({stderr}: Streams) =>
	(line: string): void => {
		stderr.write(`${inWords(`sfn-fix: ${printable(line)}`, stderr)}\n`);
	};
