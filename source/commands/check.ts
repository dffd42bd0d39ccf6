import {UsageError} from '../errors.ts';
import type {ExitStatus} from '../exit-status.ts';
import {runByFlags} from '../plain/answer-by-flags.ts';
import {pageOf, printJson, type Streams} from '../plain/streams.ts';
import {openRun} from './open-run.ts';
import type {CommandLine} from './options.ts';
import {reportJson} from './report.ts';

/** Checks and says what is wrong; writes nothing. */
export async function check(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {options} = commandLine;

	if (options.definition !== undefined) {
		const {checkDefinition} = await import('./check-definition.ts');
		return checkDefinition(commandLine, streams);
	}

	if (options.policy !== undefined || options.sarif) {
		throw new UsageError(`--${options.sarif ? 'sarif' : 'policy'} needs --definition FILE.`);
	}

	const {run, session} = await openRun(commandLine, streams, {
		goal: 'check',
		isInteractive: false,
		writesOff: options['read-only'] ? 'read-only' : null,
	});
	const {state, status} = await runByFlags(run, {
		page: options.json ? null : pageOf(streams, options),
		flags: {yes: false, retry: false, canAsk: false},
		streams,
	});

	if (options.json) {
		printJson(streams, await reportJson(state, session));
	}

	return status;
}
