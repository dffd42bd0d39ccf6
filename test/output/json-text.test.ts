import fc from 'fast-check';
import {expect, test} from 'vitest';
import {jsonText} from '../../source/output/json/json-text.ts';

test('JSON says the same and holds nothing that a terminal would obey', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.string({unit: 'binary'}), (value, text) => {
			const printed = jsonText({value, text});
			expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify({value, text})));
			expect(/(?!\n)\p{Cc}|\p{Cf}|[\u2028\u2029]/u.test(printed)).toBe(false);
		}),
	);
});
