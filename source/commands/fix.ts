import {diagnosisJson} from '../output/json/diagnosis.ts';
import {consentOf} from './consent.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import {openInvestigation} from './investigate.ts';
import {plainNarrator, silentNarrator} from './narrator.ts';
import type {CommandLine} from './options.ts';
import {pageOf, printJson} from './output.ts';
import {repair} from './repair.ts';
import type {Streams} from './streams.ts';

/** Checks, shows the changes, writes them after a yes, and looks again. */
export async function fix(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {options} = commandLine;
	const investigation = await openInvestigation(commandLine, streams);
	const narrator = options.json
		? silentNarrator
		: plainNarrator(pageOf(streams, options), investigation.session.location);
	const {status, report} = await repair(investigation, narrator, {
		remedies: options.remedy ?? [],
		consent: consentOf(options, streams),
		retry: options.retry ?? false,
	});

	if (options.json) {
		printJson(streams, diagnosisJson(report));
	}

	if (status === exitStatus.usage) {
		streams.stderr.write('sfn-fix: nothing was written; --yes writes the changes shown.\n');
	}

	return status;
}
