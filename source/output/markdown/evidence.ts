import type {CommandLocation} from '../../aws/command.ts';
import type {AnsweredCheck} from '../../diagnosis/diagnose.ts';
import {count} from '../../text.ts';
import {detailLines} from '../details.ts';
import {bulleted, escaped, fenced, table} from './markdown.ts';

/** The checks as they were made once. */
export type Examination = {title: string; checks: readonly AnsweredCheck[]; isRepeated: boolean};

/** What is not in order in full, and the rest a line each. */
export function evidence(
	{title, checks, isRepeated}: Examination,
	location: CommandLocation,
): string[] {
	const settled = checks.filter(({outcome, notAFault}) => outcome === 'ok' && !notAFault);
	const open = checks.filter(check => !settled.includes(check));

	return [
		`### ${escaped(title)}`,
		...open.flatMap(check => openParts(check, location)),
		...(settled.length > 0
			? [isRepeated ? settledCount(settled, checks) : settledTable(settled)]
			: []),
	];
}

const settledCount = (settled: readonly AnsweredCheck[], all: readonly AnsweredCheck[]): string =>
	`${settled.length} of ${count(all.length, 'check')}: ok.`;

const settledTable = (settled: readonly AnsweredCheck[]): string =>
	table(
		['ok', 'answer'],
		settled.map(({title, answer, evidence: source}) => [
			escaped(title),
			`${escaped(answer)} (${source})`,
		]),
	);

function openParts(check: AnsweredCheck, location: CommandLocation): string[] {
	const {title, outcome, answer, evidence: source} = check;
	const details = detailLines(check, location);
	const from = outcome === 'unknown' ? '' : ` (${source})`;

	return [
		`**${outcome}**: ${escaped(title)}`,
		`${escaped(answer)}${from}`,
		...(details.length > 0 ? [bulleted(details.map(({text}) => escaped(text)))] : []),
		...commandsOf(details.flatMap(({command}) => command ?? [])),
	];
}

const commandsOf = (commands: readonly string[]): string[] =>
	commands.length > 0 ? [fenced('sh', commands.join('\n'))] : [];
