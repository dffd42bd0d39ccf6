import process from 'node:process';
import {InterruptedError, UsageError} from '../errors.ts';
import type {ExitStatus} from '../exit-status.ts';
import {canAsk, type Streams, wantsPlain} from '../plain/streams.ts';
import {wantsColour} from '../wizard/components/look.ts';
import {paintFirst, waitingFrame} from '../wizard/first-frame.ts';
import type {CommandLine, Options} from './options.ts';

/** The wizard: asks what is failing, checks the account, and applies a fix after a yes. */
export async function wizard(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	if (!canAsk(streams)) {
		throw new UsageError(
			'The wizard needs a terminal on both standard input and output. Without one: sfn-fix triage reads a text, sfn-fix check NAME checks, sfn-fix fix NAME --yes applies the fix.',
		);
	}

	const {options} = commandLine;

	if (options.plain || wantsPlain(process.env) || options.practice !== undefined) {
		const {guidedFix} = await import('./guided-fix.ts');
		return guidedFix(commandLine, streams, {});
	}

	// Painted first: most of the program is loaded, and AWS asked, behind it.
	const what = whoIsAsking(options);
	const colour = !options['no-color'] && wantsColour(process.env);
	const painted = paintFirst(size => waitingFrame(what, size), streams, colour);
	const {showOpening} = await import('../wizard/opening.tsx');
	const opening = showOpening(what, {colour, painted});

	try {
		return await Promise.race([
			import('./guided-fix.ts').then(({guidedFix}) => guidedFix(commandLine, streams, {opening})),
			opening.left.then(() => {
				throw new InterruptedError('Interrupted.');
			}),
		]);
	} finally {
		opening.screens.close();
	}
}

const whoIsAsking = ({profile, region}: Options): string =>
	`Asking AWS who you are${region ? `, in ${region}` : ''}${profile ? ` as profile ${profile}` : ''}`;
