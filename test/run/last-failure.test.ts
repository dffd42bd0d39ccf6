import {expect, test} from 'vitest';
import {flows} from '../../flows/index.ts';
import {AccountError} from '../../source/account/account-error.ts';
import type {HistoryEvent} from '../../source/account/step-functions.ts';
import {understand} from '../../source/incident/understand.ts';
import {lastFailure} from '../../source/run/last-failure.ts';
import {executed} from '../support/failed-execution.ts';
import {type FakeAccount, fakeReads} from '../support/fake-reads.ts';
import {anAccount, aStateMachine, ordersArn} from '../support/samples.ts';

const cause =
	'User: arn:aws:sts::123456789012:assumed-role/orders-role/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEf is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/pack-task because no identity-based policy allows the iam:PassRole action (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 0b1f; Proxy: null)';

const execution = {
	arn: 'arn:aws:states:eu-west-1:123456789012:execution:orders:nightly-42',
	name: 'nightly-42',
	status: 'FAILED',
	error: 'ECS.AccessDeniedException',
	cause,
	startedAt: null,
	stoppedAt: null,
} as never;

const event = (id: number, type: string, details: Record<string, unknown> = {}): HistoryEvent => ({
	id,
	previousEventId: id - 1,
	type,
	timestamp: null,
	details,
});

const events = [
	event(4, 'ExecutionFailed', {error: 'ECS.AccessDeniedException', cause}),
	event(3, 'TaskFailed', {error: 'ECS.AccessDeniedException', cause}),
	event(2, 'TaskScheduled'),
	event(1, 'TaskStateEntered', {name: 'Pack'}),
];

const reads = (given: FakeAccount['reads'] = {}) =>
	fakeReads(
		anAccount({
			reads: {
				executions: async (_arn, status) => (status === 'FAILED' ? [execution] : []),
				execution: async () => execution,
				executedMachine: async () => executed('{"StartAt":"Pack","States":{}}'),
				historyPage: async () => ({events, next: null}),
				...given,
			},
		}),
	);

test('the newest failure, with the name of its state, is understood as a pasted text would be', async () => {
	const failure = await lastFailure(reads(), ordersArn, null, 0);

	expect(JSON.parse(failure?.text ?? '')).toEqual({
		state: 'Pack',
		error: 'ECS.AccessDeniedException',
		cause,
	});
	const {matches, facts} = understand(failure?.text ?? '', flows);
	expect(matches[0]?.flow).toBe('pass-role-denied');
	expect(facts).toMatchObject({
		action: 'iam:PassRole',
		resource: 'arn:aws:iam::123456789012:role/pack-task',
	});
});

test('without a history to read, the execution tells error and cause', async () => {
	const historyPage = () =>
		Promise.reject(new AccountError('access-denied', 'states:GetExecutionHistory', 'no'));
	const failure = await lastFailure(reads({historyPage}), ordersArn, null, 0);
	expect(JSON.parse(failure?.text ?? '')).toEqual({error: 'ECS.AccessDeniedException', cause});
});

test('Express executions leave no record', async () => {
	const express = fakeReads(anAccount({stateMachines: [aStateMachine({type: 'EXPRESS'})]}));
	expect(await lastFailure(express, ordersArn, null, 0)).toBeNull();
});
