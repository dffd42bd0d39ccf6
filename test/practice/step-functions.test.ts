import {
	CreateStateMachineCommand,
	DescribeExecutionCommand,
	DescribeStateMachineCommand,
	GetExecutionHistoryCommand,
	ListExecutionsCommand,
	ListStateMachinesCommand,
	ListTagsForResourceCommand,
	paginateGetExecutionHistory,
	paginateListStateMachines,
	RedriveExecutionCommand,
	StartExecutionCommand,
	UpdateStateMachineCommand,
	ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {roleArn, stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {managedByCloudFormation} from '../../source/practice/scenarios/managed-by-cloudformation.ts';
import {practise} from './clients.ts';

const arn = stateMachineArn(orders.name);
const express = stateMachineArn('loyalty-points');

const definitionOf = (states: object) => JSON.stringify({StartAt: 'First', States: states});
const passing = definitionOf({First: {Type: 'Pass', Result: {done: true}, End: true}});
const failing = definitionOf({
	First: {Type: 'Pass', Next: 'Second'},
	Second: {Type: 'Fail', Error: 'NoStock', Cause: 'Nothing left'},
});

describe('state machines', () => {
	test('the list comes in pages', async () => {
		const {sfn, state} = practise(undefined, ({behaviour}) => {
			behaviour.pageSize = 5;
		});
		const pages: string[][] = [];

		for await (const {stateMachines = []} of paginateListStateMachines({client: sfn}, {})) {
			pages.push(stateMachines.map(({name = ''}) => name));
		}

		expect(pages.map(({length}) => length)).toEqual([5, 5, 5, 1]);
		expect(pages.flat()).toEqual(state.stateMachines.map(({name}) => name));
		await expect(
			sfn.send(new ListStateMachinesCommand({nextToken: 'made up'})),
		).rejects.toMatchObject({name: 'InvalidToken'});
	});

	test.each([
		[`${arn}-gone`, 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}-gone'`],
		['order-fulfilment', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: order-fulfilment'"],
		[
			arn.replace(':stateMachine:', ':activity:'),
			'InvalidArn',
			"Invalid Arn: 'Resource type not valid in this context: activity'",
		],
	])('%s is not described', async (stateMachineArn, name, message) => {
		const {sfn} = practise();

		await expect(
			sfn.send(new DescribeStateMachineCommand({stateMachineArn})),
		).rejects.toMatchObject({name, message, $metadata: {httpStatusCode: 400}});
	});

	test('the tags tell that CloudFormation owns it', async () => {
		const {sfn} = practise(managedByCloudFormation);

		const {tags} = await sfn.send(new ListTagsForResourceCommand({resourceArn: arn}));

		expect(tags).toContainEqual({
			key: 'aws:cloudformation:stack-name',
			value: 'order-fulfilment-prod',
		});
		await expect(
			sfn.send(new ListTagsForResourceCommand({resourceArn: `${arn}-gone`})),
		).rejects.toMatchObject({name: 'ResourceNotFound'});
	});

	test('one is created, and creating the same again answers the same', async () => {
		const {sfn, clock} = practise();
		const input = {name: 'new-one', definition: passing, roleArn: roleArn(orders.role)};
		const created = await sfn.send(new CreateStateMachineCommand(input));
		clock.advance(60_000);

		const again = await sfn.send(
			new CreateStateMachineCommand({...input, tags: [{key: 'a', value: 'b'}]}),
		);
		expect(again).toMatchObject({
			stateMachineArn: stateMachineArn('new-one'),
			creationDate: created.creationDate,
		});
		await expect(
			sfn.send(new CreateStateMachineCommand({...input, definition: failing})),
		).rejects.toMatchObject({
			name: 'StateMachineAlreadyExists',
			message: `State Machine Already Exists: '${stateMachineArn('new-one')}'`,
		});
		expect(
			await sfn.send(new DescribeStateMachineCommand({stateMachineArn: created.stateMachineArn})),
		).toMatchObject({
			type: 'STANDARD',
			definition: passing,
			loggingConfiguration: {level: 'OFF', includeExecutionData: false},
			revisionId: 'INITIAL',
		});
	});

	test.each([
		[{name: 'a b'}, 'InvalidName'],
		[{roleArn: 'order-fulfilment-role'}, 'InvalidArn'],
		[{definition: '{'}, 'InvalidDefinition'],
		[{roleArn: roleArn('nobody')}, 'AccessDeniedException'],
	])('with %j none is created', async (wrong, name) => {
		const {sfn, state} = practise();
		const count = state.stateMachines.length;
		const input = {name: 'new-one', definition: passing, roleArn: roleArn(orders.role), ...wrong};

		await expect(sfn.send(new CreateStateMachineCommand(input))).rejects.toMatchObject({name});
		expect(state.stateMachines).toHaveLength(count);
	});

	test('an update changes what it names and nothing else', async () => {
		const {sfn} = practise();
		const describeIt = () => sfn.send(new DescribeStateMachineCommand({stateMachineArn: arn}));
		const before = await describeIt();

		await sfn.send(
			new UpdateStateMachineCommand({
				stateMachineArn: arn,
				tracingConfiguration: {enabled: true},
			}),
		);

		const {$metadata, ...after} = await describeIt();
		expect(after).toEqual({
			...before,
			$metadata: undefined,
			tracingConfiguration: {enabled: true},
			revisionId: expect.not.stringMatching(before.revisionId ?? ''),
		});
	});

	test('an update of nothing is refused', async () => {
		const {sfn} = practise();

		await expect(
			sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn})),
		).rejects.toMatchObject({
			name: 'MissingRequiredParameter',
			message:
				'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
		});
	});

	test.each([
		['{"StartAt":', 'INVALID_JSON_DESCRIPTION'],
		['{"States":{}}', 'SCHEMA_VALIDATION_FAILED'],
		[definitionOf({Other: {Type: 'Pass', End: true}}), 'MISSING_TRANSITION_TARGET'],
		[definitionOf({First: {Type: 'Pass', Next: 'Gone'}}), 'MISSING_TRANSITION_TARGET'],
		[definitionOf({First: {Type: 'Pass'}}), 'SCHEMA_VALIDATION_FAILED'],
	])('%s does not pass validation, and no update', async (definition, code) => {
		const {sfn} = practise();

		expect(await sfn.send(new ValidateStateMachineDefinitionCommand({definition}))).toMatchObject({
			result: 'FAIL',
			diagnostics: [{severity: 'ERROR', code}],
			truncated: false,
		});
		await expect(
			sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, definition})),
		).rejects.toMatchObject({
			name: 'InvalidDefinition',
			message: expect.stringMatching(`^Invalid State Machine Definition: '${code}: `),
		});
	});

	test('Express does not wait for jobs', async () => {
		const {sfn} = practise();
		const definition = definitionOf({
			First: {Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', End: true},
		});
		const validate = (type: 'EXPRESS' | 'STANDARD') =>
			sfn.send(new ValidateStateMachineDefinitionCommand({definition, type}));

		expect(await validate('STANDARD')).toMatchObject({result: 'OK', diagnostics: []});
		expect(await validate('EXPRESS')).toMatchObject({
			result: 'FAIL',
			diagnostics: [
				{
					code: 'SCHEMA_VALIDATION_FAILED',
					message: "Express state machine does not support '.sync' service integration",
					location: '/States/First/Resource',
				},
			],
		});
	});
});

