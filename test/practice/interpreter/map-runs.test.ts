import {
	DescribeExecutionCommand,
	DescribeMapRunCommand,
	DescribeStateMachineForExecutionCommand,
	ListExecutionsCommand,
	ListMapRunsCommand,
	StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {newestVersion, writeRole} from '../../../source/practice/roles.ts';
import {accountId, functionArn} from '../../../source/practice/scenarios/build/names.ts';
import {policy} from '../../../source/practice/scenarios/build/policies.ts';
import {invoke} from '../../../source/practice/scenarios/build/states.ts';
import {play, typesOf} from './play.ts';

const machineArn = `arn:aws:states:eu-west-1:${accountId}:stateMachine:played`;
const start = {Effect: 'Allow', Action: 'states:StartExecution', Resource: machineArn};
const redrive = {
	Effect: 'Allow',
	Action: 'states:RedriveExecution',
	Resource: `arn:aws:states:eu-west-1:${accountId}:execution:played/Items:*`,
};
const invokeGood = {
	Effect: 'Allow',
	Action: 'lambda:InvokeFunction',
	Resource: functionArn('good'),
};
const invokeBad = {...invokeGood, Resource: functionArn('bad')};

const map = (rest: object = {}, processor: object = {}) => ({
	Work: {
		Type: 'Map',
		Label: 'Items',
		ItemProcessor: {
			ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
			StartAt: 'Which',
			States: {
				Which: {
					Type: 'Choice',
					Choices: [{Variable: '$.bad', BooleanEquals: true, Next: 'Bad'}],
					Default: 'Good',
				},
				Good: invoke('good', {End: true}),
				Bad: invoke('bad', {End: true}),
			},
			...processor,
		},
		End: true,
		...rest,
	},
});

const items = (...bad: boolean[]) => bad.map(each => ({bad: each}));

describe('a Map Run', () => {
	test('is listed, counted, and its executions are found by status', async () => {
		const played = play(map({ToleratedFailureCount: 1}), {statements: [start, invokeGood]});
		const parent = await played.start(items(false, true, false, false));
		const {sfn} = played;

		expect(await played.describe(parent)).toMatchObject({status: 'SUCCEEDED'});
		const {mapRuns = []} = await sfn.send(new ListMapRunsCommand({executionArn: parent}));
		expect(mapRuns).toHaveLength(1);
		expect(mapRuns[0]).toMatchObject({
			executionArn: parent,
			stateMachineArn: `${machineArn}/Items`,
			mapRunArn: expect.stringMatching(/:mapRun:played\/Items:[\da-f-]{36}$/),
		});
		expect(mapRuns[0]).not.toHaveProperty('status');

		const {mapRunArn} = mapRuns[0] ?? {};
		expect(await sfn.send(new DescribeMapRunCommand({mapRunArn}))).toMatchObject({
			status: 'SUCCEEDED',
			toleratedFailureCount: 1,
			itemCounts: {total: 4, succeeded: 3, failed: 1, pending: 0, running: 0},
			executionCounts: {total: 4, succeeded: 3, failed: 1},
		});

		const {executions = []} = await sfn.send(
			new ListExecutionsCommand({mapRunArn, statusFilter: 'FAILED'}),
		);
		expect(executions).toMatchObject([{mapRunArn, itemCount: 1, status: 'FAILED'}]);
		const [child] = executions;
		expect(child?.executionArn).toMatch(/:execution:played\/Items:/);
		expect(typesOf(await played.history(child?.executionArn ?? ''))).toEqual([
			'ExecutionStarted',
			'ChoiceStateEntered',
			'ChoiceStateExited',
			'TaskStateEntered',
			'TaskScheduled',
			'TaskStarted',
			'TaskFailed',
			'ExecutionFailed',
		]);
		expect(await played.describe(child?.executionArn ?? '')).toMatchObject({
			mapRunArn,
			error: 'Lambda.AWSLambdaException',
			redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
		});
		expect(
			await sfn.send(
				new DescribeStateMachineForExecutionCommand({executionArn: child?.executionArn}),
			),
		).toMatchObject({mapRunArn, label: 'Items', roleArn: expect.stringContaining('played-role')});
	});

	test('ends what still runs once too many have failed, and leaves the rest pending', async () => {
		const played = play(map({MaxConcurrency: 2}), {statements: [start, invokeGood]});
		const parent = await played.start(items(true, false, false, false));
		const {mapRuns = []} = await played.sfn.send(new ListMapRunsCommand({executionArn: parent}));

		expect(typesOf(await played.history(parent)).slice(-4)).toEqual([
			'MapRunStarted',
			'MapRunFailed',
			'MapStateFailed',
			'ExecutionFailed',
		]);
		const {status, itemCounts} = await played.sfn.send(
			new DescribeMapRunCommand({mapRunArn: mapRuns[0]?.mapRunArn}),
		);
		expect(status).toBe('FAILED');
		expect(itemCounts).toMatchObject({failed: 1, running: 0, total: 4});
		expect((itemCounts?.pending ?? 0) + (itemCounts?.aborted ?? 0)).toBeGreaterThan(0);
	});

	test.each([
		['with states:RedriveExecution', [start, redrive, invokeGood, invokeBad], 'SUCCEEDED'],
		['without states:RedriveExecution', [start, invokeGood, invokeBad], 'FAILED'],
	])('continues when its parent is redriven, %s', async (_what, statements, status) => {
		const played = play(map(), {statements: [start, invokeGood]});
		const parent = await played.start(items(true, false));
		const own = played.state.roles.find(({name}) => name === 'played-role');

		if (own) {
			expect(newestVersion(own).inlinePolicies).toHaveProperty('own');
			writeRole(own, played.clock.now(), () => ({
				inlinePolicies: {own: policy(...statements)},
			}));
		}

		played.clock.advance(20_000);
		await played.redrive(parent);

		expect(await played.describe(parent)).toMatchObject({status, redriveCount: 1});
		expect(typesOf(await played.history(parent))).toContain('MapRunRedriven');
		expect(played.state.mapRuns).toMatchObject([{status, redriveCount: 1}]);
	});

	test('has Express executions without a history', async () => {
		const processor = {ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS'}};
		const played = play(map({}, processor));
		const parent = await played.start(items(false));
		expect(await played.describe(parent)).toMatchObject({status: 'SUCCEEDED'});
		const child = played.state.executions.find(({mapRun}) => mapRun !== null);

		expect(await played.describe(child?.arn ?? '')).toMatchObject({status: 'SUCCEEDED'});
		await expect(played.history(child?.arn ?? '')).rejects.toMatchObject({name: 'InvalidArn'});
	});

	test('ends with its parent', async () => {
		const processor = {StartAt: 'Rest', States: {Rest: {Type: 'Wait', Seconds: 3600, End: true}}};
		const played = play(map({}, processor));
		const parent = await played.start(items(false, false));
		await played.sfn.send(
			new StopExecutionCommand({executionArn: parent, error: 'Enough', cause: 'by hand'}),
		);

		expect(await played.describe(parent)).toMatchObject({
			status: 'ABORTED',
			error: 'Enough',
			cause: 'by hand',
		});
		expect(typesOf(await played.history(parent)).at(-1)).toBe('ExecutionAborted');
		expect(played.state.mapRuns).toMatchObject([{status: 'ABORTED'}]);
		expect(played.state.executions.filter(({mapRun}) => mapRun).map(({status}) => status)).toEqual([
			'ABORTED',
			'ABORTED',
		]);
	});
});

describe('ItemReader', () => {
	const reader = {
		ItemReader: {
			Resource: 'arn:aws:states:::s3:getObject',
			Parameters: {Bucket: 'in', 'Key.$': '$.key'},
		},
	};
	const read = {Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::in/*'};
	const withObject = (body: string) =>
		play(map(reader), {
			statements: [start, invokeGood, read],
			arrange: ({objects}) => {
				objects.push({bucket: 'in', key: 'k', body});
			},
		});

	test.each([
		['JSON', '[{"bad":false},{"bad":false}]', 'SUCCEEDED', null],
		['CSV', 'bad,id\nno,1\nno,2', 'SUCCEEDED', null],
		['an object', '{"a":1}', 'FAILED', 'Attempting to map over non-iterable node.'],
	])('reads %s', async (_what, body, status, cause) => {
		const played = withObject(body);
		const execution = await played.describe(await played.start({key: 'k'}));

		expect(execution.status).toBe(status);
		expect(execution.cause ?? null).toBe(cause);
	});

	test('is read again by a redrive, once the permission has propagated', async () => {
		const played = play(map(reader), {
			statements: [start, invokeGood, redrive],
			arrange: ({objects}) => {
				objects.push({bucket: 'in', key: 'k', body: '[{"bad":false}]'});
			},
		});
		const parent = await played.start({key: 'k'});
		expect(await played.describe(parent)).toMatchObject({error: 'States.ItemReaderFailed'});
		const own = played.state.roles.find(({name}) => name === 'played-role');

		if (own) {
			writeRole(own, played.clock.now(), () => ({
				inlinePolicies: {own: policy(start, invokeGood, redrive, read)},
			}));
		}

		await played.redrive(parent, 2);
		expect(await played.describe(parent)).toMatchObject({error: 'States.ItemReaderFailed'});
		played.clock.advance(20_000);
		await played.redrive(parent);
		expect(await played.describe(parent)).toMatchObject({status: 'SUCCEEDED', redriveCount: 2});
	});

	test('without permission fails with the answer of S3', async () => {
		const played = play(map(reader), {statements: [start, invokeGood]});

		expect(await played.describe(await played.start({key: 'k'}))).toMatchObject({
			error: 'States.ItemReaderFailed',
			cause: expect.stringMatching(/^Access Denied \(Service: S3, Status Code: 403, Request ID: /),
		});
	});
});

test('a list is by state machine or by Map Run', async () => {
	const {sfn} = play(map());

	for (const input of [{}, {stateMachineArn: machineArn, mapRunArn: machineArn}]) {
		await expect(sfn.send(new ListExecutionsCommand(input))).rejects.toMatchObject({
			name: 'ValidationException',
		});
	}

	await expect(
		sfn.send(new DescribeExecutionCommand({executionArn: `${machineArn}:gone`})),
	).rejects.toMatchObject({name: 'InvalidArn'});
});
