import {continues, type WrapEvidence} from './broken-word.ts';

/** Puts wrapped lines together again: one line, white space folded, words and ARNs that were broken made whole. */
export const withoutWraps = (text: string): string => joinLines(text.split('\n'));

/** Lines of one paragraph, or of one cell, as one line. */
export function joinLines(wrapped: readonly string[]): string {
	const lines = wrapped.map(line => line.trimEnd());
	const pieces: string[] = [];
	let last = '';

	for (const [at, line] of lines.entries()) {
		const next = line.trimStart();

		if (next === '') {
			last = '';
			continue;
		}

		const isOneWord =
			last !== '' && !isSpaced(lines, at) && continues(last, next, evidence(lines, at));
		pieces.push(isOneWord ? '' : ' ', next);
		last = isOneWord && !next.includes(' ') ? last + next : lastToken(next);
	}

	return pieces.join('').replace(/\s+/g, ' ').trim();
}

/** A terminal that breaks at a space puts it at the start of the next line. */
const isSpaced = (lines: readonly string[], at: number): boolean =>
	indentOf(lines[at] ?? '') === 1 && indentOf(lines[at - 1] ?? '') === 0;

/** Whether lines were cut at a width: `at` begins after a line that is as long as its neighbours allow. */
function evidence(lines: readonly string[], at: number): WrapEvidence {
	const length = (lines[at - 1] ?? '').length;
	const [before, after] = [lines[at - 2]?.length ?? 0, lines[at]?.length ?? 0];

	if (length === before || length === after) {
		return 'strong';
	}

	return length > after ? 'weak' : 'none';
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

const lastToken = (line: string): string => line.slice(line.lastIndexOf(' ') + 1);
