import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sameJsonText, samePolicyText} from '../../source/changes/meaning.ts';

test('a policy means the same however it is written', () => {
	const one = '{"Statement":[{"Effect":"Allow","Action":["a","b"],"Resource":"*"}]}';
	const other = '{ "Statement": {"Resource": ["*"], "Action": ["b", "a"], "Effect": "Allow"} }';
	expect(samePolicyText(one, other)).toBe(true);
	expect(sameJsonText(one, other)).toBe(false);
});

test('IAM returns true as a string', () => {
	const condition = (value: unknown) =>
		JSON.stringify({Statement: [{Condition: {Bool: {'aws:SecureTransport': value}}}]});
	expect(samePolicyText(condition(true), condition('true'))).toBe(true);
});

test('values that differ are not the same', () => {
	const differing = [
		['{"a":"b"}', '{"a":"c"}'],
		['{"a":["b","c"]}', '{"a":"b"}'],
		['{"a":["b,c"]}', '{"a":["b","c"]}'],
		['{"a":"b"}', '{"b":"a"}'],
		['{"a":{"b":"c"}}', '{"a":"c"}'],
		['{"a":[["b"],"c"]}', '{"a":["b","c","d"]}'],
		['no json', 'none either'],
		['{}', 'null'],
	] as const;

	for (const [one, other] of differing) {
		expect([one, other, samePolicyText(one, other)]).toEqual([one, other, false]);
		expect(sameJsonText(one, other)).toBe(false);
	}
});

test('JSON printed anew is the same', () => {
	fc.assert(
		fc.property(fc.json(), text => {
			const again = JSON.stringify(JSON.parse(text), null, 3);
			expect(sameJsonText(text, again) && samePolicyText(text, again)).toBe(true);
		}),
	);
});
