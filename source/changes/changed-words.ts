import {diffArrays} from 'diff';
import type {DiffLine, FoldedLines} from './diff.ts';

/** From one character to another. */
export type Span = readonly [from: number, to: number];

export type MarkedLine = {line: DiffLine | FoldedLines; changed: readonly Span[]};

/** Which words of a line are others than those of the line that it replaces. */
export function markChanges(lines: ReadonlyArray<DiffLine | FoldedLines>): MarkedLine[] {
	const marked: MarkedLine[] = lines.map(line => ({line, changed: []}));
	let start = 0;

	while (start < lines.length) {
		const removed = runOf(lines, start, 'removed');
		const added = runOf(lines, start + removed, 'added');

		// Another number of lines does not say which replaces which.
		for (let index = 0; removed === added && index < removed; index += 1) {
			const [before, after] = [lines[start + index], lines[start + removed + index]];

			if (before && after && before.kind !== 'folded' && after.kind !== 'folded') {
				const [old, fresh] = changedWords(before.text, after.text);
				marked[start + index] = {line: before, changed: old};
				marked[start + removed + index] = {line: after, changed: fresh};
			}
		}

		start += Math.max(1, removed + added);
	}

	return marked;
}

function runOf(
	lines: ReadonlyArray<DiffLine | FoldedLines>,
	start: number,
	kind: DiffLine['kind'],
): number {
	const end = lines.findIndex((line, index) => index >= start && line.kind !== kind);
	return (end === -1 ? lines.length : end) - start;
}

const wordsIn = (text: string): string[] => text.match(/\w+|\s+|[^\w\s]/g) ?? [];

/** Empty where hardly a word is the same: then the whole line is another. */
function changedWords(before: string, after: string): [Span[], Span[]] {
	const spans = {removed: [] as Span[], added: [] as Span[]};
	const at = {removed: 0, added: 0};
	let kept = 0;

	for (const {value, added, removed} of diffArrays(wordsIn(before), wordsIn(after))) {
		const {length} = value.join('');

		for (const kind of ['removed', 'added'] as const) {
			const isChanged = kind === 'removed' ? removed : added;

			if (isChanged) {
				spans[kind].push([at[kind], at[kind] + length]);
			}

			at[kind] += isChanged || (!added && !removed) ? length : 0;
		}

		kept += added || removed ? 0 : value.join('').trim().length;
	}

	return kept * 2 < Math.min(before.trim().length, after.trim().length)
		? [[], []]
		: [spans.removed, spans.added];
}
