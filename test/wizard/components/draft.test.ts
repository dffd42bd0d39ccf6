import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	editDraft,
	insertText,
	previewAt,
	previewOf,
} from '../../../source/wizard/components/draft.ts';

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
	expect(editDraft({text: before, cursor: before.length}, {verb: 'rub-out'}).text).toBe(after);
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

const family = '👩‍👩‍👧';

test('a draft is edited where the cursor is, by whole characters', () => {
	const text = `a${family}b`;
	const left = editDraft({text, cursor: text.length}, {verb: 'left'});
	const further = editDraft(left, {verb: 'left'});

	expect(further.cursor).toBe(1);
	expect(editDraft(left, {verb: 'rub-out'})).toEqual({text: 'ab', cursor: 1});
	expect(editDraft(further, {verb: 'delete'})).toEqual({text: 'ab', cursor: 1});
	expect(editDraft(further, {verb: 'insert', text: 'xy'})).toEqual({
		text: `axy${family}b`,
		cursor: 3,
	});
	expect(editDraft(further, {verb: 'right'}).cursor).toBe(left.cursor);
});

test('the cursor moves within its line, and to the lines above and below', () => {
	const text = 'one\nlonger\nto';
	const end = {text, cursor: text.length};
	const at = (cursor: number) => ({text, cursor});

	expect(editDraft(end, {verb: 'home'}).cursor).toBe(11);
	expect(editDraft(at(5), {verb: 'end'}).cursor).toBe(10);
	expect(editDraft(at(9), {verb: 'up'}).cursor).toBe(3);
	expect(editDraft(at(9), {verb: 'down'}).cursor).toBe(13);
	expect(editDraft(at(2), {verb: 'up'}).cursor).toBe(0);
	expect(editDraft(at(12), {verb: 'down'}).cursor).toBe(13);
});

test('editing never tears a character apart', () => {
	const verbs = fc.constantFrom('left', 'right', 'up', 'down', 'home', 'end', 'rub-out', 'delete');

	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('a', family, 'é', '\n', '注')),
			fc.array(verbs),
			(parts, moves) => {
				const text = parts.join('');
				const draft = moves.reduce((edited, verb) => editDraft(edited, {verb}), {
					text,
					cursor: text.length,
				});
				const whole = [...new Intl.Segmenter().segment(draft.text)].map(({index}) => index);

				expect([...whole, draft.text.length]).toContain(draft.cursor);
				expect(previewAt(draft, 4).lines.length).toBeLessThanOrEqual(4);
			},
		),
	);
});
