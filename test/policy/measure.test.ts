import {expect, test} from 'vitest';
import {
	iamPolicyCharacters,
	logResourcePolicyBytes,
	logResourcePolicyCharacters,
} from '../../source/policy/measure.ts';

test('CloudWatch Logs counts white space, IAM does not', () => {
	const text = '{\n  "Version": "2012-10-17"\n}';

	expect(logResourcePolicyCharacters(text)).toBe(29);
	expect(iamPolicyCharacters(text)).toBe(24);
});

test('a character may be several bytes', () => {
	expect(logResourcePolicyCharacters('"é"')).toBe(3);
	expect(logResourcePolicyBytes('"é"')).toBe(4);
});
