import {changesMarkdown, handOverHeading} from '../output/markdown/hand-over.ts';
import {linesByState} from '../output/permission-lines.ts';
import {
	besidesOf,
	briefLines,
	isUnchanged,
	printAnswer,
	printBriefly,
	printCheck,
	saidOnce,
} from '../output/plain/checks.ts';
import {printEvidence} from '../output/plain/evidence.ts';
import {printExplanation, printFailure} from '../output/plain/failure.ts';
import {printGroups} from '../output/plain/groups.ts';
import {printIncident, printNextSteps, printReferences} from '../output/plain/incident.ts';
import type {Page} from '../output/plain/page.ts';
import {
	printChange,
	printCommand,
	printDiff,
	printRemedies,
	printRequests,
} from '../output/plain/remedies.ts';
import type {Entry, Summary, Tone} from '../run/entry.ts';
import {retryWords} from '../run/repeat-failed.ts';
import {count} from '../text.ts';

const looks: Record<Tone, 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'reset'> = {
	plain: 'reset',
	strong: 'bold',
	dim: 'dim',
	good: 'green',
	warning: 'yellow',
	bad: 'red',
};

type EntryOf<Kind extends Entry['kind']> = Extract<Entry, {kind: Kind}>;

type Printers = {[Kind in Entry['kind']]: (page: Page, entry: EntryOf<Kind>) => void};

const printers: Printers = {
	banner: printBanner,
	// Printed before the first question.
	account: () => {},
	failure: (page, {sight, at}) => printFailure(page, sight, at),
	groups: (page, {failures, examined}) => printGroups(page, failures, examined),
	answer: (page, {question, answer}) => page.paragraph(`${question}: ${answer}`),
	note: (page, {text}) => page.paragraph(text),
	reason: (page, {text}) => page.paragraph(text),
	meaning(page, {incident, reading, others, isBrief}) {
		page.gap();

		if (isBrief && reading) {
			page.line(page.style('bold', `${reading.flow.title} (${reading.confidence})`));
			return;
		}

		const otherFlows = others.map(({flow}) => flow);
		printIncident(page, incident, reading?.flow ?? null, otherFlows);
	},
	advice(page, {incident, reading}) {
		printNextSteps(page, reading.flow.nextSteps(incident.facts, incident.text));
		printReferences(page, reading.flow.references);
	},
	checks: printChecks,
	evidence: (page, {evidence, location, isBrief}) =>
		printEvidence(page, evidence, location, isBrief),
	remedies(page, {problem}) {
		// The title says what is true when all is well: beside the word problem it reads as its opposite.
		page.heading('Problem');
		page.paragraph(problem.answer);
		printRemedies(page, problem.remedies);
	},
	offers: (page, {remedies}) => printRemedies(page, remedies),
	requests: (page, {requests, location}) => printRequests(page, requests, location),
	'hand-over'(page, {handOver, location}) {
		page.heading(handOverHeading(handOver));
		page.verbatim(changesMarkdown(handOver, location));
	},
	change: printProposal,
	retry: printRetry,
	command(page, {command}) {
		page.line('  The same with the AWS CLI:');
		printCommand(page, command);
	},
	summary: (page, {summary}) => printSummary(page, summary),
	guide(page, {heading, paragraphs}) {
		page.heading(`Guide: ${heading}`);

		for (const paragraph of paragraphs) {
			page.paragraph(paragraph, '  ');
		}
	},
};

/** One finished step in plain lines. */
export function printEntry(page: Page, entry: Entry): void {
	// Every printer is given entries of its own kind alone, which the type of a look-up cannot say.
	const print = printers[entry.kind] as (page: Page, entry: Entry) => void;
	print(page, entry);
}

function printBanner(page: Page, {practice, readOnly}: EntryOf<'banner'>): void {
	if (practice) {
		page.line('This is the practice account inside the program: nothing real is touched.');
		page.line(page.style('bold', page.safe(practice.title)));
		page.paragraph(practice.story);

		if (practice.error !== null) {
			page.heading('The error');
			page.verbatim(practice.error, '  ');
			page.gap();
		}
	}

	if (readOnly) {
		page.line('Read-only: every write is refused.');
	}
}

function printChecks(
	page: Page,
	{lines, again, repeated, isBrief, isWhole, explanation, location}: EntryOf<'checks'>,
): void {
	page.heading(again ? 'Checks, run again' : 'Checks');

	const folded = lines.filter(line =>
		isBrief ? line.answered?.outcome === 'ok' : again && isUnchanged(line, repeated),
	);
	const shown = isBrief
		? briefLines(lines)
		: saidOnce(lines.filter(line => !folded.includes(line)));

	for (const {answered} of shown) {
		if (answered && isBrief) {
			printAnswer(page, answered);
		} else if (answered) {
			const isKnown = again || repeated.includes(answered.id);
			(isKnown ? printBriefly : printCheck)(page, answered, location, isWhole && linesByState);
		}
	}

	for (const beside of isBrief ? besidesOf(lines) : []) {
		printAnswer(page, beside);
	}

	if (folded.length > 0) {
		page.line(
			`  ${page.style('green', 'ok     ')}  ${count(folded.length, shown.length > 0 ? 'more check' : 'check')}: no problem found`,
		);
	}

	if (!again) {
		printExplanation(page, explanation);
	}
}

function printProposal(page: Page, {shown, position, total, isBrief}: EntryOf<'change'>): void {
	const parts = {...shown, ...(isBrief && {command: null, proof: null, review: null})};
	const {tool = '', warning = '', patch = null, command = null} = shown.patch ?? {};
	printChange(page, parts, `Change ${position} of ${total}: ${shown.target}`, {
		// At the margin and above the rest, to be copied as it is.
		first() {
			if (patch !== null) {
				page.line(`  ${page.safe(tool)}: ${warning}`);
				page.gap();
				page.verbatim(patch);
				page.gap();
			}
		},
		between() {
			if (shown.patch && patch === null) {
				page.heading(`For ${tool}`);
				page.paragraph(warning, '  ');
				page.verbatim(command ?? '', '  ');
				page.gap();
			}
		},
	});
}

function printRetry(page: Page, {offered: {retry, shown}}: EntryOf<'retry'>): void {
	page.heading(`${retryWords[retry.kind].heading}${retry.title}`);
	page.paragraph(retry.sideEffects, '  ');

	if (shown?.diff.some(({kind}) => kind !== 'same')) {
		printDiff(page, shown.diff);
	}
}

function printSummary(page: Page, summary: Summary): void {
	page.heading('Summary');
	page.line(page.style(looks[summary.tone], page.safe(summary.headline)));

	for (const [title, lines] of [
		['Found:', summary.found],
		['Written:', summary.written],
		['Not written:', summary.notWritten],
		['Verified:', summary.verified],
		['Not known:', summary.notKnown],
		['Next:', summary.next],
	] as const) {
		if (lines.length > 0) {
			page.line(title);
		}

		for (const line of lines) {
			page.item('-', line, '  ');
		}
	}
}
