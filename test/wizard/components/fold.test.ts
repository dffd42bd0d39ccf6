import fc from 'fast-check';
import {expect, test} from 'vitest';
import {foldDiff} from '../../../source/wizard/components/fold.ts';
import type {DiffLine} from '../../../source/wizard/services.ts';

const same = (count: number): DiffLine[] =>
	Array.from({length: count}, (_, index) => ({kind: 'same', text: `${index}`}));
const added: DiffLine = {kind: 'added', text: 'new'};

test('keeps what is near a change and folds the rest', () => {
	const folded = foldDiff([...same(10), added, ...same(10)], 2);

	expect(folded).toEqual([
		{kind: 'folded', count: 8},
		{kind: 'same', text: '8'},
		{kind: 'same', text: '9'},
		added,
		{kind: 'same', text: '0'},
		{kind: 'same', text: '1'},
		{kind: 'folded', count: 8},
	]);
});

test('no changed line is ever folded, and no line is lost', () => {
	const line = fc.record({kind: fc.constantFrom('same', 'removed', 'added'), text: fc.string()});
	const diff = fc.array(line as fc.Arbitrary<DiffLine>, {maxLength: 60});

	fc.assert(
		fc.property(diff, lines => {
			const folded = foldDiff(lines);
			const total = folded.reduce((sum, one) => sum + (one.kind === 'folded' ? one.count : 1), 0);
			const changed = (all: readonly {kind: string}[]) =>
				all.filter(({kind}) => kind === 'added' || kind === 'removed');

			expect(total).toBe(lines.length);
			expect(changed(folded)).toEqual(changed(lines));
		}),
	);
});
