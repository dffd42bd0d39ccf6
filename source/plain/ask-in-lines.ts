import {printAbout} from '../output/plain/remedies.ts';
import {sanitise} from '../output/sanitise.ts';
import {type Question, yesOrNo} from '../run/choice.ts';
import type {RunEvent} from '../run/event.ts';
import {
	type AskLines,
	askForChoice,
	type ChoicePrompt,
	explain,
	goBack,
	leave,
} from './ask-for-choice.ts';
import {neither} from './prompt.ts';

/** Asks one question in plain lines, and returns the answer as events. */
export function askInLines<Event = RunEvent>(
	question: Question<Event>,
	asked: ChoicePrompt,
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

async function askForText<Event>(
	question: QuestionOf<'text', Event>,
	{page, ask, canGoBack, isExplainable = false}: ChoicePrompt,
): Promise<Array<Event | RunEvent>> {
	const {draft, fault, empty, submit} = question;
	page.gap();

	if (fault) {
		page.paragraph(fault);
	}

	page.paragraph(question.text);

	if (draft !== '') {
		for (const line of page.safe(draft).split('\n')) {
			page.line(`    ${line}`);
		}
	}

	const ways = [
		`${draft === '' ? 'End' : 'Enter to use the text above; end your own'} with a line of one period`,
		...(empty ? [`a period alone ${empty}`] : []),
		...(isExplainable ? ['? to explain'] : []),
		...(canGoBack ? ['b to go back'] : []),
	];
	const first = await ask(`${ways.join(', ')}: `);
	const [line = ''] = first ?? [];

	if (first === null) {
		return [leave];
	}

	if (first.length === 1 && line.trim() === '?' && isExplainable) {
		return [explain];
	}

	if (first.length === 1 && line.trim() === 'b' && canGoBack) {
		return [goBack];
	}

	if (first.length === 1 && line.trim() === '') {
		return [submit];
	}

	const text = sanitise((await readOn(first, ask)).join('\n'));
	return text.trim() === '' && !empty ? [] : [{type: 'draft-changed', text}, submit];
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
	{text, about, summary}: QuestionOf<'confirm', unknown>,
	{page, ask, canGoBack, isExplainable = false}: ChoicePrompt,
): Promise<RunEvent[]> {
	printAbout(page, about, summary);

	for (;;) {
		const lines = await ask(
			`${text} (y/N, Enter for no${isExplainable ? ', ? to explain' : ''}${canGoBack ? ', b to go back' : ''}) `,
		);
		const [line = ''] = lines ?? [];

		if (lines !== null && lines.length > 1) {
			page.paragraph(`Several lines at once are no answer. ${neither}`);
			continue;
		}

		if (isExplainable && line.trim() === '?') {
			return [explain];
		}

		if (canGoBack && line.trim() === 'b') {
			return [goBack];
		}

		const yes = yesOrNo(line);

		if (yes !== null) {
			return [{type: 'confirmed', yes}];
		}

		page.paragraph(neither);
	}
}
