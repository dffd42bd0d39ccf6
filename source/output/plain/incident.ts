import type {Flow, Reference} from '../../diagnosis/flow.ts';
import type {Facts} from '../../incident/facts.ts';
import type {Incident} from '../../incident/incident.ts';
import type {Page} from './page.ts';

/** What the text means, or what was understood of it where no known failure fits. */
export function printIncident(
	page: Page,
	incident: Incident,
	flow: Flow | null,
	others: Flow[],
): void {
	if (!flow) {
		page.line('This text matches no known failure.');
		printFacts(page, incident.facts);
		return;
	}

	const [match] = incident.matches;
	page.line(`${page.style('bold', flow.title)}  (${flow.id}, ${match?.confidence ?? 'chosen'})`);

	for (const quote of match?.quoted ?? []) {
		page.paragraph(`“${quote}”`, '  ');
	}

	printExplanation(page, flow, incident);
	printFacts(page, incident.facts);

	if (others.length > 0) {
		page.gap();
		page.paragraph(
			`It can also be: ${others.map(({id, title}) => `${title} (${id})`).join('; ')}.`,
		);
	}
}

function printExplanation(page: Page, flow: Flow, {facts, text}: Incident): void {
	for (const paragraph of flow.explanation(facts, text)) {
		page.gap();
		page.paragraph(paragraph);
	}
}

export function printNextSteps(page: Page, steps: readonly string[]): void {
	if (steps.length === 0) {
		return;
	}

	page.heading('What to do next');

	for (const [index, step] of steps.entries()) {
		page.item(`${index + 1}.`, step, '  ');
	}
}

export function printReferences(page: Page, references: readonly Reference[]): void {
	if (references.length === 0) {
		return;
	}

	page.heading('Read more');

	for (const {title, url} of references) {
		page.line(`  ${title}: ${url}`);
	}
}

const factWords: Partial<Record<keyof Facts, string>> = {
	errorName: 'error',
	principal: 'denied principal',
	action: 'action',
	resource: 'resource',
	stateMachineArn: 'state machine',
	executionArn: 'execution',
	roleArn: 'role',
	logGroupArn: 'log group',
	region: 'region',
	accountId: 'account',
	requestId: 'request id',
};

/** What the text states, each with the word for it. */
export const statedFacts = (facts: Facts): Array<readonly [word: string, value: string]> =>
	Object.entries(factWords).flatMap(([name, word]) => {
		const value = facts[name as keyof Facts];
		return typeof value === 'string' ? [[word, value] as const] : [];
	});

function printFacts(page: Page, facts: Facts): void {
	const stated = statedFacts(facts);

	if (stated.length === 0) {
		return;
	}

	page.heading('What the text says');

	for (const [word, value] of stated) {
		page.verbatim(`${`${word}:`.padEnd(17)}${value}`, '  ');
	}
}
