import {UsageError} from '../errors.ts';
import type {ExitStatus} from '../exit-status.ts';
import {runByFlags} from '../plain/answer-by-flags.ts';
import {ask} from '../plain/prompt.ts';
import {pageOf, printJson, type Streams} from '../plain/streams.ts';
import type {Session} from '../run/session.ts';
import {openRun, withPracticeDefaults} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {reportJson} from './report.ts';
import {withReport} from './report-file.ts';

/** Checks and says what is wrong; writes nothing. */
export async function check(
	commandLine: CommandLine,
	streams: Streams,
	session: Session | null = null,
): Promise<ExitStatus> {
	const {options} = commandLine;

	if (options.definition !== undefined) {
		const {checkDefinition} = await import('./check-definition.ts');
		return checkDefinition(commandLine, streams);
	}

	if (options.all) {
		const {checkAll} = await import('./check-all.ts');
		return checkAll(commandLine, streams);
	}

	refuseWithoutMode(options);

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

const needed = {
	policy: '--definition FILE',
	sarif: '--definition FILE or --all',
	resume: '--all',
	recent: '--all',
	jsonl: '--all',
} as const;

function refuseWithoutMode(options: Options): void {
	for (const [name, mode] of Object.entries(needed)) {
		if (options[name as keyof typeof needed] !== undefined) {
			throw new UsageError(`--${name} needs ${mode}.`);
		}
	}
}
