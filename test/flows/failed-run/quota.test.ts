import {expect, test} from 'vitest';
import {check as quota} from '../../../flows/failed-run/quota.ts';
import {noFacts} from '../../../source/incident/facts.ts';
import {ask} from '../../support/ask.ts';
import {failedTask, withFailure} from '../../support/failed-execution.ts';
import {aContext, anAccount, aSubject} from '../../support/samples.ts';

const states = {Pay: {Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true}};
const failed = (error: string, cause?: string) =>
	withFailure({states, events: failedTask('Pay', error, cause === undefined ? {} : {cause})});

test('a quota with its code, its value and the way to raise it', async () => {
	const {outcome, answer, details} = await ask(
		quota,
		failed('Lambda.TooManyRequestsException', 'Rate Exceeded.'),
	);
	expect(outcome).toBe('problem');
	expect(answer).toMatch(
		/^Quota reached: Concurrent executions of Lambda functions .* It can be raised\.$/,
	);
	expect(details?.join()).toContain('(quota code L-B99A9384)');
	expect(details?.join()).toContain('request an increase in Service Quotas');
});

test('one that is fixed is said to be, and no command raises it', async () => {
	const {answer, details} = await ask(
		quota,
		failed('States.Runtime', 'The execution reached the maximum number of history events (25000).'),
	);
	expect(answer).toContain('It cannot be raised.');
	expect(details?.join()).not.toContain('service-quotas');
});

test('where the code is not known, the command that lists it is given', async () => {
	const {answer, details, evidence} = await ask(
		quota,
		anAccount({reads: {executions: async () => []}}),
		aSubject({facts: {...noFacts, errorName: 'ExecutionLimitExceeded'}}),
	);
	expect(evidence).toBe('reported');
	expect(answer).toContain('1,000,000');
	expect(details?.join()).toContain('list-service-quotas --service-code states');
});

test('a rate that no service names is told without a guess', async () => {
	const {answer} = await ask(
		quota,
		failed('Batch.BatchException', 'Too Many Requests (Service: AWSBatch)'),
	);
	expect(answer).toContain('The service that Pay calls received too many requests');
});

test('an execution that failed of something else tells nothing of it', async () => {
	expect((await ask(quota, failed('NoDisk'))).outcome).toBe('unknown');
	expect(await quota.run(aContext(anAccount({reads: {executions: async () => []}})))).toBe(null);
});
