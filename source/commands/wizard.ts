import process from 'node:process';
import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {parseTarget} from '../incident/target.ts';
import {askInLines} from '../plain/ask-in-lines.ts';
import {drive} from '../plain/drive.ts';
import {ask} from '../plain/prompt.ts';
import {canAsk, inWords, pageOf, type Streams, wantsPlain} from '../plain/streams.ts';
import type {Lesson} from '../practice/lessons/lesson.ts';
import type {Scenario} from '../practice/scenario.ts';
import {isExplainable} from '../run/explain-question.ts';
import type {RunOptions} from '../run/services.ts';
import {findScenario} from '../run/session.ts';
import {type OpenRun, openRun} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {keepLastReport, withReport} from './report-file.ts';

/** The wizard: asks what is failing, checks the account, and applies a fix after a yes. */
export async function wizard(
	commandLine: CommandLine,
	streams: Streams,
	lesson: Lesson | null = null,
): Promise<ExitStatus> {
	if (!canAsk(streams)) {
		throw new UsageError(
			'The wizard needs a terminal on both standard input and output. Without one: sfn-fix triage reads a text, sfn-fix check NAME checks, sfn-fix fix NAME --yes applies the fix.',
		);
	}

	const {options} = commandLine;
	const scenario = options.practice === undefined ? null : await findScenario(options.practice);
	const isPlain = options.plain || wantsPlain(process.env);
	// Loaded while AWS answers. What goes wrong is thrown where it is awaited.
	const screens = isPlain ? null : import('../wizard/run-wizard.tsx');
	screens?.catch(() => {});
	const opened = await announced('Asking AWS who you are ...', isPlain, streams, async () =>
		openRun(commandLine, streams, {
			...(scenario && offers(scenario)),
			lesson,
			takesPartOfList: !isPlain,
			writesOff: options['read-only'] ? 'read-only' : null,
		}),
	);
	const status = await withReport(options.report, opened, streams, async () =>
		screens ? runOnScreens(opened, options, screens) : runInLines(opened, options, streams),
	);

	if (scenario && status !== exitStatus.interrupted) {
		const {practiceCommands} = await import('./practice-prompt.ts');
		await practiceCommands(opened.session, options, streams);
	}

	// The practice account leaves nothing behind.
	const kept = options.report || scenario ? null : await keepLastReport(opened);

	if (kept) {
		const line = `A report of this run, for a ticket: ${kept}`;
		streams.stdout.write(`${inWords(line, streams.stdout)}\n`);
	}

	return status;
}

async function runInLines({run}: OpenRun, options: Options, streams: Streams): Promise<ExitStatus> {
	const page = pageOf(streams, options);
	const {status} = await drive(run, page, (state, question) =>
		askInLines(question, {
			page,
			ask: text => ask(text, streams),
			canGoBack: state.answered.length > 0,
			isExplainable: isExplainable(state),
		}),
	);

	return status ?? exitStatus.noVerdict;
}

async function runOnScreens(
	{run, session}: OpenRun,
	options: Options,
	screens: Promise<typeof import('../wizard/run-wizard.tsx')>,
): Promise<ExitStatus> {
	// A line on standard error would tear the screen.
	session.waits.tell = line => run.dispatch({type: 'waited', line}, run.state().stepNumber);
	const {runWizard} = await screens;

	return runWizard(run, {
		clock: session.clock,
		...(options['no-color'] && {colour: false}),
	});
}

/** Credentials can take seconds: a line says so meanwhile, and goes when they are there unless it `stays`. */
async function announced<Result>(
	line: string,
	stays: boolean,
	{stdout}: Streams,
	work: () => Promise<Result>,
): Promise<Result> {
	if (stays) {
		stdout.write(`${line}\n`);
		return work();
	}

	stdout.write(line);

	try {
		return await work();
	} finally {
		stdout.write(`\r${' '.repeat(line.length)}\r`);
	}
}

/** The scenario has the error; which state machine it concerns is picked as in earnest. */
const offers = (scenario: Scenario): RunOptions => ({
	offeredText: scenario.paste,
	// Somebody who was sent an execution begins with it: picked by its state machine, it would not be looked at.
	...(scenario.executionArn && {target: parseTarget(scenario.executionArn)}),
	practice: {
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
