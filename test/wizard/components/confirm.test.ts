import fc from 'fast-check';
import {expect, test} from 'vitest';
import {yesOrNo} from '../../../source/run/choice.ts';

test.each(['y', 'yes', 'Y', 'YES', ' y '])('%s is a yes', typed => {
	expect(yesOrNo(typed)).toBe(true);
});

test.each(['', ' ', 'n', 'No'])('"%s" is a no', typed => {
	expect(yesOrNo(typed)).toBe(false);
});

test.each(['yy', 'ye', 'yes please', 'да', 'maybe', 'toString'])('"%s" is neither', typed => {
	expect(yesOrNo(typed)).toBe(null);
});

test('nothing else is', () => {
	const other = fc.string().filter(text => !['y', 'yes'].includes(text.trim().toLowerCase()));
	fc.assert(fc.property(other, typed => yesOrNo(typed) !== true));
});
