import fc from 'fast-check';
import {expect, test} from 'vitest';
import {wrapText} from '../../source/output/wrap-text.ts';

test('further lines stand under the first, without a space before them', () => {
	expect(wrapText('the role may not deliver logs', 12)).toEqual([
		'the role may',
		'not deliver',
		'logs',
	]);
});

test.each([
	['- the role may not', ['- the role', '  may not']],
	['  1. the role may', ['  1. the', '     role', '     may']],
	['one\n\n  two and three', ['one', '', '  two and', '  three']],
])('%j keeps its marks and its lines', (text, lines) => {
	expect(wrapText(text, 10)).toEqual(lines);
});

test('an ARN longer than the row stays whole', () => {
	const arn = 'arn:aws:iam::123456789012:role/orders-role';
	expect(wrapText(`Role: ${arn} is new.`, 20)).toEqual(['Role:', arn, 'is new.']);
});

test('every word survives, in order, and only a single word runs over', () => {
	fc.assert(
		fc.property(
			fc.array(fc.stringMatching(/^[a-z.,:]{1,30}$/)),
			fc.integer({min: 1}),
			(words, columns) => {
				const lines = wrapText(words.join(' '), columns);

				expect(lines.join(' ').split(' ').filter(Boolean)).toEqual(words);
				expect(lines.every(line => line.length <= columns || !line.includes(' '))).toBe(true);
			},
		),
	);
});

test('lines are measured in columns: wide characters, emoji, accents', () => {
	expect(wrapText('注文処理 失敗 Re\u0301cepisse\u0301 🚚', 14)).toEqual([
		'注文処理 失敗',
		'Re\u0301cepisse\u0301 🚚',
	]);
});
