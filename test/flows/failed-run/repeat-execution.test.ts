import {describe, expect, test} from 'vitest';
import {retry as repeatExecution} from '../../../flows/failed-run/repeat-execution.ts';
import {AccountError} from '../../../source/account/account-error.ts';
import type {Execution} from '../../../source/account/step-functions.ts';
import type {Subject} from '../../../source/diagnosis/subject.ts';
import {executed} from '../../support/failed-execution.ts';
import type {FakeAccount} from '../../support/fake-reads.ts';
import {
	aContext,
	anAccount,
	aStateMachine,
	aSubject,
	notCreatedYet,
	ordersArn,
} from '../../support/samples.ts';

const executionArn = 'arn:aws:states:eu-west-1:123456789012:execution:orders:nightly-42';

const anExecution = (given: Partial<Execution> = {}): Execution => ({
	arn: executionArn,
	name: 'nightly-42',
	stateMachineArn: ordersArn,
	status: 'FAILED',
	startedAt: null,
	stoppedAt: null,
	input: '{"order":1}',
	error: 'ECS.AccessDeniedException',
	cause: 'not authorized',
	redriveStatus: 'REDRIVABLE',
	redriveStatusReason: null,
	...given,
});

const event = (id: number, type: string, details: Record<string, unknown> = {}) => ({
	id,
	previousEventId: id - 1,
	type,
	timestamp: null,
	details,
});

const accountWith = (
	execution: Execution | null,
	reads: FakeAccount['reads'] = {},
): FakeAccount => {
	const machine = aStateMachine();

	return anAccount({
		stateMachines: [machine],
		reads: {
			executions: async () => (execution ? [execution] : []),
			execution: async () => execution ?? anExecution(),
			executedMachine: async () => executed(machine.definition),
			historyPage: async () => ({
				events: [
					event(4, 'ExecutionFailed', {error: 'ECS.AccessDeniedException'}),
					event(3, 'TaskFailed', {error: 'ECS.AccessDeniedException'}),
					event(2, 'TaskScheduled'),
					event(1, 'TaskStateEntered', {name: 'Pack'}),
				],
				next: null,
			}),
			...reads,
		},
	});
};

const repeat = (account: FakeAccount, subject: Subject = aSubject()) =>
	repeatExecution(aContext(account, subject));

describe('a failed Standard execution', () => {
	test('that a Catch led to a Fail state is started anew: a redrive would run the Fail state only', async () => {
		const historyPage = async () => ({
			events: [
				event(6, 'ExecutionFailed', {error: 'OrderFailed'}),
				event(5, 'FailStateEntered', {name: 'Failed'}),
				event(4, 'TaskStateExited', {name: 'Pack'}),
				event(3, 'TaskFailed', {error: 'ECS.AccessDeniedException'}),
				event(2, 'TaskScheduled'),
				event(1, 'TaskStateEntered', {name: 'Pack'}),
			],
			next: null,
		});
		const retry = await repeat(accountWith(anExecution(), {historyPage}));
		expect(retry).toMatchObject({kind: 'start-execution', input: anExecution().input});
		expect(retry?.sideEffects).toContain('Fail state Failed');
	});

	test('is redriven, which repeats the state that failed', async () => {
		const retry = await repeat(accountWith(anExecution()));
		expect(retry).toMatchObject({kind: 'redrive', executionArn});
		expect(retry?.sideEffects).toContain('Redrive resumes at state Pack');
	});

	test('whose definition has changed since is started anew, since a redrive runs the old one', async () => {
		const executedMachine = async () => executed('{"StartAt":"Old","States":{}}');
		const retry = await repeat(accountWith(anExecution(), {executedMachine}));
		expect(retry).toMatchObject({kind: 'start-execution', input: '{"order":1}'});
		expect(retry?.sideEffects).toContain('a redrive would run the old one');
	});

	test('of which another state has changed since is redriven: nothing that succeeded runs twice', async () => {
		const definition = (other: object) =>
			JSON.stringify({StartAt: 'Pack', States: {Pack: {Type: 'Task'}, Other: other}});
		const account = accountWith(anExecution(), {
			executedMachine: async () => executed(definition({Type: 'Pass'})),
			stateMachine: async () => aStateMachine({definition: definition({Type: 'Succeed'})}),
		});
		const retry = await repeat(account);
		expect(retry).toMatchObject({kind: 'redrive', executionArn});
	});

	test('that AWS does not redrive is started anew, with AWS’s reason', async () => {
		const execution = anExecution({
			redriveStatus: 'NOT_REDRIVABLE',
			redriveStatusReason: 'Execution is older than 14 days',
		});
		const retry = await repeat(accountWith(execution));
		expect(retry?.kind).toBe('start-execution');
		expect(retry?.sideEffects).toContain('older than 14 days');
	});

	test('is redriven where the definition it ran may not be seen', async () => {
		const executedMachine = () =>
			Promise.reject(new AccountError('access-denied', 'states:Describe', 'no'));
		expect((await repeat(accountWith(anExecution(), {executedMachine})))?.kind).toBe('redrive');
	});
});

describe('nothing is repeated', () => {
	test('where nothing has failed', async () => {
		expect(await repeat(accountWith(null))).toBeNull();
	});

	test('for Express state machines, which AWS does not redrive', async () => {
		const account = anAccount({stateMachines: [aStateMachine({type: 'EXPRESS'})]});
		expect(await repeat(account)).toBeNull();
	});

	test('while there is no state machine', async () => {
		expect(await repeat(accountWith(anExecution()), notCreatedYet())).toBeNull();
	});

	test('for an execution that is named and did not fail', async () => {
		const account = accountWith(anExecution({status: 'SUCCEEDED'}));
		expect(await repeat(account, aSubject({executionArn}))).toBeNull();
	});

	test('with an input that AWS does not show', async () => {
		const execution = anExecution({input: null, redriveStatus: 'NOT_REDRIVABLE'});
		expect(await repeat(accountWith(execution))).toBeNull();
	});
});
