import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {runByFlags} from '../plain/answer-by-flags.ts';
import {ask} from '../plain/prompt.ts';
import {canAsk, pageOf, printJson, type Streams} from '../plain/streams.ts';
import {openRun, withPracticeDefaults, writesOffOf} from './open-run.ts';
import type {CommandLine} from './options.ts';
import {reportJson} from './report.ts';

/** Checks, shows the changes, applies them after a yes, and verifies them. */
export async function fix(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {options} = commandLine;
	const {json = false, yes = false, retry = false} = options;
	const {run, session} = await openRun(await withPracticeDefaults(commandLine), streams, {
		isInteractive: false,
		writesOff: writesOffOf(options, streams),
		remedies: options.remedy ?? [],
	});
	const {state, status} = await runByFlags(run, {
		page: json ? null : pageOf(streams, options),
		flags: {yes, retry, canAsk: !yes && !json && canAsk(streams)},
		ask: question => ask(question, streams),
	});

	if (json) {
		printJson(streams, await reportJson(state, session));
	}

	if (status === exitStatus.usage) {
		streams.stderr.write('sfn-fix: nothing was written. To apply the changes shown, add --yes.\n');
	}

	return status;
}
