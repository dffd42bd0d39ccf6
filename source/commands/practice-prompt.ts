import {InterruptedError} from '../errors.ts';
import {ask} from '../plain/prompt.ts';
import {pageOf, type Streams} from '../plain/streams.ts';
import type {Session} from '../run/session.ts';
import {checkOne} from './check-one.ts';
import {parseCommandLine} from './command-line.ts';
import {history} from './history.ts';
import type {CommandLine, Options} from './options.ts';
import {reportFailure} from './report-failure.ts';
import {undo} from './undo.ts';

/** The run is over, with its own exit status. */
function leaveOnInterrupt(error: unknown): null {
	if (error instanceof InterruptedError) {
		return null;
	}

	throw error;
}

const leaving: ReadonlySet<string> = new Set(['', 'q', 'quit', 'exit']);

/** After a run its account is still there: history, undo and check work on it as they do on a real one. */
export async function practiceCommands(
	session: Session,
	options: Options,
	streams: Streams,
): Promise<void> {
	if ((await session.journal.entries()).length === 0) {
		return;
	}

	const page = pageOf(streams, options);
	page.gap();
	page.paragraph(
		'The practice account exists until you leave. Type history to list the changes, undo to undo the last one, check to check it again. Enter alone leaves.',
	);

	for (;;) {
		const [line = ''] = (await ask('sfn-fix> ', streams).catch(leaveOnInterrupt)) ?? [];
		const [first = '', ...rest] = line
			.trim()
			.replace(/^sfn-fix\b\s*/, '')
			.split(/\s+/);

		if (leaving.has(first)) {
			return;
		}

		try {
			const commandLine = parseCommandLine([first, ...rest]);

			if (commandLine.command === 'history') {
				await history(commandLine, streams, session.journal);
			} else if (commandLine.command === 'undo') {
				await undo(commandLine, streams, session);
			} else if (commandLine.command === 'check' && commandLine.operands.length === 0) {
				session.refresh();
				await checkOne(withScenario(commandLine, session), streams, session);
			} else {
				page.paragraph(
					'Here: history, history CHANGE, undo, undo CHANGE, undo --run, check. Enter leaves.',
				);
			}
		} catch (error) {
			if (error instanceof InterruptedError) {
				throw error;
			}

			reportFailure(error, streams, {json: false, debug: options.debug ?? false});
		}
	}
}

const withScenario = (commandLine: CommandLine, {practice}: Session): CommandLine => ({
	...commandLine,
	options: {...commandLine.options, ...(practice && {practice: practice.id})},
});
