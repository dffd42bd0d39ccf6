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

const linesOf = (change: Change, text: string | null): string[] =>
	text === null ? [] : forShowing(change, text).split('\n');

/** Only white space is changed for showing: parsing and printing again could reorder or drop keys. */
const forShowing = ({kind}: Change, text: string): string =>
	kind === 'definition'
		? text
		: applyEdits(text, format(text, undefined, {insertSpaces: true, tabSize: 2, eol: '\n'}));
