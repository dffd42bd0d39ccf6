import {expect, test} from 'vitest';
import type {Verdict} from '../../source/diagnosis/diagnose.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {shouldRetry} from '../../source/run/repeat-failed.ts';
import {redrive} from './fakes.ts';
import {diagnosis, shown} from './story.ts';

const testExecution: Retry = {
	kind: 'start-execution',
	title: 'Start a test execution of orders',
	sideEffects: '',
	stateMachineArn: '',
	input: '{}',
	askForInput: true,
};
const applied = {shown: shown('a'), outcome: 'applied', confirmed: true, message: null} as const;

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
		const state = {
			diagnosis: diagnosis(verdict),
			changes: isSomethingWritten ? [applied] : [],
			explanation: 'unexplained',
		} as const;

		expect(shouldRetry(state, isTest ? testExecution : redrive)).toBe(expected);
	},
);
