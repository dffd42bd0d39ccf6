import process from 'node:process';
import {UsageError} from '../errors.ts';
import type {ExitStatus} from '../exit-status.ts';
import {canAsk, type Streams, wantsPlain} from '../plain/streams.ts';
import {behindFirstFrame, openingPractice} from './first-frame.ts';
import type {CommandLine, Options} from './options.ts';

/** The wizard: asks what is failing, checks the account, and applies a fix after a yes. */
export async function wizard(
	commandLine: CommandLine,
	streams: Streams,
	given: {leavesOnBack?: boolean} = {},
): Promise<ExitStatus> {
	if (!canAsk(streams)) {
		throw new UsageError(
			'The wizard needs a terminal on both standard input and output. Without one: sfn-fix triage reads a text, sfn-fix check NAME checks, sfn-fix fix NAME --yes applies the fix.',
		);
	}

	const {options} = commandLine;

	if (options.plain || wantsPlain(process.env)) {
		const {guidedFix} = await import('./guided-fix.ts');
		return guidedFix(commandLine, streams, given);
	}

	const what = options.practice === undefined ? whoIsAsking(options) : openingPractice;

	return behindFirstFrame(what, options, streams, async opening => {
		const {guidedFix} = await import('./guided-fix.ts');
		return guidedFix(commandLine, streams, {opening, ...given});
	});
}

const whoIsAsking = ({profile, region}: Options): string =>
	`Asking AWS who you are${region ? `, in ${region}` : ''}${profile ? ` as profile ${profile}` : ''}`;
