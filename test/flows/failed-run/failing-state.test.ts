import {expect, test} from 'vitest';
import {check as failingState} from '../../../flows/failed-run/failing-state.ts';
import {AccountError} from '../../../source/account/account-error.ts';
import {answered, ask} from '../../support/ask.ts';
import {executionArn, failedTask, withFailure} from '../../support/failed-execution.ts';
import {anAccount, aStateMachine, aSubject} from '../../support/samples.ts';

const pay = {Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true};

test('the state, its definition, its input and the error stand side by side', async () => {
	const {outcome, answer, details} = await ask(
		failingState,
		withFailure({
			states: {Pay: pay},
			events: failedTask('Pay', 'CardDeclined', {cause: 'no funds', input: {card: 'c-1'}}),
		}),
	);
	expect(outcome).toBe('warning');
	expect(answer).toBe('State Pay (Task arn:aws:states:::lambda:invoke) failed with CardDeclined.');
	expect(details).toEqual([
		`Execution: ${executionArn}, ended FAILED at 2026-10-01 12:01:00 UTC`,
		'Cause: no funds',
		`Definition: ${JSON.stringify(pay)}`,
		'Input: {"card":"c-1"}',
		'Called with: {}',
		'Output: none',
	]);
});

test('what it ran is told from what is live', async () => {
	const events = failedTask('Pay', 'CardDeclined');
	const changed = withFailure({
		states: {Pay: {...pay, TimeoutSeconds: 5}},
		ran: {Pay: pay},
		events,
	});
	const gone = withFailure({states: {Charge: pay}, ran: {Pay: pay}, events});
	expect((await ask(failingState, changed)).details?.at(-1)).toMatch(/was changed since/);
	expect((await ask(failingState, gone)).details?.at(-1)).toMatch(
		/current definition has no state Pay/,
	);
});

test('task tokens and passwords are not shown, where they come from is', async () => {
	const {details} = await ask(
		failingState,
		withFailure({
			states: {Pay: {...pay, Parameters: {'taskToken.$': '$$.Task.Token'}}},
			events: failedTask('Pay', 'CardDeclined', {
				input: {user: {password: 'hunter2'}},
				parameters: {taskToken: 'AQCEAAAA'},
			}),
		}),
	);
	expect(details?.join()).not.toMatch(/hunter2|AQCEAAAA/);
	expect(details?.join()).toContain('$$.Task.Token');
});

test('long input is cut, and says so', async () => {
	const {details} = await ask(
		failingState,
		withFailure({
			states: {Pay: pay},
			events: failedTask('Pay', 'CardDeclined', {input: {text: 'x'.repeat(5000)}}),
		}),
	);
	expect(details?.find(detail => detail.startsWith('Input'))).toMatch(/5011 characters in all/);
});

test('an execution that timed out counts, and the newest one is taken', async () => {
	const {answer} = await ask(
		failingState,
		withFailure({
			states: {Pay: pay},
			execution: {status: 'TIMED_OUT'},
			events: failedTask('Pay', 'States.Timeout', {type: 'TaskTimedOut'}),
		}),
	);
	expect(answer).toContain('States.Timeout');
});

test('Express executions leave no history: unknown, with what tells instead', async () => {
	const {outcome, answer, details} = await answered(
		failingState,
		anAccount({stateMachines: [aStateMachine({type: 'EXPRESS'})]}),
	);
	expect(outcome).toBe('unknown');
	expect(answer).toContain('Express');
	expect(details).toEqual([expect.stringContaining('aws logs filter-log-events')]);
});

test('no failed execution, and one that did not fail, are unknown', async () => {
	const none = anAccount({reads: {executions: async () => []}});
	const other = withFailure({
		states: {Pay: pay},
		execution: {status: 'SUCCEEDED'},
		events: [],
	});
	expect(await ask(failingState, none)).toMatchObject({outcome: 'unknown'});
	expect(await ask(failingState, other, aSubject({executionArn}))).toMatchObject({
		outcome: 'unknown',
		answer: expect.stringContaining('is not an execution that failed'),
	});
});

test('a history that may not be read is unknown', async () => {
	const {outcome, answer} = await answered(
		failingState,
		withFailure({
			states: {Pay: pay},
			events: [],
			account: {
				reads: {
					historyPage: () =>
						Promise.reject(
							new AccountError(
								'access-denied',
								'states:GetExecutionHistory',
								'Access denied to states:GetExecutionHistory: not authorized.',
							),
						),
				},
			},
		}),
	);
	expect(outcome).toBe('unknown');
	expect(answer).toContain('states:GetExecutionHistory');
});
