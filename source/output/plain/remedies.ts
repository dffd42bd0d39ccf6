import type {CommandLocation} from '../../aws/command.ts';
import type {DescribedChange} from '../../changes/describe-change.ts';
import {type DiffLine, foldContext} from '../../changes/diff.ts';
import type {Remedy, Request} from '../../diagnosis/remedy.ts';
import {grouped} from '../../text.ts';
import {requestText} from '../details.ts';
import type {Page} from './page.ts';

export function printRemedies(page: Page, remedies: readonly Remedy[]): void {
	if (remedies.length === 0) {
		return;
	}

	page.heading('Fixes, least privilege first');

	for (const {id, title, why, widens} of remedies) {
		page.line(`  ${page.style('bold', title)}  (${id})`);
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

const longestCommandLines = 40;

/** A command that holds a whole definition would push everything else off the screen; JSON has it in full. */
export function printCommand(page: Page, command: string): void {
	const lines = command.split('\n');
	const left = lines.length - longestCommandLines;

	if (left <= 0) {
		page.verbatim(command, '    ');
		return;
	}

	page.verbatim(lines.slice(0, 4).join('\n'), '    ');
	page.line(page.style('dim', `    … ${lines.length - 5} lines more, in full with --json`));
	page.verbatim(lines.slice(-1).join('\n'), '    ');
}

const marks: Record<DiffLine['kind'], string> = {same: ' ', removed: '-', added: '+'};
const looks = {same: 'dim', removed: 'red', added: 'green'} as const;

export function printDiff(page: Page, diff: readonly DiffLine[]): void {
	for (const line of foldContext(diff, 3)) {
		if (line.kind === 'folded') {
			page.line(page.style('dim', `    … ${line.lines} lines unchanged`));
		} else {
			page.line(page.style(looks[line.kind], `  ${marks[line.kind]} ${page.safe(line.text)}`));
		}
	}
}

/** The change as a diff, with its size and the command that does the same. */
export function printChange(
	page: Page,
	{diff, sizes, command}: Omit<DescribedChange, 'target'>,
	heading: string,
): void {
	page.heading(heading);
	printDiff(page, diff);

	if (sizes) {
		page.line(
			`  Characters: ${grouped(sizes.before)} before, ${grouped(sizes.after)} after, of ${grouped(sizes.limit)}.`,
		);
	}

	page.line('  The same with the AWS CLI:');
	printCommand(page, command);
}
