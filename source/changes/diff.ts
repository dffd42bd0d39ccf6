import {diffArrays} from 'diff';
import {applyEdits, format} from 'jsonc-parser';
import type {Change} from '../diagnosis/remedy.ts';

export type DiffLine = {kind: 'same' | 'removed' | 'added'; text: string};

/** In place of equal lines that are not shown; `lines` says how many. */
export type FoldedLines = {kind: 'folded'; lines: number};

/** Line by line what is taken away and what is added. */
export const diffLines = (change: Change): DiffLine[] =>
	diffArrays(linesOf(change, change.before), linesOf(change, change.after)).flatMap(
		({value, added, removed}) =>
			value.map(text => ({kind: added ? 'added' : removed ? 'removed' : 'same', text}) as const),
	);

/** Keeps `around` equal lines beside every change; longer runs become one fold. */
export function foldContext(
	lines: readonly DiffLine[],
	around: number,
): Array<DiffLine | FoldedLines> {
	const changed = lines.flatMap(({kind}, index) => (kind === 'same' ? [] : [index]));
	const near = new Set(
		changed.flatMap(index =>
			Array.from({length: 2 * around + 1}, (_, offset) => index - around + offset),
		),
	);
	const folded: Array<DiffLine | FoldedLines> = [];

	for (const [index, line] of lines.entries()) {
		const last = folded.at(-1);

		if (near.has(index)) {
			folded.push(line);
		} else if (last?.kind === 'folded') {
			last.lines += 1;
		} else {
			folded.push({kind: 'folded', lines: 1});
		}
	}

	return folded;
}

const linesOf = (change: Change, text: string | null): string[] =>
	text === null ? [] : shown(change, text).split('\n');

/** Only white space is changed for showing: parsing and printing again could reorder or drop keys. */
const shown = ({kind}: Change, text: string): string =>
	kind === 'definition'
		? text
		: applyEdits(text, format(text, undefined, {insertSpaces: true, tabSize: 2, eol: '\n'}));
