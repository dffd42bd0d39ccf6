import process from 'node:process';
import {InterruptedError} from '../errors.ts';
import type {ExitStatus} from '../exit-status.ts';
import type {Streams} from '../plain/streams.ts';
import {wantsColour} from '../wizard/components/look.ts';
import {paintFirst, waitingFrame} from '../wizard/first-frame.ts';
import type {Opening} from '../wizard/opening.tsx';
import type {Options} from './options.ts';
import {spareMemory} from './spare-memory.ts';

export const openingPractice = 'Opening the practice account';

export const hasColour = (options: Options): boolean =>
	!options['no-color'] && wantsColour(process.env);

/** Says what is waited for, and has the screens and most of the program loaded, and AWS asked, behind it. */
export async function behindFirstFrame(
	what: string,
	options: Options,
	streams: Streams,
	run: (opening: Opening) => Promise<ExitStatus>,
): Promise<ExitStatus> {
	const colour = hasColour(options);
	const painted = paintFirst(size => waitingFrame(what, size), streams, colour);
	await spareMemory();
	const {showOpening} = await import('../wizard/opening.tsx');
	const opening = showOpening(what, {colour, painted});

	try {
		return await Promise.race([
			run(opening),
			opening.left.then(() => {
				throw new InterruptedError('Interrupted.');
			}),
		]);
	} finally {
		opening.screens.close();
	}
}
