import {expect, test} from 'vitest';
import type {Verdict} from '../../source/diagnosis/diagnose.ts';
import {isWorthRepeating} from '../../source/diagnosis/worth-repeating.ts';

test.each<[Verdict, boolean, boolean, boolean]>([
	['healthy', false, false, true],
	['healthy', true, true, true],
	['no-verdict', false, false, false],
	['no-verdict', false, true, true],
	['no-verdict', true, false, true],
	['problem', true, true, false],
	['problem', false, true, false],
	['not-a-fault', true, true, false],
])(
	'%s (a test execution: %j, something written: %j): %j',
	(verdict, isTest, isSomethingWritten, expected) => {
		expect(isWorthRepeating(isTest, {verdict, isSomethingWritten})).toBe(expected);
	},
);
