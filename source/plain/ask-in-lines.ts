import type {Page} from '../output/plain/page.ts';
import {sanitise} from '../output/sanitise.ts';
import type {Option, Question} from '../run/choice.ts';
import type {RunEvent} from '../run/event.ts';
import {optionsFor} from '../run/read-typed.ts';
import {count} from '../text.ts';
import {isYes} from './prompt.ts';

/** Lines that were typed or pasted as one answer; null at the end of input. */
export type AskLines = (question: string) => Promise<string[] | null>;

type Asked = {
	page: Page;
	ask: AskLines;
	canGoBack: boolean;
	/** `?` has something to tell. */
	isExplainable?: boolean;
};

const goBack: RunEvent = {type: 'went-back'};
const leave: RunEvent = {type: 'left'};
const explain: RunEvent = {type: 'explained'};

/** Asks one question in plain lines, and returns the answer as events. */
export function askInLines(question: Question, asked: Asked): Promise<RunEvent[]> {
	switch (question.kind) {
		case 'choice':
			return askForChoice(question, asked);
		case 'text':
			return askForText(question, asked);
		case 'confirm':
			return askForYes(question, asked);
	}
}

type QuestionOf<Kind extends Question['kind']> = Extract<Question, {kind: Kind}>;

const mostShown = 20;

async function askForChoice(
	question: QuestionOf<'choice'>,
	{page, ask, canGoBack, isExplainable = false}: Asked,
): Promise<RunEvent[]> {
	const {options, filterFor, takesError} = question;
	page.gap();

	if (question.note) {
		page.paragraph(question.note);
	}

	page.paragraph(question.text);
	let shown = optionsFor(question, question.filter);

	for (;;) {
		printOptions(page, shown, filterFor);
		const lines = await ask(hintOf(question, shown, {canGoBack, isExplainable}));

		if (lines === null) {
			return [leave];
		}

		const typed = lines.join('\n').trim();

		if (typed === '?' && isExplainable) {
			return [explain];
		}

		const event = commandOf(typed, {question, shown, canGoBack});

		if (event) {
			return [event];
		}

		// Several lines, or more than a number: the error itself.
		if (takesError && typed.length > 3) {
			return [{type: 'paste-chosen', text: sanitise(typed)}];
		}

		if (filterFor === null) {
			page.paragraph('Type one of the numbers.');
			continue;
		}

		const found = optionsFor(question, typed);
		const [only, ...others] = found.filter(({isFixed}) => !isFixed);
		const exact = options.find(({label, alsoFoundBy}) => label === typed || alsoFoundBy === typed);

		if (exact ?? (only && others.length === 0)) {
			return [(exact ?? only ?? found[0])?.event ?? leave];
		}

		page.paragraph(
			only
				? `${count(others.length + 1, filterFor)} match ${typed}:`
				: `No ${filterFor} matches ${typed}.`,
		);
		shown = only ? found : optionsFor(question, '');
	}
}

function printOptions(page: Page, shown: readonly Option[], filterFor: string | null): void {
	const left = shown.length - mostShown;
	const numbered = shown.map((option, index) => ({option, number: index + 1}));
	const printed =
		left > 0
			? numbered.filter(({option, number}) => option.isFixed || number < mostShown)
			: numbered;

	for (const {option, number} of printed) {
		const detail = option.detail ? `  ${option.detail}` : '';
		page.item(`${String(number).padStart(3)}.`, `${option.label}${detail}`, '  ');

		if (option.hint) {
			page.paragraph(option.hint, '         ');
		}
	}

	if (left > 0 && filterFor) {
		page.paragraph(
			`${count(shown.length - printed.length, filterFor)} not shown: type a part of the name.`,
			'  ',
		);
	}
}

function hintOf(
	{filterFor}: QuestionOf<'choice'>,
	shown: readonly Option[],
	{canGoBack, isExplainable}: {canGoBack: boolean; isExplainable: boolean},
): string {
	const ways = [
		filterFor ? 'Number, or a part of the name' : 'Number',
		...(isExplainable ? ['? to explain'] : []),
		...(canGoBack ? ['b to go back'] : []),
		'q to leave',
	];
	return `${ways.join(', ')}${defaultOf(filterFor, shown) ? ' [1]' : ''}: `;
}

/** Enter alone takes the first, except from a list of the account's own things: nothing is examined that nobody named. */
const defaultOf = (filterFor: string | null, [first, second]: readonly Option[]): Option | null =>
	first && (filterFor === null || (!second && !first.isFixed)) ? first : null;

function commandOf(
	typed: string,
	{
		question,
		shown,
		canGoBack,
	}: {question: QuestionOf<'choice'>; shown: readonly Option[]; canGoBack: boolean},
): RunEvent | null {
	if (typed === '') {
		return defaultOf(question.filterFor, shown)?.event ?? null;
	}

	if (typed === 'q') {
		return leave;
	}

	if (typed === 'b' && canGoBack) {
		return goBack;
	}

	return /^\d+$/.test(typed) ? (shown[Number(typed) - 1]?.event ?? null) : null;
}

async function askForText(question: QuestionOf<'text'>, {page, ask}: Asked): Promise<RunEvent[]> {
	const {draft, fault, back, submit} = question;
	page.gap();

	if (fault) {
		page.paragraph(fault);
	}

	page.paragraph(question.text);

	if (draft !== '') {
		page.verbatim(draft, '  | ');
	}

	const first = await ask(
		`${draft === '' ? 'End' : 'Enter to use the text above; end your own'} with a line that holds only a full stop${back ? `, b ${back === 'back' ? 'to go back' : back}` : ''}: `,
	);
	const [line = ''] = first ?? [];

	if (first === null) {
		return [draft === '' ? leave : submit];
	}

	if (first.length === 1 && line.trim() === 'b' && back) {
		return [goBack];
	}

	if (first.length === 1 && line.trim() === '') {
		return [submit];
	}

	const text = sanitise((await readOn(first, ask)).join('\n'));
	return text.trim() === '' ? [] : [{type: 'draft-changed', text}, submit];
}

async function readOn(first: string[], ask: AskLines): Promise<string[]> {
	const lines = [...first];

	for (;;) {
		const end = lines.findIndex(line => line.trim() === '.');

		if (end >= 0) {
			return lines.slice(0, end);
		}

		const more = await ask('');

		if (more === null) {
			return lines;
		}

		lines.push(...more);
	}
}

async function askForYes(
	{text, about, summary}: QuestionOf<'confirm'>,
	{page, ask, canGoBack, isExplainable = false}: Asked,
): Promise<RunEvent[]> {
	page.gap();
	page.verbatim(about);

	for (const line of summary) {
		page.paragraph(line, '  ');
	}

	for (;;) {
		const lines = await ask(
			`${text} (y/N${isExplainable ? ', ? for the command' : ''}${canGoBack ? ', b to go back' : ''}) `,
		);
		const [line = ''] = lines ?? [];

		if (lines !== null && lines.length > 1) {
			page.paragraph('Several lines at once are no answer: type y or n.');
			continue;
		}

		if (isExplainable && line.trim() === '?') {
			return [explain];
		}

		return [canGoBack && line.trim() === 'b' ? goBack : {type: 'confirmed', yes: isYes(line)}];
	}
}
