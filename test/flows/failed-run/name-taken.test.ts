import {expect, test} from 'vitest';
import {check as nameTaken} from '../../../flows/failed-run/name-taken.ts';
import {AccountError} from '../../../source/account/account-error.ts';
import {ask} from '../../support/ask.ts';
import {anExecution, executionArn} from '../../support/failed-execution.ts';
import {anAccount, aSubject} from '../../support/samples.ts';

const subject = aSubject({executionArn});

test.each([
	['RUNNING', 'it runs with another input'],
	['SUCCEEDED', 'its name stays taken for 90 days'],
] as const)('an execution that is %s', async (status, words) => {
	const {answer, notAFault} = await ask(
		nameTaken,
		anAccount({reads: {execution: async () => anExecution({status})}}),
		subject,
	);
	expect(answer).toContain(words);
	expect(notAFault).toBe(true);
});

test('an execution that is gone has left its name', async () => {
	const gone = () => Promise.reject(new AccountError('not-found', 'states:Describe', 'not there.'));
	const {answer} = await ask(nameTaken, anAccount({reads: {execution: gone}}), subject);
	expect(answer).toContain('it can be used');
});

test('a state machine', async () => {
	const {answer, notAFault} = await ask(nameTaken, anAccount());
	expect(answer).toContain('State machine orders has this name (type STANDARD');
	expect(notAFault).toBe(true);
});
