import {setTimeout as pause} from 'node:timers/promises';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {Terminal} from './terminal.ts';

/** Where a walk through a practice can stop. */
export type Halt = 'choice' | 'confirm' | 'end';

const typed = (answer: string) => (terminal: Terminal) => terminal.type(`${answer}\r`);
const enter = (terminal: Terminal) => terminal.press('enter');

/** How somebody answers: by names and letters, in plain lines, or with Enter and the arrow keys alone. */
export type Manner = 'typed' | 'plain' | 'arrows';

/** To the second answer, which is the yes: Enter comes once it is marked, for a key pressed too early is lost. */
const downAndEnter = async (terminal: Terminal) => {
	for (let tries = 0; tries < 5 && isOnNo(terminal); tries += 1) {
		terminal.press('down');

		for (let looks = 0; looks < 60 && isOnNo(terminal); looks += 1) {
			await pause(15);
		}
	}

	terminal.press('enter');
};

const isOnNo = (terminal: Terminal): boolean => /^> (?:\d\. )?Do not/m.test(terminal.screen());

/** At the end of a practice in which something was written. */
const prompt: Answered = {question: /^sfn-fix>\s*$/m, answer: enter};

export async function leavePractice(terminal: Terminal): Promise<number> {
	await terminal.seen(prompt.question);
	terminal.press('enter');
	return terminal.exited;
}

const arrows: Answered[] = [
	prompt,
	{
		question:
			/Which state machine is failing\?|Which role should|Which log group should|Press Enter to use|What went wrong\?|Check the account for|Check everything now|Choose a fix|Its input/,
		answer: enter,
	},
	{
		question: /Apply this\s+change\?|(?:Repeat|Start|Redrive|Continue) it now\?/,
		halt: 'confirm',
		answer: downAndEnter,
	},
];

type Answered = {
	question: RegExp;
	halt?: Halt;
	answer(terminal: Terminal): void | Promise<void>;
};

/** What a person who wants it fixed answers, by the last question on the screen. */
const answersTo = ({target, role, logGroup}: Scenario, isPlain: boolean): Answered[] => [
	prompt,
	{
		question: /Which state machine is failing\?/,
		answer: typed(target ?? (isPlain ? '' : 'does not exist')),
	},
	{question: /Which role should/, answer: typed(role ?? '')},
	{question: /Which log group should/, answer: typed(logGroup ?? '')},
	{question: /Press Enter to use the practice error/, answer: enter},
	{
		question: /What went wrong\?/,
		// Where there is no failed execution to use, and no text either, everything is checked.
		answer: terminal =>
			/last failed\s+execution|Use this execution/.test(terminal.screen())
				? typed('1')(terminal)
				: typed('2')(terminal),
	},
	{question: /Check the account for this|Check everything\s+now\?/, answer: enter},
	{question: /Choose a fix/, halt: 'choice', answer: isPlain ? typed('1') : enter},
	{question: /Apply this\s+change\?/, halt: 'confirm', answer: typed('y')},
	{question: /Its input/, answer: enter},
	{
		question: /Repeat it now\?|Start it now\?|Redrive it now\?|Continue it now\?/,
		answer: typed('n'),
	},
];

/** Answers question after question until one of the given halts, or the end; returns the halt reached. */
export async function walk(
	terminal: Terminal,
	id: string,
	halts: readonly Halt[],
	manner: Manner = 'typed',
): Promise<Halt> {
	const isPlain = manner === 'plain';
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`No scenario ${id}`);
	}

	const answers = manner === 'arrows' ? arrows : answersTo(scenario, isPlain);
	let isOver = false;
	void terminal.exited.then(() => {
		isOver = true;
	});
	const until = Date.now() + 30_000;
	let answeredAt = '';
	let answeredSince = 0;
	let answeredLength = 0;

	while (Date.now() < until) {
		// The echo of an answer is no new question.
		const isAnswered =
			!isPlain || answeredAt === '' || terminal.raw().slice(answeredLength).includes('\n');
		const isReady = isAnswered && isSettled(terminal, isPlain);
		await terminal.flushed();
		const screen = terminal.screen();
		const asked = isReady ? lastAsked(screen, answers) : null;

		// What is typed in the moment before a screen reads keys can be lost.
		const isLost = !isPlain && Date.now() - answeredSince > 3000;

		if (asked && (screen !== answeredAt || isLost)) {
			answeredAt = screen;
			answeredLength = terminal.raw().length;
			answeredSince = Date.now();

			if (asked.halt && halts.includes(asked.halt)) {
				return asked.halt;
			}

			await asked.answer(terminal);
		} else if (isOver) {
			return 'end';
		}

		await pause(15);
	}

	throw new Error(`The walk through ${id} got stuck on:\n${terminal.screen()}`);
}

/** A screen that is complete down to its keys, or a prompt that waits. */
const isSettled = (terminal: Terminal, isPlain: boolean): boolean =>
	isPlain
		? /[:)\]>] $/.test(terminal.raw().slice(-200).replaceAll(escapes, ''))
		: // Keys are taken one by one only once the program has asked for that.
			terminal.raw().includes('\u001B[?2004h') &&
			/Ctrl-C leave|q leave|^sfn-fix>/.test(terminal.screen().split('\n').at(-1) ?? '');

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal is told begins with one
const escapes = /\u001B\[[\d;?]*[A-Za-z]/g;

const lastAsked = (screen: string, answers: readonly Answered[]): Answered | null => {
	const places = answers.map(answered => ({answered, at: lastPlace(screen, answered.question)}));
	const [last] = places.filter(({at}) => at >= 0).sort((one, other) => other.at - one.at);
	return last?.answered ?? null;
};

const lastPlace = (screen: string, question: RegExp): number =>
	[...screen.matchAll(new RegExp(question, `g${question.flags}`))].at(-1)?.index ?? -1;
