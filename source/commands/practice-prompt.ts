import {ask} from '../plain/prompt.ts';
import {pageOf, type Streams} from '../plain/streams.ts';
import type {Session} from '../run/session.ts';
import {parseCommandLine} from './command-line.ts';
import {history} from './history.ts';
import type {Options} from './options.ts';
import {reportFailure} from './report-failure.ts';
import {undo} from './undo.ts';

const leaving: ReadonlySet<string> = new Set(['', 'q', 'quit', 'exit']);

/** After a lesson its account is still there: history and undo work on it as they do on a real one. */
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
		'The practice account exists until you leave. Try it: history lists the changes, history CHANGE shows one, undo undoes the last one. Enter alone leaves.',
	);

	for (;;) {
		const [line = ''] = (await ask('sfn-fix ', streams)) ?? [];
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
			} else {
				page.paragraph(
					'Here: history, history CHANGE, undo, undo CHANGE, undo --run. Enter leaves.',
				);
			}
		} catch (error) {
			reportFailure(error, streams, {json: false, debug: options.debug ?? false});
		}
	}
}
