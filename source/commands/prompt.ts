import {createInterface, type Interface} from 'node:readline/promises';
import type {Streams} from './streams.ts';

/** The person pressed Ctrl-C at a question: exit status 130. */
export class InterruptedError extends Error {
	override readonly name = 'InterruptedError';
}

/** One question on its own line; the end of input is an empty answer. Throws InterruptedError. */
export const ask = (question: string, streams: Streams): Promise<string> =>
	withPrompt(streams, (prompt, signal) => prompt.question(question, {signal}));

/** Only an explicit yes is one. */
export async function confirm(question: string, streams: Streams): Promise<boolean> {
	const answer = await ask(`${question} (y/N) `, streams);
	return /^y(es)?$/i.test(answer.trim());
}

/** Lines up to one that holds just a full stop, or to the end of input. Throws InterruptedError. */
export async function askForLines(question: string, streams: Streams): Promise<string> {
	streams.stdout.write(`${question}\n`);
	const lines: string[] = [];

	await withPrompt(streams, async prompt => {
		for await (const line of prompt) {
			if (line.trim() === '.') {
				break;
			}

			lines.push(line);
		}

		return '';
	});

	return lines.join('\n');
}

async function withPrompt(
	{stdin, stdout}: Streams,
	answer: (prompt: Interface, signal: AbortSignal) => Promise<string>,
): Promise<string> {
	const prompt = createInterface({input: stdin, output: stdout});
	const controller = new AbortController();
	let interrupted = false;

	prompt.once('SIGINT', () => {
		interrupted = true;
		prompt.close();
	});
	prompt.once('close', () => controller.abort());
	const given = await answer(prompt, controller.signal).catch(() => '');
	prompt.close();

	if (interrupted) {
		throw new InterruptedError('Interrupted.');
	}

	return given;
}
