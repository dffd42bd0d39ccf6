import process from 'node:process';
import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {canAsk, type Streams, wantsPlain} from '../plain/streams.ts';
import {lessonTitles, scenarioTitles} from '../practice/scenario-titles.ts';
import {pickPractice, whyPractice} from '../run/practice-choice.ts';
import type {Opening} from '../wizard/opening.tsx';
import {behindFirstFrame, openingPractice} from './first-frame.ts';
import type {CommandLine} from './options.ts';
import {pick} from './pick.ts';
import {spareMemory} from './spare-memory.ts';

const defaultScenario = 'log-destination';

/** The wizard on the practice account; without a terminal the scenario is played through as plain text. */
export async function demo(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {operands, options} = commandLine;
	const [scenario] = operands;

	if (options.list) {
		if (scenario !== undefined || options.guided) {
			throw new UsageError(
				`demo --list lists every scenario: leave out ${scenario === undefined ? '--guided' : JSON.stringify(scenario)}.`,
			);
		}

		const {listScenarios} = await playing();
		return listScenarios(options, streams);
	}

	if (options.json) {
		throw new UsageError(
			'demo prints JSON with --list only. For one scenario: sfn-fix check --practice SCENARIO --json.',
		);
	}

	const isGuided = options.guided ?? false;
	const given = {scenario: scenario ?? defaultScenario, isGuided};

	if (!canAsk(streams)) {
		const {playThrough} = await playing();
		return playThrough(given, options, streams);
	}

	const chosen =
		scenario === undefined && !isGuided
			? await pick(
					pickPractice(scenarioTitles, lessonTitles),
					{why: whyPractice, whileRead},
					options,
					streams,
				)
			: given;

	if (chosen === null) {
		return exitStatus.healthy;
	}

	const play = async (opening: Opening | null) =>
		(await playing()).play(chosen, commandLine, streams, opening);

	return options.plain || wantsPlain(process.env)
		? play(null)
		: behindFirstFrame(openingPractice, options, streams, play);
}

/** Most of the program: the pick is shown without it. */
const playing = async () => import('./play-scenario.ts');

const whileRead = () =>
	void spareMemory()
		.then(playing)
		.catch(() => {});
