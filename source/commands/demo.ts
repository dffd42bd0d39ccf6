import process from 'node:process';
import {InterruptedError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {runByFlags} from '../plain/answer-by-flags.ts';
import {askInLines} from '../plain/ask-in-lines.ts';
import {ask} from '../plain/prompt.ts';
import {canAsk, pageOf, printJson, type Streams} from '../plain/streams.ts';
import type {Lesson} from '../practice/lessons/lesson.ts';
import {type PracticeChoice, pickPractice} from '../run/practice-choice.ts';
import {findScenario} from '../run/session.ts';
import {openRun, practiceCommandLine} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {withReport} from './report-file.ts';
import {wantsPlain, wizard} from './wizard.ts';

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

	const [scenario] = operands;
	const isGuided = options.guided ?? false;

	if (!canAsk(streams)) {
		return playThrough({scenario: scenario ?? defaultScenario, isGuided}, options, streams);
	}

	const chosen =
		scenario === undefined && !isGuided
			? await pick(options, streams)
			: {scenario: scenario ?? defaultScenario, isGuided};

	if (chosen === null) {
		return exitStatus.healthy;
	}

	const practice = chosen.scenario;
	return wizard(
		{...commandLine, operands: [], options: {...options, practice}},
		streams,
		chosen.isGuided ? await findLesson(practice) : null,
	);
}

/** Null where the person leaves. */
async function pick(options: Options, streams: Streams): Promise<PracticeChoice | null> {
	const [{scenarioGroups}, {lessons}] = await Promise.all([
		import('../practice/scenarios/index.ts'),
		import('../practice/lessons/index.ts'),
	]);
	const question = pickPractice(scenarioGroups, lessons);

	if (options.plain || wantsPlain(process.env)) {
		const [event] = await askInLines(question, {
			page: pageOf(streams, options),
			ask: text => ask(text, streams),
			canGoBack: false,
		});

		return event && 'scenario' in event ? event : null;
	}

	const {pickOnScreen} = await import('../wizard/pick-on-screen.tsx');
	const picked = await pickOnScreen(question, {
		...(options['no-color'] && {colour: false}),
	});

	if (picked === 'interrupted') {
		throw new InterruptedError('Interrupted.');
	}

	return picked === 'left' ? null : picked;
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
	const {scenarioGroups} = await import('../practice/scenarios/index.ts');
	const all = scenarioGroups.flatMap(({subject, scenarios}) =>
		scenarios.map(({id, title, story}) => ({id, subject, title, story})),
	);

	if (options.json) {
		printJson(streams, {schemaVersion, scenarios: all});
		return exitStatus.healthy;
	}

	const page = pageOf(streams, options);
	const width = Math.max(...all.map(({id}) => id.length));

	for (const {subject} of scenarioGroups) {
		page.heading(subject);

		for (const {id, title} of all.filter(one => one.subject === subject)) {
			page.line(`  ${id.padEnd(width)}  ${title}`);
		}
	}

	page.gap();
	page.paragraph(
		'Play one: sfn-fix demo SCENARIO. As a lesson: sfn-fix demo --guided, for log-destination, express-level-error and pass-role.',
	);

	return exitStatus.healthy;
}

/** Every question answered as somebody would who wants it fixed. The status is that of the run. */
async function playThrough(
	practice: PracticeChoice,
	options: Options,
	streams: Streams,
): Promise<ExitStatus> {
	const scenario = await findScenario(practice.scenario);
	const lesson = practice.isGuided ? await findLesson(practice.scenario) : null;
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
