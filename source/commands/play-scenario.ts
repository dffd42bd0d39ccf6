import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {runByFlags} from '../plain/answer-by-flags.ts';
import {ask} from '../plain/prompt.ts';
import {pageOf, printJson, type Streams} from '../plain/streams.ts';
import type {Lesson} from '../practice/lessons/lesson.ts';
import {scenarioTitles} from '../practice/scenario-titles.ts';
import type {PracticeChoice} from '../run/practice-choice.ts';
import {findScenario} from '../run/session.ts';
import type {Opening} from '../wizard/opening.tsx';
import {guidedFix} from './guided-fix.ts';
import {openRun, practiceCommandLine} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {withReport} from './report-file.ts';

/** The wizard on what was chosen. */
export async function play(
	{scenario, isGuided}: PracticeChoice,
	commandLine: CommandLine,
	streams: Streams,
	opening: Opening | null,
): Promise<ExitStatus> {
	const options = {...commandLine.options, practice: scenario};
	const lesson = isGuided ? await findLesson(scenario) : null;

	return guidedFix({...commandLine, operands: [], options}, streams, {lesson, opening});
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

export async function listScenarios(options: Options, streams: Streams): Promise<ExitStatus> {
	const {scenarios} = await import('../practice/scenarios/index.ts');
	const all = scenarioTitles.flatMap(({subject, scenarios: titled}) =>
		titled.map(({id, title}) => ({id, subject, title, story: scenarios[id]?.story ?? ''})),
	);

	if (options.json) {
		printJson(streams, {schemaVersion, scenarios: all});
		return exitStatus.healthy;
	}

	const page = pageOf(streams, options);
	const width = Math.max(...all.map(({id}) => id.length));

	for (const {subject} of scenarioTitles) {
		page.heading(subject);

		for (const {id, title} of all.filter(one => one.subject === subject)) {
			page.item(`${id.padEnd(width)} `, title, '  ');
		}
	}

	page.gap();
	page.paragraph(
		'Play one: sfn-fix demo SCENARIO. As a lesson: sfn-fix demo --guided, for log-destination, express-level-error and pass-role.',
	);

	return exitStatus.healthy;
}

/** Every question answered as somebody would who wants it fixed. The status is that of the run. */
export async function playThrough(
	practice: PracticeChoice,
	options: Options,
	streams: Streams,
): Promise<ExitStatus> {
	const scenario = await findScenario(practice.scenario);
	const lesson = practice.isGuided ? await findLesson(practice.scenario) : null;
	const page = pageOf(streams, options);

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
