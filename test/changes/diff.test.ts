import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type DiffLine, diffLines, foldContext} from '../../source/changes/diff.ts';
import {allow, inline, policy, samples} from './sample-changes.ts';

const signs = {same: ' ', added: '+', removed: '-'};
const show = (lines: DiffLine[]): string[] => lines.map(({kind, text}) => signs[kind] + text);
const side = (lines: DiffLine[], left: 'removed' | 'added'): string =>
	lines
		.filter(({kind}) => kind !== left)
		.map(({text}) => text)
		.join('\n');

test('a policy on one line is shown on many', () => {
	const change = inline({
		before: policy(allow('s3:GetObject', 'a')),
		after: policy(allow('s3:GetObject', 'a', 'b')),
	});
	expect(show(diffLines(change))).toEqual([
		' {',
		'   "Version": "2012-10-17",',
		'   "Statement": [',
		'     {',
		'       "Effect": "Allow",',
		'       "Action": [',
		'         "s3:GetObject"',
		'       ],',
		'       "Resource": [',
		'-        "a"',
		'+        "a",',
		'+        "b"',
		'       ]',
		'     }',
		'   ]',
		' }',
	]);
});

test('neither order nor repetition of keys is hidden', () => {
	const change = inline({before: '{"b":1,"2":1,"1":1}', after: '{"1":1,"2":1,"b":1,"b":2}'});
	expect(side(diffLines(change), 'added')).toBe('{\n  "b": 1,\n  "2": 1,\n  "1": 1\n}');
	expect(side(diffLines(change), 'removed')).toBe(
		'{\n  "1": 1,\n  "2": 1,\n  "b": 1,\n  "b": 2\n}',
	);
});

test('a definition is shown as it is', () => {
	const before = '{"a":1,\n\t"b":2}\n';
	const lines = diffLines({...samples.definition, before, after: before.replace('2', '3')});
	expect(show(lines)).toEqual([' {"a":1,', '-\t"b":2}', '+\t"b":3}', ' ']);
});

test('what is created is added, and what is deleted is removed', () => {
	const {after} = inline();
	expect(new Set(diffLines(inline()).map(({kind}) => kind))).toEqual(new Set(['added']));
	expect(new Set(diffLines(inline({before: after, after: null})).map(({kind}) => kind))).toEqual(
		new Set(['removed']),
	);
});

test('both texts can be read off the diff', () => {
	const text = fc
		.array(fc.constantFrom('a', 'b', 'c', ''), {minLength: 1})
		.map(lines => lines.join('\n'));

	fc.assert(
		fc.property(text, text, (before, after) => {
			const lines = diffLines({...samples.definition, before, after});
			expect(side(lines, 'added')).toBe(before);
			expect(side(lines, 'removed')).toBe(after);
		}),
	);
});

test('what lies far from a change is folded, and never a single line', () => {
	const same = (text: string): DiffLine => ({kind: 'same', text});
	const added: DiffLine = {kind: 'added', text: 'x'};
	const lines = [...'abcd'].map(same).concat(added, [...'efg'].map(same), added, same('h'));

	expect(foldContext(lines, 1)).toEqual([
		{kind: 'folded', lines: 3},
		same('d'),
		added,
		same('e'),
		same('f'),
		same('g'),
		added,
		same('h'),
	]);
	expect(foldContext([...'ab'].map(same), 3)).toEqual([{kind: 'folded', lines: 2}]);
});
