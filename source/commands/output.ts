import process from 'node:process';
import {createPage, type Page} from '../output/plain/page.ts';
import {styleFor} from '../output/style.ts';
import type {Options} from './options.ts';
import type {Streams} from './streams.ts';

export const pageOf = ({stdout}: Streams, options: Options): Page =>
	createPage(
		stdout,
		styleFor({
			isTTY: stdout.isTTY ?? false,
			noColor: options['no-color'] ?? false,
			env: process.env,
		}),
	);

export function printJson({stdout}: Streams, value: unknown): void {
	stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
