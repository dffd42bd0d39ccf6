import {diffArrays} from 'diff';
import {applyEdits, format} from 'jsonc-parser';
import type {Change} from '../diagnosis/remedy.ts';
import {redactSecrets} from '../secrets.ts';

export type DiffLine = {kind: 'same' | 'removed' | 'added'; text: string};

/** In place of equal lines that are not shown; `lines` says how many. */
export type FoldedLines = {kind: 'folded'; lines: number};

/** Line by line what is taken away and what is added. */
export const diffLines = (change: Change): DiffLine[] =>
	diffArrays(linesOf(change, change.before), linesOf(change, change.after)).flatMap(
		({value, added, removed}) =>
			value.map(text => ({kind: added ? 'added' : removed ? 'removed' : 'same', text}) as const),
	);

/** Keeps `around` equal lines beside every change; what lies further off becomes a fold, unless it is one line. */
export function foldContext(
	lines: readonly DiffLine[],
	around: number,
): Array<DiffLine | FoldedLines> {
	const shown: Array<DiffLine | FoldedLines> = [];
	let far: DiffLine[] = [];
	const fold = (): void => {
		shown.push(...(far.length > 1 ? [{kind: 'folded', lines: far.length} as const] : far));
		far = [];
	};

	for (const [index, line] of lines.entries()) {
		const near = lines
			.slice(Math.max(0, index - around), index + around + 1)
			.some(({kind}) => kind !== 'same');

		if (near) {
			fold();
			shown.push(line);
		} else {
			far.push(line);
		}
	}

	fold();
	return shown;
}

const closersOnly = /^\s*[\]}][\]},]*\s*$/;
const openerOnly = /^\s*[[{]\s*$/;

/** Puts a bracket that would have a line of its own on the line beside it, where both are of one kind. */
export function foldBrackets(lines: readonly DiffLine[], columns: number = fullLine): DiffLine[] {
	const folded: DiffLine[] = [];

	for (const line of lines) {
		const last = folded.at(-1);

		if (last?.kind === line.kind && closersOnly.test(line.text)) {
			folded[folded.length - 1] = {...last, text: `${last.text}${line.text.trim()}`};
		} else if (last?.kind === line.kind && openerOnly.test(last.text)) {
			folded[folded.length - 1] = {...last, text: `${last.text}${line.text.trimStart()}`};
		} else if (last?.kind === line.kind && canJoin(last.text, line.text, columns)) {
			folded[folded.length - 1] = {...last, text: joinedLines(last.text, line.text)};
		} else {
			folded.push(line);
		}
	}

	return folded;
}

const fullLine = 70;
const text = '"(?:[^"\\\\]|\\\\.)*"';
const scalar = `(?:${text}|-?[\\d.eE+-]+|true|false|null)`;
/** A value in a list, or a member of an object: with what it opens or closes. */
const part = new RegExp(`^\\s*[[{]*(?:${text}: )?(?:${scalar}[\\]},]*|[[{]+)$`);
const isOpen = /[[{]$/;

const joinedLines = (last: string, next: string): string =>
	`${last}${isOpen.test(last) ? '' : ' '}${next.trimStart()}`;

/** What stands in one list or object shares a line as far as it fits. */
const canJoin = (last: string, next: string, columns: number): boolean =>
	part.test(next) &&
	/(?:[^\]}],|[[{])$/.test(last) &&
	joinedLines(last, next).length <= Math.min(columns, fullLine);

/** What a person is shown of a diff: the changed lines and one line on both sides, brackets folded. */
export const shownLines = (
	lines: readonly DiffLine[],
	columns?: number,
): Array<DiffLine | FoldedLines> => foldContext(foldBrackets(lines, columns), 1);

const linesOf = (change: Change, text: string | null): string[] =>
	text === null ? [] : redactSecrets(forShowing(change, text)).split('\n');

/** Only white space is changed for showing: parsing and printing again could reorder or drop keys. */
const forShowing = ({kind}: Change, text: string): string =>
	kind === 'definition'
		? text
		: applyEdits(text, format(text, undefined, {insertSpaces: true, tabSize: 2, eol: '\n'}));
