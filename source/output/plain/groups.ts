import {nameOfArn} from '../../aws/arn.ts';
import type {FailureGroup} from '../../failures/failure-groups.ts';
import type {FailuresRead} from '../../failures/read-failures.ts';
import {count, timeOf} from '../../text.ts';
import type {Page} from './page.ts';

export const groupsHeading = ({since}: FailuresRead): string =>
	`Failed executions since ${timeOf(since)}`;

export function printGroups(page: Page, failures: FailuresRead, examined: string | null): void {
	page.heading(groupsHeading(failures));

	for (const {marker, lines} of groupItems(failures, examined)) {
		const [first = '', ...rest] = lines;

		if (marker === null) {
			page.paragraph(first, '  ');
		} else {
			page.item(marker, first, '  ');
		}

		for (const line of rest) {
			page.paragraph(line, '     ');
		}
	}
}

/** `marker` is null for what is said of the whole window. */
type Item = {marker: string | null; lines: string[]};

/** The causes, the most frequent first, and what was not read. */
export function groupItems(failures: FailuresRead, examined: string | null): Item[] {
	const {failed, read, groups, unread, notes} = failures;
	const isCut = read < failed ? `; the root of ${read} was read` : '';

	return [
		{
			marker: null,
			lines: [
				failed === 0
					? unread.length === 0
						? 'AWS lists no failed execution in this window. A redriven one is no longer listed as failed.'
						: 'No failed execution was found in what was read.'
					: `${count(failed, 'failed execution')}, ${count(groups.length, 'cause')}${isCut}`,
			],
		},
		...groups.map((group, index) => ({
			marker: `${index + 1}.`,
			lines: groupLines(group, group.id === examined),
		})),
		...[...unread, ...notes].map(line => ({marker: null, lines: [line]})),
	];
}

function groupLines(group: FailureGroup, isExamined: boolean): string[] {
	const {executions, state, error, action, message, first, last} = group;
	const [newest] = executions;
	const what = [
		state === null ? null : `state ${state}`,
		error ?? newest?.status ?? null,
		action === null ? null : `${action} is denied`,
	].filter(part => part !== null);
	const when =
		first && last && first.getTime() !== last.getTime()
			? `First ${timeOf(first)}, last ${timeOf(last)}`
			: `At ${last ? timeOf(last) : 'an unknown time'}`;

	return [
		`${count(executions.length, 'execution')}: ${what.join(', ')}`,
		// A denial has said it all with its action.
		...(message === null || action !== null ? [] : [shortened(message)]),
		`${when}. Newest: ${newest ? nameOfArn(newest.arn) : ''}${isExamined ? ' (examined below)' : ''}`,
	];
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
