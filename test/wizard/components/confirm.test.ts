import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isYes} from '../../../source/wizard/components/confirm.tsx';

test.each(['y', 'yes', 'Y', 'YES', ' y '])('%s is a yes', typed => {
	expect(isYes(typed)).toBe(true);
});

test.each(['', 'n', 'no', 'yy', 'ye', 'yes please', 'да'])('"%s" is none', typed => {
	expect(isYes(typed)).toBe(false);
});

test('nothing else is', () => {
	const other = fc.string().filter(text => !['y', 'yes'].includes(text.trim().toLowerCase()));
	fc.assert(fc.property(other, typed => !isYes(typed)));
});
