import {schemaVersion} from '../output/json/schema-version.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import {openInvestigation} from './investigate.ts';
import {plainNarrator} from './narrator.ts';
import type {CommandLine, Options} from './options.ts';
import {pageOf, printJson} from './output.ts';
import {practiceCommandLine} from './practice-command-line.ts';
import {repair} from './repair.ts';
import {findScenario} from './session.ts';
import {canAsk, type Streams} from './streams.ts';
import {wizard} from './wizard.ts';

const defaultScenario = 'log-destination';

/** The wizard on the practice account; without a terminal the scenario is played through as plain text. */
export async function demo(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {operands, options} = commandLine;

	if (options.list) {
		return list(options, streams);
	}

	const practice = operands[0] ?? defaultScenario;

	return canAsk(streams)
		? wizard({...commandLine, operands: [], options: {...options, practice}}, streams)
		: playThrough(practice, options, streams);
}

async function list(options: Options, streams: Streams): Promise<ExitStatus> {
	const {scenarios} = await import('../practice/scenarios/index.ts');
	const all = Object.values(scenarios).map(({id, title, story}) => ({id, title, story}));

	if (options.json) {
		printJson(streams, {schemaVersion, scenarios: all});
		return exitStatus.healthy;
	}

	const page = pageOf(streams, options);
	const width = Math.max(...all.map(({id}) => id.length));

	for (const {id, title} of all) {
		page.line(`${id.padEnd(width)}  ${title}`);
	}

	return exitStatus.healthy;
}

async function playThrough(
	practice: string,
	options: Options,
	streams: Streams,
): Promise<ExitStatus> {
	const scenario = await findScenario(practice);
	const page = pageOf(streams, options);
	page.line(page.style('bold', scenario.title));
	page.paragraph(scenario.story);

	if (scenario.paste) {
		page.heading('The error');
		page.verbatim(scenario.paste, '  ');
	}

	page.gap();
	const investigation = await openInvestigation(
		practiceCommandLine(scenario, options),
		streams,
		async () => scenario.paste === null,
	);
	await repair(investigation, plainNarrator(page, investigation.session.location), {
		remedies: [],
		consent: {kind: 'given'},
		retry: true,
	});

	return exitStatus.healthy;
}
