import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {fitText} from '../../source/output/fit-text.ts';

test('further lines stand under the first, without a space before them', () => {
	expect(fitText('the role may not deliver logs', 12)).toEqual([
		'the role may',
		'not deliver',
		'logs',
	]);
});

test.each([
	['- the role may not', ['- the role', '  may not']],
	['+ the role may not', ['+ the role', '  may not']],
	['two  cols', ['two  cols']],
	['  1. the role may', ['  1. the', '     role', '     may']],
	['one\n\n  two and three', ['one', '', '  two and', '  three']],
])('%j keeps its marks and its lines', (text, lines) => {
	expect(fitText(text, 10)).toEqual(lines);
});

// A terminal would go on at its first column, outside of the rail.
test('an ARN longer than the row is broken after a separator', () => {
	expect(fitText('Role: arn:aws:iam::123456789012:role/orders-role is new.', 33)).toEqual([
		'Role: arn:aws:iam::123456789012:',
		'role/orders-role is new.',
	]);
});

test.each([
	['wide characters take two columns', '注文の処理 の 状態', 10],
	['an emoji of several code points is one', '👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧 fails', 6],
	['an accent stays with its letter', 'Re\u0301ce\u0301pisse\u0301 de\u0301livre\u0301', 4],
	['Hebrew', 'בדיקת_תשלום של הזמנה', 6],
])('%s: no row is wider, and no character is cut', (_, text, columns) => {
	const rows = fitText(text, columns);
	const characters = (of: string) =>
		[...new Intl.Segmenter().segment(of)].map(({segment}) => segment).filter(each => each !== ' ');

	expect(rows.filter(row => stringWidth(row) > columns)).toEqual([]);
	expect(rows.flatMap(characters)).toEqual(characters(text));
});

test('every character survives, in order, and no row is wider', () => {
	fc.assert(
		fc.property(
			fc.array(fc.stringMatching(/^[a-zé漢.,:]{1,30}$/)),
			fc.integer({min: 2, max: 50}),
			(words, columns) => {
				const rows = fitText(words.join(' '), columns);

				expect(rows.join('').replaceAll(' ', '')).toEqual(words.join(''));
				expect(rows.filter(row => stringWidth(row) > columns)).toEqual([]);
			},
		),
	);
});
