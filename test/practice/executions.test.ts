import {
	DescribeExecutionCommand,
	GetExecutionHistoryCommand,
	ListExecutionsCommand,
	paginateGetExecutionHistory,
	StartExecutionCommand,
	UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {roleArn, stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {practise} from './clients.ts';

const arn = stateMachineArn(orders.name);

const express = stateMachineArn('loyalty-points');

const definitionOf = (states: object) => JSON.stringify({StartAt: 'First', States: states});

const failing = definitionOf({
	First: {Type: 'Pass', Next: 'Second'},
	Second: {Type: 'Fail', Error: 'NoStock', Cause: 'Nothing left'},
});

describe('executions', () => {
	test('one runs, and its history is read either way round', async () => {
		const {sfn, clock} = practise();
		const {executionArn} = await sfn.send(
			new StartExecutionCommand({stateMachineArn: arn, name: 'run-1', input: '{"order":7}'}),
		);
		const running = await sfn.send(new DescribeExecutionCommand({executionArn}));
		expect(running).toMatchObject({status: 'RUNNING', redriveStatus: 'NOT_REDRIVABLE'});
		expect(running).not.toHaveProperty('stopDate');
		clock.advance(5000);

		const execution = await sfn.send(new DescribeExecutionCommand({executionArn}));
		expect(execution).toMatchObject({
			name: 'run-1',
			stateMachineArn: arn,
			status: 'SUCCEEDED',
			input: '{"order":7}',
			redriveStatus: 'NOT_REDRIVABLE',
		});
		const read = async (reverseOrder: boolean) =>
			(await sfn.send(new GetExecutionHistoryCommand({executionArn, reverseOrder}))).events ?? [];
		const events = await read(false);
		// The second event points to none, as the first.
		expect(events.map(({id, previousEventId}) => [id, previousEventId])).toEqual(
			events.map((_, index) => [index + 1, index === 1 ? 0 : index]),
		);
		expect(events.at(0)).toMatchObject({
			type: 'ExecutionStarted',
			executionStartedEventDetails: {input: '{"order":7}', roleArn: roleArn(orders.role)},
		});
		expect(events.at(1)).toMatchObject({
			type: 'TaskStateEntered',
			stateEnteredEventDetails: {name: 'Prepare'},
		});
		expect(events.at(-1)).toMatchObject({
			type: 'ExecutionSucceeded',
			executionSucceededEventDetails: {output: execution.output},
		});
		expect(await read(true)).toEqual(events.toReversed());
	});

	test('the history comes in pages', async () => {
		const {sfn, clock} = practise(undefined, ({behaviour}) => {
			behaviour.pageSize = 4;
		});
		const {executionArn} = await sfn.send(new StartExecutionCommand({stateMachineArn: arn}));
		clock.advance(5000);
		const sizes: number[] = [];

		for await (const {events = []} of paginateGetExecutionHistory({client: sfn}, {executionArn})) {
			sizes.push(events.length);
		}

		expect(sizes).toEqual([4, 4, 4]);
	});

	test('one fails, and is found by its status', async () => {
		const {sfn, clock} = practise();
		await sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, definition: failing}));
		const {executionArn} = await sfn.send(new StartExecutionCommand({stateMachineArn: arn}));
		clock.advance(1000);
		await sfn.send(new StartExecutionCommand({stateMachineArn: arn, name: 'second'}));
		clock.advance(1000);

		expect(await sfn.send(new DescribeExecutionCommand({executionArn}))).toMatchObject({
			status: 'FAILED',
			error: 'NoStock',
			cause: 'Nothing left',
			redriveStatus: 'REDRIVABLE',
		});
		const {executions = []} = await sfn.send(
			new ListExecutionsCommand({stateMachineArn: arn, statusFilter: 'FAILED'}),
		);
		expect(executions.slice(0, 2).map(execution => execution.executionArn)).toEqual([
			`${arn.replace(':stateMachine:', ':execution:')}:second`,
			executionArn,
		]);
	});

	test('after 14 days none is redriven', async () => {
		const {sfn, clock} = practise();
		await sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, definition: failing}));
		const {executionArn} = await sfn.send(new StartExecutionCommand({stateMachineArn: arn}));
		clock.advance(14 * 24 * 3_600_000 + 1000);

		expect(await sfn.send(new DescribeExecutionCommand({executionArn}))).toMatchObject({
			redriveStatus: 'NOT_REDRIVABLE',
			redriveStatusReason: 'Redrivable period exceeded',
		});
	});

	test('one with too long a history is not redriven', async () => {
		const {sfn, state} = practise();
		await sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, definition: failing}));
		const {executionArn} = await sfn.send(new StartExecutionCommand({stateMachineArn: arn}));
		const execution = state.executions.find(candidate => candidate.arn === executionArn);
		const [event] = execution?.history ?? [];
		execution?.history.push(...Array(25_000).fill(event));

		expect(await sfn.send(new DescribeExecutionCommand({executionArn}))).toMatchObject({
			redriveStatusReason: 'Execution history event limit exceeded',
		});
	});

	test('a history of 25,000 events is read from its end, page by page', async () => {
		const {sfn, clock} = practise();
		const definition = JSON.stringify({
			StartAt: 'Again',
			States: {
				Again: {Type: 'Choice', Choices: [{Variable: '$.go', BooleanEquals: true, Next: 'Step'}]},
				Step: {Type: 'Pass', Next: 'Again'},
			},
		});
		await sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, definition}));
		const {executionArn} = await sfn.send(
			new StartExecutionCommand({stateMachineArn: arn, input: '{"go":true}'}),
		);
		clock.advance(3_600_000);
		const ids: number[] = [];

		for await (const {events = []} of paginateGetExecutionHistory(
			{client: sfn, pageSize: 1000},
			{executionArn, reverseOrder: true},
		)) {
			expect(events.length).toBeLessThanOrEqual(1000);
			ids.push(...events.map(({id = 0}) => id));
		}

		expect(ids[0]).toBeGreaterThanOrEqual(25_000);
		expect(ids).toEqual(Array.from({length: ids.length}, (_, index) => ids.length - index));
		expect(await sfn.send(new DescribeExecutionCommand({executionArn}))).toMatchObject({
			status: 'FAILED',
			error: 'States.Runtime',
			redriveStatusReason: 'Execution history event limit exceeded',
		});
	});

	test('names are given once, and the input is JSON', async () => {
		const {sfn} = practise();
		const start = (name: string, input: string) =>
			sfn.send(new StartExecutionCommand({stateMachineArn: arn, name, input}));
		await start('once', '{}');

		await expect(start('once', '{"a":1}')).rejects.toMatchObject({name: 'ExecutionAlreadyExists'});
		await expect(start('other', '{')).rejects.toMatchObject({name: 'InvalidExecutionInput'});
	});

	test('Step Functions keeps nothing of Express executions', async () => {
		const {sfn} = practise();
		const {executionArn = ''} = await sfn.send(
			new StartExecutionCommand({stateMachineArn: express, name: 'run-1'}),
		);

		expect(executionArn).toMatch(/:express:loyalty-points:run-1:[\da-f-]{36}$/);
		await expect(sfn.send(new DescribeExecutionCommand({executionArn}))).rejects.toMatchObject({
			name: 'InvalidArn',
			message: "Invalid Arn: 'Resource type not valid in this context: express'",
		});
		await expect(
			sfn.send(new ListExecutionsCommand({stateMachineArn: express})),
		).rejects.toMatchObject({
			name: 'StateMachineTypeNotSupported',
			message: 'This operation is not supported by this type of state machine',
		});
	});

	test('what never ran is not found', async () => {
		const {sfn} = practise();
		const executionArn = `${arn.replace(':stateMachine:', ':execution:')}:gone`;

		await expect(sfn.send(new DescribeExecutionCommand({executionArn}))).rejects.toMatchObject({
			name: 'ExecutionDoesNotExist',
			message: `Execution Does Not Exist: '${executionArn}'`,
		});
	});
});