describe('executions', () => {
	test('one runs, and its history is read either way round', async () => {
		const {sfn} = practise();
		const {executionArn} = await sfn.send(
			new StartExecutionCommand({stateMachineArn: arn, name: 'run-1', input: '{"order":7}'}),
		);

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
		expect(events.map(({id, previousEventId}) => [id, previousEventId])).toEqual(
			events.map((_, index) => [index + 1, index]),
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
			executionSucceededEventDetails: {output: '{"order":7}'},
		});
		expect(await read(true)).toEqual(events.toReversed());
	});

	test('the history comes in pages', async () => {
		const {sfn} = practise(undefined, ({behaviour}) => {
			behaviour.pageSize = 4;
		});
		const {executionArn} = await sfn.send(new StartExecutionCommand({stateMachineArn: arn}));
		const sizes: number[] = [];

		for await (const {events = []} of paginateGetExecutionHistory({client: sfn}, {executionArn})) {
			sizes.push(events.length);
		}

		expect(sizes).toEqual([4, 2]);
	});

	test('one fails, is found by its status, and is redriven from the state that failed', async () => {
		const {sfn, clock} = practise();
		await sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, definition: failing}));
		const {executionArn} = await sfn.send(new StartExecutionCommand({stateMachineArn: arn}));
		clock.advance(1000);
		await sfn.send(new StartExecutionCommand({stateMachineArn: arn, name: 'second'}));
		const describeIt = () => sfn.send(new DescribeExecutionCommand({executionArn}));

		const failed = {status: 'FAILED', error: 'NoStock', cause: 'Nothing left'};
		expect(await describeIt()).toMatchObject({...failed, redriveStatus: 'REDRIVABLE'});
		const {executions = []} = await sfn.send(
			new ListExecutionsCommand({stateMachineArn: arn, statusFilter: 'FAILED'}),
		);
		expect(executions[0]?.name).toBe('second');
		expect(executions[1]?.executionArn).toBe(executionArn);

		const mended = definitionOf({
			First: {Type: 'Fail'},
			Second: {Type: 'Pass', Result: 'shipped', End: true},
		});
		await sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, definition: mended}));
		await sfn.send(new RedriveExecutionCommand({executionArn}));

		expect(await describeIt()).toMatchObject({
			status: 'SUCCEEDED',
			output: '"shipped"',
			redriveCount: 1,
		});
		expect(await describeIt()).not.toHaveProperty('error');
		const {events = []} = await sfn.send(new GetExecutionHistoryCommand({executionArn}));
		expect(events.map(({type}) => type)).toContain('ExecutionRedriven');
		await expect(sfn.send(new RedriveExecutionCommand({executionArn}))).rejects.toMatchObject({
			name: 'ExecutionNotRedrivable',
			message: expect.stringContaining('SUCCEEDED'),
		});
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
