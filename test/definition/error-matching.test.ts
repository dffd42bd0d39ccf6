import {expect, test} from 'vitest';
import {handlersOf, whyNoMatch} from '../../source/definition/error-matching.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {walkStates} from '../../source/definition/walk-states.ts';

test.each([
	[['CardDeclined'], 'CardDeclined'],
	[['States.ALL'], 'CardDeclined'],
	[['States.ALL'], 'States.Timeout'],
	[['States.TaskFailed'], 'CardDeclined'],
	[['States.DataLimitExceeded'], 'States.DataLimitExceeded'],
])('%j matches %s', (errors, error) => {
	expect(whyNoMatch({errors}, error)).toBe(null);
});

test.each([
	[['States.ALL'], 'States.Runtime', /never retried, and States\.ALL does not catch it/],
	[['States.Runtime'], 'States.Runtime', /ends the execution at once/],
	[['States.ALL'], 'States.DataLimitExceeded', /has to be named/],
	[['States.TaskFailed'], 'States.Timeout', /does not match States\.Timeout/],
	[['TooManyRequestsException'], 'Lambda.TooManyRequestsException', /it names Too/],
	[['carddeclined'], 'CardDeclined', /it names carddeclined/],
	[['Other'], 'CardDeclined', /does not name CardDeclined/],
	[[], 'CardDeclined', /does not name/],
])('%j does not match %s', (errors, error, why) => {
	expect(whyNoMatch({errors}, error)).toMatch(why);
});

test('handlers are read in the order in which they are asked', () => {
	const definition = parseDefinition(
		JSON.stringify({
			States: {
				A: {
					Type: 'Task',
					Retry: [{ErrorEquals: ['Busy'], MaxAttempts: 5}, {ErrorEquals: ['States.ALL']}],
					Catch: [{ErrorEquals: ['States.ALL'], Next: 'Sorry'}],
				},
			},
		}),
	);
	const [state] = walkStates(definition);
	expect(state && handlersOf(state)).toEqual([
		{kind: 'Retry', index: 0, errors: ['Busy'], maxAttempts: 5, next: null},
		{kind: 'Retry', index: 1, errors: ['States.ALL'], maxAttempts: 3, next: null},
		{kind: 'Catch', index: 0, errors: ['States.ALL'], maxAttempts: null, next: 'Sorry'},
	]);
});
