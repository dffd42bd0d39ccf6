import fc from 'fast-check';
import {expect, test} from 'vitest';
import {insertText, previewOf, rubOut} from '../../../source/wizard/components/draft.ts';

test('newlines come as terminals send them and stay newlines', () => {
	expect(insertText('', 'one\r\ntwo\rthree\nfour')).toBe('one\ntwo\nthree\nfour');
});

test('escapes and controls are no part of the text', () => {
	expect(insertText('a', '\u001B[31mb\u0007\u202E')).toBe('ab');
});

test('a text beyond four megabytes is cut', () => {
	expect(insertText('a'.repeat(4 * 1024 * 1024), 'more')).toHaveLength(4 * 1024 * 1024);
});

test.each([
	['ab', 'a'],
	['a👩‍💻', 'a'],
	['', ''],
])('rubbing out takes one character as a person sees it: %s', (before, after) => {
	expect(rubOut(before)).toBe(after);
});

test('a short text is shown whole', () => {
	expect(previewOf('one\ntwo\n', 6)).toEqual({lines: ['one', 'two'], hidden: 0, total: 2});
});

test('a long text is shown by its beginning and its end', () => {
	const text = Array.from({length: 1204}, (_, index) => `line ${index + 1}`).join('\n');

	expect(previewOf(text, 4)).toEqual({
		lines: ['line 1', 'line 2', 'line 3', 'line 1204'],
		hidden: 1200,
		total: 1204,
	});
});

test('a preview is never larger than asked, however long the lines are', () => {
	fc.assert(
		fc.property(
			fc.array(fc.string({maxLength: 2000})),
			fc.integer({min: 2, max: 9}),
			(lines, rows) => {
				const preview = previewOf(lines.join('\n'), rows);

				expect(preview.lines.length).toBeLessThanOrEqual(rows);
				expect(preview.lines.length + preview.hidden).toBe(preview.total);
				expect(Math.max(...preview.lines.map(({length}) => length))).toBeLessThanOrEqual(500);
			},
		),
	);
});
