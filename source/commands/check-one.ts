import type {ExitStatus} from '../exit-status.ts';
import {runByFlags} from '../plain/answer-by-flags.ts';
import {ask} from '../plain/prompt.ts';
import {pageOf, printJson, type Streams} from '../plain/streams.ts';
import type {Session} from '../run/session.ts';
import {openRun, withPracticeDefaults} from './open-run.ts';
import type {CommandLine} from './options.ts';
import {reportJson} from './report.ts';
import {withReport} from './report-file.ts';

/** Checks one state machine, or a role where none exists yet, and says what is wrong; writes nothing. */
export async function checkOne(
	commandLine: CommandLine,
	streams: Streams,
	session: Session | null = null,
): Promise<ExitStatus> {
	const {options} = commandLine;
	const opened = await openRun(
		await withPracticeDefaults(commandLine),
		streams,
		{
			goal: 'check',
			isInteractive: false,
			writesOff: options['read-only'] ? 'read-only' : null,
		},
		{session},
	);
	const {run} = opened;
	const {state, status} = await withReport(options.report, opened, streams, async () =>
		runByFlags(run, {
			page: options.json ? null : pageOf(streams, options),
			flags: {yes: false, retry: false, canAsk: false},
			ask: question => ask(question, streams),
		}),
	);

	if (options.json) {
		printJson(streams, await reportJson(state, opened.session));
	}

	return status;
}
