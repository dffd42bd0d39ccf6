import type {Page} from '../output/plain/page.ts';
import {sanitise} from '../output/sanitise.ts';
import type {Choice, Option} from '../run/choice.ts';
import type {RunEvent} from '../run/event.ts';
import {optionsFor} from '../run/read-typed.ts';
import {count} from '../text.ts';

/** Lines that were typed or pasted as one answer; null at the end of input. */
export type AskLines = (question: string) => Promise<string[] | null>;

export type ChoicePrompt = {
	page: Page;
	ask: AskLines;
	canGoBack: boolean;
	/** `?` has something to tell. */
	isExplainable?: boolean;
};

export const goBack: RunEvent = {type: 'went-back'};
export const leave: RunEvent = {type: 'left'};
export const explain: RunEvent = {type: 'explained'};

const mostShown = 20;

/** A numbered list, answered by a number, a part of a name, or the text that is asked for. */
export async function askForChoice<Event>(
	question: Choice<Event>,
	{page, ask, canGoBack, isExplainable = false}: ChoicePrompt,
): Promise<Array<Event | RunEvent>> {
	const {options, filterFor, takesError, isCatalog} = question;
	const most = isCatalog ? options.length : mostShown;
	page.gap();

	if (question.note) {
		page.paragraph(question.note);
	}

	page.paragraph(question.text);
	const find = optionsFor(question);
	let shown = find(question.filter);

	for (;;) {
		printOptions(page, shown, {filterFor, most});
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

		const found = find(typed);
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
		shown = only ? found : find('');
	}
}

function printOptions(
	page: Page,
	shown: readonly Option<unknown>[],
	{filterFor, most}: {filterFor: string | null; most: number},
): void {
	const left = shown.length - most;
	const numbered = shown.map((option, index) => ({option, number: index + 1}));
	const printed =
		left > 0 ? numbered.filter(({option, number}) => option.isFixed || number < most) : numbered;

	for (const {option, number} of printed) {
		// What columns tell on screens is told by commas.
		const detail = option.detail ? ` (${option.detail.replaceAll(/ {2,}/g, ', ')})` : '';
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
	question: Choice<unknown>,
	shown: readonly Option<unknown>[],
	{canGoBack, isExplainable}: {canGoBack: boolean; isExplainable: boolean},
): string {
	const {filterFor} = question;
	const chosen = defaultOf(question, shown);
	const ways = [
		filterFor ? 'Number, or a part of the name' : 'Number',
		...(chosen ? [`Enter for ${shown.indexOf(chosen) + 1}`] : []),
		...(isExplainable ? ['? to explain'] : []),
		...(canGoBack ? ['b to go back'] : []),
		'q to leave',
	];
	return `${ways.join(', ')}: `;
}

/** Enter alone takes the first, except from a list of the account's own things: nothing is examined that nobody named. */
const defaultOf = <Event>(
	{filterFor, preselected}: Choice<unknown>,
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
		question: Choice<Event>;
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
