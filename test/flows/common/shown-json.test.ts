import fc from 'fast-check';
import {expect, test} from 'vitest';
import {shownJson, shownText} from '../../../flows/common/shown-json.ts';

test.each([
	['{"password": "hunter2", "user": "ann"}', '{"password":"[redacted]","user":"ann"}'],
	['{"a":{"dbPassword":"hun\\"ter2"}}', '{"a":{"dbPassword":"[redacted]"}}'],
	['{"taskToken":"AQCE"}', '{"taskToken":"[redacted]"}'],
	['{"taskToken.$":"$$.Task.Token"}', '{"taskToken.$":"$$.Task.Token"}'],
	['{"Token":"{% $states.context.Task.Token %}"}', '{"Token":"{% $states.context.Task.Token %}"}'],
	['{"tokens":4}', '{"tokens":4}'],
])('%s is shown as %s', (text, shown) => {
	expect(shownJson(text)).toBe(shown);
});

test('JSON within a text, and within a string of JSON, hides them as well', () => {
	expect(shownText(`not in the input '{"apiKey":"k-1","x":1}'`)).toBe(
		`not in the input '{"apiKey":"[redacted]","x":1}'`,
	);
	expect(shownJson(JSON.stringify({cause: '{"secret":"s-1","x":1}'}))).toBe(
		'{"cause":"{\\"secret\\":\\"[redacted]\\",\\"x\\":1}"}',
	);
});

test('whatever is shown is short', () => {
	fc.assert(
		fc.property(fc.oneof(fc.json(), fc.string({maxLength: 3000})), text => {
			expect(shownJson(text).length).toBeLessThan(650);
		}),
	);
});

test('a long value takes no long time', () => {
	const text = `{"token":"${'a\\n'.repeat(80_000)}`.repeat(3);
	const before = performance.now();
	shownText(text);
	expect(performance.now() - before).toBeLessThan(1000);
});
