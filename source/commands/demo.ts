import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {runByFlags} from '../plain/answer-by-flags.ts';
import {ask} from '../plain/prompt.ts';
import {canAsk, pageOf, printJson, type Streams} from '../plain/streams.ts';
import type {Lesson} from '../practice/lessons/lesson.ts';
import {findScenario} from '../run/session.ts';
import {openRun, practiceCommandLine} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {withReport} from './report-file.ts';
import {wizard} from './wizard.ts';

const defaultScenario = 'log-destination';

/** The wizard on the practice account; without a terminal the scenario is played through as plain text. */
export async function demo(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {operands, options} = commandLine;

	if (options.list) {
		if (operands[0] !== undefined) {
			throw new UsageError(
				`demo --list lists every scenario: leave out ${JSON.stringify(operands[0])}.`,
			);
		}

		return list(options, streams);
	}

	if (options.json) {
		throw new UsageError(
			'demo prints JSON with --list only. For one scenario: sfn-fix check --practice SCENARIO --json.',
		);
	}

	const practice = operands[0] ?? defaultScenario;
	const lesson = options.guided ? await findLesson(practice) : null;

	return canAsk(streams)
		? wizard({...commandLine, operands: [], options: {...options, practice}}, streams, lesson)
		: playThrough(practice, lesson, options, streams);
}

/** Throws UsageError. */
async function findLesson(scenario: string): Promise<Lesson> {
	const {lessons} = await import('../practice/lessons/index.ts');
	const lesson = lessons.find(one => one.scenario === scenario);

	if (!lesson) {
		await findScenario(scenario);
		throw new UsageError(
			`There is no lesson for ${JSON.stringify(scenario)}. Lessons: ${lessons.map(one => `sfn-fix demo ${one.scenario} --guided`).join(', ')}.`,
		);
	}

	return lesson;
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

/** Every question answered as somebody would who wants it fixed. The status is that of the run. */
async function playThrough(
	practice: string,
	lesson: Lesson | null,
	options: Options,
	streams: Streams,
): Promise<ExitStatus> {
	const scenario = await findScenario(practice);
	const page = pageOf(streams, options);

	if (scenario.paste) {
		page.heading('The error');
		page.verbatim(scenario.paste, '  ');
		page.gap();
	}

	const opened = await openRun(practiceCommandLine(scenario, options), streams, {
		isInteractive: false,
		lesson,
		offeredText: scenario.paste,
		writesOff: options['read-only'] ? 'read-only' : null,
	});
	const {status} = await withReport(options.report, opened, streams, async () =>
		runByFlags(opened.run, {
			page,
			flags: {yes: true, retry: true, usesLastFailure: true, canAsk: false},
			ask: question => ask(question, streams),
		}),
	);

	return status;
}
