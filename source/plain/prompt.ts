import {createInterface} from 'node:readline';
import {InterruptedError} from '../errors.ts';
import {columnsOf} from '../output/wrap-text.ts';
import {yesOrNo} from '../run/choice.ts';
import {inWords, type Streams} from './streams.ts';

/** Lines that come this close together were pasted. */
const burstMilliseconds = 30;
/** A longer one is a line of its own, so that there is room for the answer. */
const longestPrompt = 40;

/**
 * One question on its own line. The answer is the line typed, or all lines of a paste; null at the end of input.
 * Throws InterruptedError.
 */
export function ask(question: string, {stdin, stdout}: Streams): Promise<string[] | null> {
	// After screens, nothing else would keep the program waiting for an answer.
	stdin.ref?.();

	return new Promise((resolve, reject) => {
		const prompt = createInterface({
			input: stdin,
			output: stdout,
			terminal: Boolean(stdout.isTTY) && process.env.TERM !== 'dumb',
		});
		const lines: string[] = [];
		let timer: NodeJS.Timeout | null = null;

		prompt.on('line', line => {
			lines.push(line);
			clearTimeout(timer ?? undefined);
			timer = setTimeout(() => prompt.close(), burstMilliseconds);
		});
		prompt.once('SIGINT', () => {
			reject(new InterruptedError('Interrupted.'));
			prompt.close();
		});
		prompt.once('close', () => {
			clearTimeout(timer ?? undefined);
			resolve(lines.length > 0 ? lines : null);
		});
		// The terminal was closed. The stream tells it as well, and that ends the program.
		prompt.on('error', () => resolve(null));
		// Readline's own way to ask moves the cursor, which a screen reader follows; so does an answer that wraps.
		const isLong = question.length > Math.min(longestPrompt, (columnsOf(stdout) ?? 80) / 2);
		const mark = isLong ? '> ' : question;
		prompt.setPrompt(mark);
		stdout.write(isLong ? `${inWords(question.trimEnd(), stdout)}\n${mark}` : question);
		prompt.resume();
	});
}

export const neither = 'Type y or n.';

/** Only an explicit yes, on a line of its own, is one: pasted lines are no answer. `?` tells why it is asked. */
export async function confirm(question: string, why: string, streams: Streams): Promise<boolean> {
	for (;;) {
		const lines = await ask(`${question} (y/N, Enter for no, ? to explain) `, streams);
		const [line = ''] = lines ?? [];
		const yes = lines === null ? false : lines.length === 1 ? yesOrNo(line) : null;

		if (yes !== null) {
			return yes;
		}

		streams.stdout.write(`${inWords(line.trim() === '?' ? why : neither, streams.stdout)}\n`);
	}
}
