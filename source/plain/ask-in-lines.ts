import type {Page} from '../output/plain/page.ts';
import {sanitise} from '../output/sanitise.ts';
import type {Option, Question} from '../run/choice.ts';
import type {RunEvent} from '../run/event.ts';
import {optionsFor} from '../run/read-typed.ts';
import {count} from '../text.ts';
import {isYes} from './prompt.ts';
import {type AskLines, readOn} from './read-on.ts';

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
export function askInLines<Event = RunEvent>(
	question: Question<Event>,
	asked: Asked,
): Promise<Array<Event | RunEvent>> {
	switch (question.kind) {
		case 'choice':
			return askForChoice(question, asked);
		case 'text':
			return askForText(question, asked);
		case 'confirm':
			return askForYes(question, asked);
	}
}

type QuestionOf<Kind extends Question['kind'], Event = RunEvent> = Extract<
	Question<Event>,
	{kind: Kind}
>;

const mostShown = 20;

async function askForChoice<Event>(
	question: QuestionOf<'choice', Event>,
	{page, ask, canGoBack, isExplainable = false}: Asked,
): Promise<Array<Event | RunEvent>> {
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

function printOptions(
	page: Page,
	shown: readonly Option<unknown>[],
	filterFor: string | null,
): void {
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
	question: QuestionOf<'choice', unknown>,
	shown: readonly Option<unknown>[],
	{canGoBack, isExplainable}: {canGoBack: boolean; isExplainable: boolean},
): string {
	const {filterFor} = question;
	const ways = [
		filterFor ? 'Number, or a part of the name' : 'Number',
		...(isExplainable ? ['? to explain'] : []),
		...(canGoBack ? ['b to go back'] : []),
		'q to leave',
	];
	const chosen = defaultOf(question, shown);
	return `${ways.join(', ')}${chosen ? ` [${shown.indexOf(chosen) + 1}]` : ''}: `;
}

/** Enter alone takes the first, except from a list of the account's own things: nothing is examined that nobody named. */
const defaultOf = <Event>(
	{filterFor, preselected}: QuestionOf<'choice', unknown>,
	shown: readonly Option<Event>[],
): Option<Event> | null => {
	const [first, second] = shown;
	const isOnly = first && (filterFor === null || (!second && !first.isFixed));
	return shown.find(({key}) => key === preselected) ?? (isOnly ? first : null);
};

function commandOf<Event>(
	typed: string,
	{
		question,
		shown,
		canGoBack,
	}: {
		question: QuestionOf<'choice', Event>;
		shown: readonly Option<Event | RunEvent>[];
		canGoBack: boolean;
	},
): Event | RunEvent | null {
	if (typed === '') {
		return defaultOf(question, shown)?.event ?? null;
	}

	if (typed === 'q') {
		return leave;
	}

	if (typed === 'b' && canGoBack) {
		return goBack;
	}

	return /^\d+$/.test(typed) ? (shown[Number(typed) - 1]?.event ?? null) : null;
}

async function askForText<Event>(
	question: QuestionOf<'text', Event>,
	{page, ask}: Asked,
): Promise<Array<Event | RunEvent>> {
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

async function askForYes(
	{text, about, summary}: QuestionOf<'confirm', unknown>,
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
