import {type DescribedChange, targetOf} from '../../changes/describe-change.ts';
import {shownLines} from '../../changes/diff.ts';
import type {Remedy} from '../../diagnosis/remedy.ts';
import type {Proof} from '../../evidence/proof.ts';
import type {PolicyReview} from '../../evidence/review-policy.ts';
import {count, timeOf} from '../../text.ts';
import {holdsSecret, longCommandNote, longestCommandLines, secretNote} from '../plain/remedies.ts';
import {bulleted, code, escaped, fenced} from './markdown.ts';

const marks = {same: ' ', removed: '-', added: '+'} as const;

export const diffPart = ({diff}: Pick<DescribedChange, 'diff'>): string =>
	fenced(
		'diff',
		shownLines(diff)
			.map(line =>
				line.kind === 'folded'
					? `@@ ${count(line.lines, 'line')} unchanged @@`
					: `${marks[line.kind]} ${line.text}`,
			)
			.join('\n'),
	);

export function commandParts(command: string, inJson: string | null = null): string[] {
	const lines = command.split('\n').length;

	return lines > longestCommandLines
		? [longCommandNote(lines, inJson), ...(inJson === null ? [] : [fenced('sh', inJson)])]
		: [
				'The same with the AWS CLI:',
				fenced('sh', command),
				...(holdsSecret(command) ? [escaped(secretNote)] : []),
			];
}

export type ReportedChange = Pick<DescribedChange, 'target' | 'diff' | 'summary' | 'command'> & {
	/** As `sfn-fix history` and `sfn-fix undo` take it. */
	id: string;
	remedyIds: readonly string[];
	/** When it was recorded, before it was written; null where it was not. */
	at: string | null;
	outcome: string;
	message: string | null;
	inJson?: string;
	patch: PrintedPatch | null;
	proof: Proof | null;
	review: PolicyReview | null;
};

type PrintedPatch = {
	tool: string;
	warning: string;
	patch: string | null;
	command?: string | null;
};

/** The patch, or what prints it. */
export const patchParts = ({warning, patch, command}: Omit<PrintedPatch, 'tool'>): string[] => [
	escaped(warning),
	...(patch ? [fenced('', patch)] : command ? [fenced('sh', command)] : []),
];

/** Without commands: those of two fixes can overwrite one another, and `fix` writes them as one. */
export const remedyLine = ({id, title, why, widens, changes}: Remedy): string =>
	[
		`**${escaped(title)}** (${code(id)}). ${escaped(why)}`,
		...(widens ? [`Widens: ${escaped(widens)}`] : []),
		...changes.map(change => `It changes the ${escaped(targetOf(change))}.`),
	].join(' ');

const outcomeWords: Record<string, string> = {
	applied: 'applied, confirmed by AWS',
	'not-visible': 'applied, not visible yet',
	moved: 'not applied: the resource had changed',
	'not-written': 'not applied',
	failed: 'failed',
	unknown: 'unknown whether it was applied',
};

export const outcomeOf = (outcome: string): string => outcomeWords[outcome] ?? outcome;

export function changeParts(change: ReportedChange, index: number): string[] {
	const {id, at, target, outcome, message, command, patch} = change;

	return [
		`### ${index + 1}. ${escaped(target)}`,
		bulleted([
			`Outcome: ${outcomeOf(outcome)}${message ? `. ${escaped(message)}` : ''}`,
			`Change id: ${code(id)}`,
			...(at === null ? [] : [`Recorded: ${escaped(timeOf(at))}`]),
			...change.summary.map(escaped),
			...reviewLines(change.review).map(escaped),
			...(change.proof ? [escaped(change.proof.line)] : []),
		]),
		diffPart(change),
		...commandParts(command, change.inJson),
		...(patch ? [`For ${escaped(patch.tool)}:`, ...patchParts(patch)] : []),
	];
}

function reviewLines(review: PolicyReview | null): string[] {
	if (review === null) {
		return [];
	}

	if (review.unavailable !== null) {
		return [`Access Analyzer was not asked: ${review.unavailable}`];
	}

	return review.findings.length > 0 ? review.findings : ['Access Analyzer found nothing.'];
}
