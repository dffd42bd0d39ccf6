import fc from 'fast-check';
import {expect, test} from 'vitest';
import {inputFault} from '../../source/run/input-fault.ts';

test('takes all that JSON is', () => {
	fc.assert(
		fc.property(fc.json(), text => {
			expect(inputFault(text)).toBeNull();
		}),
	);
});

test.each([
	['{"a": 1', 'This is not JSON (line 1, column 8): correct it, or paste another.'],
	['{\n  "a": 1,\n}', 'This is not JSON (line 3, column 1): correct it, or paste another.'],
	["{'a': 1}", 'This is not JSON (line 1, column 2): correct it, or paste another.'],
])('%j is named for what it is', (text, fault) => {
	expect(inputFault(text)).toBe(fault);
});

test('counts in bytes what AWS counts in bytes', () => {
	const ofBytes = (bytes: number): string => `"${'é'.repeat(bytes / 2 - 1)}"`;

	expect(inputFault(ofBytes(262_144))).toBeNull();
	expect(inputFault(ofBytes(262_146))).toBe(
		'This has 262,146 bytes, and an execution takes 262,144 at most.',
	);
});
