import {expect, test} from 'vitest';
import {
	explanationOf,
	explanationOfPasted,
	judgedWith,
} from '../../source/diagnosis/judge-failure.ts';

// A bucket's name is taken, or the definition of another state machine is not valid: these checks look elsewhere.
test.each([
	['name-taken', 'unexplained'],
	['definition-valid', 'unexplained'],
	['path-in-input', 'put-right-since'],
])('an ok of %s alone makes a failed execution %s', (id, explanation) => {
	const check = {id, outcome: 'ok', decisive: true};
	expect(
		explanationOf({
			sight: {kind: 'failed'} as never,
			diagnosis: {checks: [check]} as never,
			settledBy: [id],
			isChangeShown: true,
		}),
	).toBe(explanation);
});

// That every check is ok does not tell why the call of a pasted error failed.
test.each([
	['healthy', false, 'no-verdict'],
	['healthy', true, 'healthy'],
	['not-a-fault', false, 'not-a-fault'],
	['problem', false, 'problem'],
	['no-verdict', true, 'no-verdict'],
] as const)(
	'a pasted error and checks that are %s (fixed since: %j): %s',
	(verdict, isFixed, judged) => {
		const explanation = explanationOfPasted({verdict, checks: []} as never, isFixed);
		expect(judgedWith(verdict, explanation)).toBe(judged);
	},
);
