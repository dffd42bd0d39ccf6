import process from 'node:process';
import {InterruptedError} from '../errors.ts';
import {pageOf, type Streams, wantsPlain} from '../plain/streams.ts';
import type {Choice} from '../run/choice.ts';
import {listFrame, paintFirst} from '../wizard/first-frame.ts';
import {hasColour} from './first-frame.ts';
import type {Options} from './options.ts';

type Given = {
	/** What `?` tells. */
	why: string;
	leavesOnEscape?: boolean;
	/** Runs once the question can be answered. */
	whileRead?(): void;
};

/** One question before a run, in the face that is wanted. Null where the person leaves. */
export async function pick<Event>(
	question: Choice<Event>,
	{why, leavesOnEscape = false, whileRead}: Given,
	options: Options,
	streams: Streams,
): Promise<Event | null> {
	if (options.plain || wantsPlain(process.env)) {
		const {pickInLines} = await import('../plain/pick-in-lines.ts');
		return pickInLines(question, why, pageOf(streams, options), streams);
	}

	const colour = hasColour(options);
	const painted = paintFirst(
		size => listFrame(question, {...size, leavesOnEscape}),
		streams,
		colour,
	);
	const {pickOnScreen} = await import('../wizard/pick-on-screen.tsx');
	const picking = pickOnScreen(question, why, {colour, painted, leavesOnEscape});
	setImmediate(() => whileRead?.());
	const picked = await picking;

	if (picked === 'interrupted') {
		throw new InterruptedError('Interrupted.');
	}

	return picked === 'left' ? null : picked;
}
