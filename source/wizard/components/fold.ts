import type {DiffLine} from '../services.ts';

export type FoldedLine = DiffLine | {kind: 'folded'; count: number};

/** Keeps `context` unchanged lines around what changes and folds the rest away. */
export function foldDiff(lines: readonly DiffLine[], context = 3): FoldedLine[] {
	const near = nearChanges(lines, context);
	const folded: FoldedLine[] = [];

	for (const [index, line] of lines.entries()) {
		const last = folded.at(-1);

		if (near[index]) {
			folded.push(line);
		} else if (last?.kind === 'folded') {
			folded[folded.length - 1] = {kind: 'folded', count: last.count + 1};
		} else {
			folded.push({kind: 'folded', count: 1});
		}
	}

	return folded;
}

function nearChanges(lines: readonly DiffLine[], context: number): boolean[] {
	const near = lines.map(() => false);

	for (const [index, {kind}] of lines.entries()) {
		if (kind !== 'same') {
			near.fill(true, Math.max(0, index - context), index + context + 1);
		}
	}

	return near;
}
