import type {CommandLocation} from '../../aws/command.ts';
import type {Beside, Outcome} from '../../diagnosis/check.ts';
import type {AnsweredCheck} from '../../diagnosis/diagnose.ts';
import {detailLines} from '../details.ts';
import type {linesByState} from '../permission-lines.ts';
import type {Page} from './page.ts';

export const outcomeWords: Record<Outcome, string> = {
	ok: 'ok',
	problem: 'PROBLEM',
	warning: 'warning',
	unknown: 'unknown',
};

const looks = {ok: 'green', problem: 'red', warning: 'yellow', unknown: 'magenta'} as const;
const indent = ' '.repeat(11);

/** A title is true when all is well: beside another outcome it would read as its opposite. */
export const expected = ({title}: {title: string}): string => `Expected: ${title}`;

/** Details are for what is not in order, and for the proof that nothing is wrong. */
export function printCheck(
	page: Page,
	answered: AnsweredCheck,
	location: CommandLocation,
	wordsOf?: typeof linesByState,
): void {
	const {outcome, answer, evidence, notAFault} = answered;
	const details = outcome === 'ok' && !notAFault ? [] : detailLines(answered, location, wordsOf);
	const read = `${answer}${outcome === 'unknown' ? '' : ` (${evidence})`}`;

	if (outcome === 'ok') {
		printTitle(page, answered);
		page.paragraph(read, indent);
	} else {
		printOutcome(page, outcome, read);
		page.paragraph(expected(answered), indent);
	}

	for (const {text, command} of details) {
		page.item('-', text, indent);

		if (command !== null) {
			page.verbatim(command, `${indent}  `);
		}
	}
}

/** The answer, without what was seen. */
export const printAnswer = (
	page: Page,
	{outcome, answer}: Pick<AnsweredCheck, 'outcome' | 'answer'>,
): void => printOutcome(page, outcome, answer);

/** A denied read that several checks want is told in full once. */
export const saidOnce = <Line extends {answered: AnsweredCheck | null}>(
	lines: readonly Line[],
): Line[] =>
	lines.map(({answered, ...line}, index) => ({
		...line,
		answered:
			answered?.deniedRead &&
			lines.slice(0, index).some(other => other.answered?.answer === answered.answer)
				? {
						...answered,
						answer: `Cannot check this either: access denied to ${answered.deniedRead}.`,
					}
				: answered,
	})) as Line[];

/** What a problem leaves open is no part of its own answer. */
export const besidesOf = (lines: readonly {answered: AnsweredCheck | null}[]): Beside[] =>
	lines.flatMap(({answered}) => answered?.besides ?? []);

/** What is not in order, above a choice: the problems first, and what several checks answer alike once. */
export const briefLines = <Line extends {answered: AnsweredCheck | null}>(
	lines: readonly Line[],
): Line[] =>
	inBrief.flatMap(wanted =>
		lines
			.filter(({answered}) => answered?.outcome === wanted)
			.filter(
				({answered}, index, all) =>
					all.findIndex(other => other.answered?.answer === answered?.answer) === index,
			),
	);

const inBrief: readonly Outcome[] = ['problem', 'unknown', 'warning'];

/** What is in order as it was before: once a fix was written, what became ok is the news. */
export const isUnchanged = (
	{answered}: {answered: AnsweredCheck | null},
	repeated: readonly string[],
): boolean => answered?.outcome === 'ok' && !answered.notAFault && repeated.includes(answered.id);

/** What is in order takes a line; everything else is told in full. */
export function printBriefly(
	page: Page,
	answered: AnsweredCheck,
	location: CommandLocation,
	wordsOf?: typeof linesByState,
): void {
	if (answered.outcome === 'ok') {
		printTitle(page, answered);
	} else {
		printCheck(page, answered, location, wordsOf);
	}
}

const printTitle = (page: Page, {title, outcome}: AnsweredCheck): void =>
	printOutcome(page, outcome, title);

function printOutcome(page: Page, outcome: Outcome, text: string): void {
	page.item(outcomeWord(page, outcome, 8), text, '  ');
}

export const outcomeWord = (page: Page, outcome: Outcome, width: number): string =>
	page.style(looks[outcome], outcomeWords[outcome].padEnd(width));
