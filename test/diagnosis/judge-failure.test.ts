import {expect, test} from 'vitest';
import {explanationOf} from '../../source/diagnosis/judge-failure.ts';

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
