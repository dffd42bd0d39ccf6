import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {parseTarget} from '../incident/target.ts';
import {askInLines} from '../plain/ask-in-lines.ts';
import {drive} from '../plain/drive.ts';
import {ask} from '../plain/prompt.ts';
import {inWords, pageOf, type Streams} from '../plain/streams.ts';
import type {Lesson} from '../practice/lessons/lesson.ts';
import type {Scenario} from '../practice/scenario.ts';
import {isExplainable} from '../run/explain-question.ts';
import {canGoBack} from '../run/go-back.ts';
import type {RunOptions} from '../run/services.ts';
import {findScenario} from '../run/session.ts';
import type {Opening} from '../wizard/opening.tsx';
import {hasColour, openingPractice} from './first-frame.ts';
import {type OpenRun, openRun} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {keepLastReport, withReport} from './report-file.ts';
import {spareMemory} from './spare-memory.ts';

type Given = {
	lesson?: Lesson | null;
	/** What is on the screen already, for as long as AWS is asked who this is. Without it the questions are lines. */
	opening?: Opening | null;
	leavesOnBack?: boolean;
};

/** The guided fix in the face that is wanted. Needs a terminal. */
export async function guidedFix(
	commandLine: CommandLine,
	streams: Streams,
	{lesson = null, opening = null, leavesOnBack = false}: Given,
): Promise<ExitStatus> {
	await spareMemory();
	const {options} = commandLine;
	const scenario = options.practice === undefined ? null : await findScenario(options.practice);
	const told: string[] = [];

	if (opening === null) {
		const what = scenario ? openingPractice : 'Asking AWS who you are';
		streams.stdout.write(`${inWords(`${what} ...`, streams.stdout)}\n`);
	}

	const opened = openRun(
		commandLine,
		streams,
		{
			...(scenario && offers(scenario, commandLine.operands.length > 0)),
			lesson,
			leavesOnBack,
			takesPartOfList: opening !== null,
			writesOff: options['read-only'] ? 'read-only' : null,
		},
		opening && {
			tell(line) {
				told.push(line);
				opening.tell(line);
			},
		},
	);
	// Loaded while AWS answers. What goes wrong is thrown where it is awaited.
	const screens = opening && {opening, wizard: import('../wizard/run-wizard.tsx')};
	screens?.wizard.catch(() => {});

	const there = await opened;
	const status = await withReport(options.report, there, streams, async () =>
		screens
			? runOnScreens(there, options, {wizard: await screens.wizard, opening: screens.opening, told})
			: runInLines(there, options, streams),
	);

	if (scenario && status !== exitStatus.interrupted) {
		const {practiceCommands} = await import('./practice-prompt.ts');
		await practiceCommands(there.session, options, streams);
	}

	// The practice account leaves nothing behind.
	const kept = options.report || scenario ? null : await keepLastReport(there);

	if (kept) {
		streams.stdout.write(`A report of this run, for a ticket: ${kept}\n`);
	}

	return status;
}

async function runInLines({run}: OpenRun, options: Options, streams: Streams): Promise<ExitStatus> {
	const page = pageOf(streams, options);
	const {status} = await drive(run, page, (state, question) =>
		askInLines(question, {
			page,
			ask: text => ask(text, streams),
			canGoBack: canGoBack(state),
			isExplainable: isExplainable(state),
		}),
	);

	return status ?? exitStatus.noVerdict;
}

async function runOnScreens(
	{run, session}: OpenRun,
	options: Options,
	{
		wizard: {runWizard},
		opening,
		told,
	}: {
		wizard: typeof import('../wizard/run-wizard.tsx');
		opening: Opening;
		told: readonly string[];
	},
): Promise<ExitStatus> {
	// A line on standard error would tear the screen.
	session.waits.tell = line => run.dispatch({type: 'waited', line}, run.state().stepNumber);
	told.forEach(session.waits.tell);

	return runWizard(run, {
		clock: session.clock,
		colour: hasColour(options),
		opening,
	});
}

/** The scenario has the error; which state machine it concerns is picked as in earnest. */
const offers = (scenario: Scenario, isNamed: boolean): RunOptions => ({
	offeredText: scenario.paste,
	// Somebody who was sent an execution begins with it: picked by its state machine, it would not be looked at.
	...(scenario.executionArn && !isNamed && {target: parseTarget(scenario.executionArn)}),
	practice: {
		id: scenario.id,
		title: scenario.title,
		story: [scenario.story, ...whatToPick(scenario)].join(' '),
		meant: scenario,
	},
});

/** A state machine that exists is named above the list. */
const whatToPick = ({target, executionArn, role, logGroup}: Scenario): string[] =>
	executionArn === null && target === null
		? [`The state machine does not exist yet: its role is ${role}, its log group ${logGroup}.`]
		: [];
