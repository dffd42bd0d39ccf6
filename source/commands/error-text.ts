import {readFile} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import {UsageError} from '../errors.ts';
import type {Streams} from '../plain/streams.ts';
import type {Options} from './options.ts';

/** More than any log that a person would paste. All of it is searched, so nothing beyond it is left out in silence. */
const longestText = 64 * 1024 * 1024;

/** The error that `--error` or `--error-file` hand over; null where neither is given. Throws UsageError. */
export async function errorText(options: Options, streams: Streams): Promise<string | null> {
	if (options.error !== undefined && options['error-file'] !== undefined) {
		throw new UsageError('Give the error with --error or with --error-file, not with both.');
	}

	const text = await given(options, streams);

	if (text?.trim() === '') {
		throw new UsageError(
			'The error text is empty: paste the whole message, or leave --error away.',
		);
	}

	return text === null ? null : bounded(text);
}

async function given(options: Options, streams: Streams): Promise<string | null> {
	if (options['error-file'] !== undefined) {
		return readTextFile(options['error-file']);
	}

	return options.error === '-' ? readAll(streams.stdin) : (options.error ?? null);
}

export async function readTextFile(path: string): Promise<string> {
	try {
		return bounded(await readFile(path, 'utf8'));
	} catch (error) {
		const {code = 'unknown error'} = error as NodeJS.ErrnoException;
		const why = code === 'ENOENT' ? 'there is no such file' : code;
		throw new UsageError(`${path} cannot be read: ${why}.`);
	}
}

export async function readAll(stream: Readable): Promise<string> {
	const chunks: Buffer[] = [];

	for await (const chunk of stream) {
		chunks.push(Buffer.from(chunk));
	}

	return bounded(Buffer.concat(chunks).toString('utf8'));
}

function bounded(text: string): string {
	if (text.length > longestText) {
		throw new UsageError(
			'The text is longer than 64 million characters: pass the part around the error, for example with grep -C 50.',
		);
	}

	return text;
}
