import {expect, test} from 'vitest';
import {markChanges} from '../../source/changes/changed-words.ts';
import type {DiffLine} from '../../source/changes/diff.ts';

/** The words that are marked in each line. */
const marked = (...lines: Array<[DiffLine['kind'], string]>): string[][] =>
	markChanges(lines.map(([kind, text]) => ({kind, text}))).map(({line, changed}) =>
		changed.map(([from, to]) => ('text' in line ? line.text.slice(from, to) : '')),
	);

test('the words of a line that replaces another', () => {
	expect(
		marked(
			['same', '{'],
			['removed', '"Input.$": "$.customer.id",'],
			['removed', '"TimeoutSeconds": 5'],
			['added', '"Input.$": "$.customerId",'],
			['added', '"TimeoutSeconds": 60'],
		),
	).toEqual([[], ['customer.id'], ['5'], ['customerId'], ['60']]);
});

test('no words where lines are added, or hardly one is the same', () => {
	expect(marked(['added', '"a": 1'], ['added', '"b": 2'])).toEqual([[], []]);
	expect(marked(['removed', '"Next": "Done"'], ['added', '{"Type": "Fail"}'])).toEqual([[], []]);
	expect(marked(['removed', '"a": 1'], ['added', '"a": 1,'], ['added', '"b": 2'])).toEqual([
		[],
		[],
		[],
	]);
});
