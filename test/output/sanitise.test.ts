import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sanitise, sanitiseLine} from '../../source/output/sanitise.ts';

test.each([
	['colours', '\u001B[31mred\u001B[0m', 'red'],
	['one-character CSI', '\u009B31mred', 'red'],
	['cursor moves and clearing', 'a\u001B[2J\u001B[1;1Hb', 'ab'],
	['a title', '\u001B]0;owned\u0007text', 'text'],
	['a link', '\u001B]8;;http://example.com\u001B\\text\u001B]8;;\u001B\\', 'text'],
	['a clipboard write', '\u001B]52;c;cm0gLXJm\u0007text', 'text'],
	['a device control string', '\u001BP+q544e\u001B\\text', 'text'],
	['character sets', '\u001B(0text\u001B(B', 'text'],
	['bells and backspaces', 'pass\u0008\u0008\u0007word\u007F', 'password'],
	['right-to-left overrides', 'a\u202Eb\u2066c\u2069', 'abc'],
	['zero-width characters', 'or\u200Bders\uFEFF', 'orders'],
	['tags', 'a\u{E0041}b', 'ab'],
	['carriage returns', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
	['line separators', 'one\u2028two', 'one\ntwo'],
	['half a character', 'a\uD800b', 'a\uFFFDb'],
])('takes out %s', (_, hostile, shown) => {
	expect(sanitise(hostile)).toBe(shown);
});

test('what was hidden between two halves of an escape cannot form a new one', () => {
	expect(sanitise('\u001B\u001B[31m[31mred')).not.toContain('\u001B');
});

test('an unfinished title does not swallow the text after it', () => {
	expect(sanitise('\u001B]0;title\nthe error')).toContain('the error');
});

test('letters, wide characters, joined emoji, newlines and tabs stay', () => {
	const text = 'naïve 状態 👩‍💻\n\tعربي';

	expect(sanitise(text)).toBe(text);
});

test('nothing that a terminal obeys is left, and twice is as good as once', () => {
	const pieces = fc.constantFrom('\u001B', '[', ']', 'P', '0', ';', 'm', '\u0007', '\\', '\u009B');
	const hostile = fc.array(fc.oneof(pieces, fc.string({unit: 'binary'}))).map(all => all.join(''));

	fc.assert(
		fc.property(hostile, text => {
			const shown = sanitise(text);

			expect(shown).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
			expect(sanitise(shown)).toBe(shown);
		}),
	);
});

test('a hostile text of a megabyte takes no long time', () => {
	const start = performance.now();

	for (const piece of ['\u001B[', '\u001B]', '\u009D', '\u001B[0;', '\u001B(']) {
		sanitise(piece.repeat(300_000));
	}

	expect(performance.now() - start).toBeLessThan(3000);
});

test('one line stays one line', () => {
	expect(sanitiseLine('one\r\ntwo\tthree')).toBe('one two three');
});
