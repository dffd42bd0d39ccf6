import {type CommandLocation, printAwsCommand} from '../../aws/command.ts';
import type {AnsweredCheck} from '../../diagnosis/diagnose.ts';
import {type FailureEvidence, piecesOf} from '../../evidence/evidence.ts';
import {count} from '../../text.ts';
import {detailLines} from '../details.ts';
import {bulleted, code, escaped, fenced, table} from './markdown.ts';

/** The checks as they were made once. */
export type Examination = {
	title: string;
	checks: readonly AnsweredCheck[];
	/** Those made before it; what they said is not said again. */
	before: readonly AnsweredCheck[] | null;
};

/** What is not in order in full, and the rest a line each. */
export function evidence(
	{title, checks, before}: Examination,
	location: CommandLocation,
): string[] {
	const settled = checks.filter(({outcome, notAFault}) => outcome === 'ok' && !notAFault);
	const open = checks.filter(check => !settled.includes(check));

	return [
		`### ${escaped(title)}`,
		...open.flatMap(check => openParts(check, location)),
		...(before === null || settled.length === 0 ? [] : [settledCount(settled, checks)]),
		...settledTable(
			settled.filter(({answer}) => !before?.some(known => known.answer === answer)),
			location,
		),
	];
}

const settledCount = (settled: readonly AnsweredCheck[], all: readonly AnsweredCheck[]): string =>
	`${settled.length} of ${count(all.length, 'check')}: ok.`;

const settledTable = (settled: readonly AnsweredCheck[], location: CommandLocation): string[] =>
	settled.length === 0
		? []
		: [
				table(
					['ok', 'answer'],
					settled.map(check => [
						escaped(check.title),
						[
							`${escaped(check.answer)} (${check.evidence})`,
							...detailLines({...check, findOut: []}, location).map(({text, command}) =>
								command === null ? escaped(text) : `${escaped(text)} ${code(command)}`,
							),
						].join(' '),
					]),
				),
			];

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

/** What was read beside the checks, whole. */
export const pieceParts = (read: FailureEvidence | null, location: CommandLocation): string[] =>
	(read ? piecesOf(read) : []).flatMap(piece => {
		const {title, unavailable, findings, notes, commands} = piece;

		return [
			`### ${escaped(title)}`,
			...(unavailable === null ? [] : [`Not available: ${escaped(unavailable)}`]),
			...(findings.length > 0 ? [fenced('text', findings.join('\n'))] : []),
			...('message' in piece && piece.message
				? [fenced('json', JSON.stringify(piece.message, null, 2))]
				: []),
			...bullets([
				...notes.map(escaped),
				...(piece.read.length > 0 ? [`Read: ${escaped(piece.read.join('; '))}`] : []),
				...('logGroup' in piece && piece.logGroup !== null
					? [
							`Log group ${code(piece.logGroup)}, ${piece.streams.map(code).join(', ') || 'every stream'}${piece.filter ? `, filter ${code(piece.filter)}` : ''}${piece.isCut ? '; there are more lines than these' : ''}`,
						]
					: []),
			]),
			...commandsOf(commands.map(command => printAwsCommand(command, location))),
		];
	});

const bullets = (items: readonly string[]): string[] => (items.length > 0 ? [bulleted(items)] : []);
