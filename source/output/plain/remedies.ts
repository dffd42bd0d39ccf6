import type {CommandLocation} from '../../aws/command.ts';
import type {DescribedChange} from '../../changes/describe-change.ts';
import {type DiffLine, diffLines, shownLines} from '../../changes/diff.ts';
import type {Change, Remedy, Request} from '../../diagnosis/remedy.ts';
import type {Proof} from '../../evidence/proof.ts';
import type {PolicyReview} from '../../evidence/review-policy.ts';
import {redactNames} from '../../names/printed-names.ts';
import {redactSecrets} from '../../secrets.ts';
import {count, grouped} from '../../text.ts';
import {rowsOfLine} from '../break-line.ts';
import {requestText} from '../details.ts';
import {fitText} from '../fit-text.ts';
import {jsonTokens} from '../json-tokens.ts';
import type {Page} from './page.ts';

export function printRemedies(page: Page, remedies: readonly Remedy[]): void {
	if (remedies.length === 0) {
		return;
	}

	page.heading('Fixes, least privilege first');

	for (const {id, title, why, widens} of remedies) {
		page.item('-', `${title}  (${id})`, '  ');
		page.paragraph(why, '      ');

		if (widens) {
			page.paragraph(`Widens: ${widens}`, '      ');
		}
	}
}

export function printRequests(
	page: Page,
	requests: readonly Request[],
	location: CommandLocation,
): void {
	for (const request of requests) {
		page.heading(`For ${request.to}`);
		page.verbatim(requestText(request, location), '  ');
	}
}

export const longestCommandLines = 40;

export const longCommandNote = (lines: number, inJson: string | null): string =>
	`The command has ${count(lines, 'line')}${inJson === null ? ': see the JSON output.' : '. Before the change is made, this prints it:'}`;

/** The command as printed would do something else. */
export const secretNote =
	'A secret in this command is not shown. Replace [redacted] before you run it.';

export const holdsSecret = (command: string): boolean => redactSecrets(command) !== command;

/**
A command that holds a whole definition would push everything else off the screen. A part of it would still be a command
that runs, with a definition that nobody wants: it is printed whole or not at all.
*/
export function printCommand(page: Page, command: string, inJson: string | null = null): void {
	const lines = command.split('\n').length;

	if (lines <= longestCommandLines) {
		page.verbatim(command, '    ');

		if (holdsSecret(command)) {
			page.line(`    ${secretNote}`);
		}
	} else {
		page.line(page.style('dim', `    ${longCommandNote(lines, inJson)}`));

		if (inJson !== null) {
			page.verbatim(inJson, '    ');
		}
	}
}

const marks: Record<DiffLine['kind'], string> = {same: ' ', removed: '-', added: '+'};
const looks = {same: 'dim', removed: 'red', added: 'green'} as const;

/** Keys and values as the screens color them; the rest says whether the line is added or removed. */
function paint({style}: Page, kind: DiffLine['kind'], row: string): string {
	let at = 0;
	const parts = (kind === 'same' ? [] : jsonTokens(row)).map(({kind: token, from, to}) => {
		const before = row.slice(at, from);
		at = to;
		return `${style(looks[kind], before)}${style(token === 'key' ? ['bold', 'blue'] : 'magenta', row.slice(from, to))}`;
	});
	return `${parts.join('')}${style(looks[kind], row.slice(at))}`;
}

export function printDiff(page: Page, diff: readonly DiffLine[]): void {
	const columns = (page.columns ?? Number.POSITIVE_INFINITY) - 4;

	for (const line of shownLines(diff, columns)) {
		if (line.kind === 'folded') {
			page.line(page.style('dim', `    ... ${count(line.lines, 'line')} unchanged ...`));
			continue;
		}

		for (const {text, dent} of rowsOfLine(page.safe(line.text), columns, '>')) {
			page.line(paint(page, line.kind, `  ${marks[line.kind]} ${dent}${text}`));
		}
	}
}

/** Directly above a question, and whole: what a yes is about, and what it does. A name is broken after a separator. */
export function printAbout(page: Page, about: string, summary: readonly string[]): void {
	const columns = Math.min(page.columns ?? Number.POSITIVE_INFINITY, 100);
	page.gap();

	for (const line of [about, ...summary.map(each => `  ${each}`)]) {
		fitText(redactNames(page.safe(line), 'part'), columns).forEach(page.line);
	}
}

/** `command` is null where it is told when asked for. */
type ChangeParts = Pick<DescribedChange, 'diff' | 'sizes'> & {
	command: string | null;
	inJson?: string | null;
	/** Null where there is none, or where the question tells it. */
	proof?: Proof | null;
	review?: PolicyReview | null;
};

/** The command that does the same, and the change as a diff: last, since a question can follow. */
export function printChange(
	page: Page,
	{diff, sizes, command, inJson, proof, review}: ChangeParts,
	heading: string,
	{first = () => {}, between = () => {}} = {},
): void {
	page.heading(heading);
	first();

	if (command !== null) {
		page.line('  The same with the AWS CLI:');
		printCommand(page, command, inJson);
	}

	between();

	if (sizes) {
		page.line(
			`  Characters: ${grouped(sizes.before)} before, ${grouped(sizes.after)} after, of ${grouped(sizes.limit)}.`,
		);
	}

	printDiff(page, diff);

	for (const line of [...(review?.findings ?? []), ...(proof ? [proof.line] : [])]) {
		page.paragraph(line, '  ');
	}
}

/** Where somebody changed it since: what was there before, what this change wrote, and what they made of it. */
export function printSince(page: Page, change: Change, now: Change['after'] | undefined): void {
	if (now === undefined) {
		return;
	}

	page.heading('What sfn-fix changed');
	printDiff(page, diffLines(change));
	page.heading('What somebody else changed since');
	printDiff(page, diffLines({...change, before: change.after, after: now} as Change));
}
