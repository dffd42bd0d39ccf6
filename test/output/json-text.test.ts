import fc from 'fast-check';
import {expect, test} from 'vitest';
import {jsonText} from '../../source/output/json/json-text.ts';
import {sanitise} from '../../source/output/sanitise.ts';

const unsafe = /(?!\n)\p{Cc}|(?!\u200C|\u200D)\p{Cf}|[\u2028\u2029]/u;

test('JSON holds nothing that a terminal would obey, nor does what is read out of it', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => {
			const printed = jsonText({error: text, list: [text]});
			expect(unsafe.test(printed)).toBe(false);
			expect(JSON.parse(printed)).toEqual({error: sanitise(text), list: [sanitise(text)]});
		}),
	);
});

test('documents and commands stay as they are, with an escape for each such character', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => {
			const documents = {before: text, after: text, command: text, patch: text};
			const printed = jsonText(documents);
			expect(unsafe.test(printed)).toBe(false);
			expect(JSON.parse(printed)).toEqual(documents);
		}),
	);
});
