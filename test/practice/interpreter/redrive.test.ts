import {PutRolePolicyCommand} from '@aws-sdk/client-iam';
import {
	DescribeStateMachineForExecutionCommand,
	RedriveExecutionCommand,
	StartExecutionCommand,
	UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {policy} from '../../../source/practice/scenarios/build/policies.ts';
import {definition, invoke} from '../../../source/practice/scenarios/build/states.ts';
import {detailsOf, everything, play, typesOf} from './play.ts';

const twoSteps = {
	First: {Type: 'Pass', Result: {step: 1}, Next: 'Second'},
	Second: invoke('f', {End: true}),
};

const allowAll = new PutRolePolicyCommand({
	RoleName: 'played-role',
	PolicyName: 'all',
	PolicyDocument: policy(everything),
});

test('goes on from the failed state, with its input and the permissions of now', async () => {
	const {
		start,
		redrive,
		describe: describeIt,
		history,
		iam,
		clock,
	} = play(twoSteps, {
		statements: [],
	});
	const arn = await start({});
	const failed = await describeIt(arn);
	expect(failed).toMatchObject({status: 'FAILED', redriveStatus: 'REDRIVABLE', redriveCount: 0});
	const before = await history(arn);

	await iam.send(allowAll);
	clock.advance(20_000);
	await redrive(arn);

	const after = await describeIt(arn);
	expect(after).toMatchObject({status: 'SUCCEEDED', output: '{"step":1}', redriveCount: 1});
	expect(after).not.toHaveProperty('error');
	expect(after).not.toHaveProperty('cause');
	const events = await history(arn);
	expect(events.slice(0, before.length)).toEqual(before);
	const added = events.slice(before.length);
	expect(typesOf(added)).toEqual([
		'ExecutionRedriven',
		'TaskScheduled',
		'TaskStarted',
		'TaskSucceeded',
		'TaskStateExited',
		'ExecutionSucceeded',
	]);
	expect(detailsOf(added[0])).toEqual({
		member: 'executionRedrivenEventDetails',
		value: {redriveCount: 1},
	});
	expect(added.map(({previousEventId}) => previousEventId)).toEqual(
		added.map((_, index) => before.length + index),
	);
});

test('what IAM has just been told, other services do not know yet', async () => {
	const {start, redrive, describe: describeIt, iam, state} = play(twoSteps, {statements: []});
	const arn = await start();
	await iam.send(allowAll);

	await redrive(arn, 2);
	expect(await describeIt(arn)).toMatchObject({status: 'FAILED', redriveCount: 1});
	await redrive(arn, state.behaviour.iamPropagationDelay / 1000);
	expect(await describeIt(arn)).toMatchObject({status: 'FAILED', redriveCount: 2});
	await redrive(arn);
	expect(await describeIt(arn)).toMatchObject({status: 'SUCCEEDED', redriveCount: 3});
});

test('a change that arrives while an execution waits is in force when it goes on', async () => {
	const {
		start,
		describe: describeIt,
		iam,
		clock,
	} = play(
		{Pause: {Type: 'Wait', Seconds: 60, Next: 'Call'}, Call: invoke('f', {End: true})},
		{statements: []},
	);
	const arn = await start({}, 5);
	await iam.send(allowAll);
	clock.advance(90_000);

	expect((await describeIt(arn)).status).toBe('SUCCEEDED');
});

test('a mended definition needs a new execution', async () => {
	const {
		start,
		redrive,
		describe: describeIt,
		sfn,
		stateMachineArn,
		clock,
	} = play({
		Only: {Type: 'Fail', Error: 'Old'},
	});
	const arn = await start();
	const mended = definition('Only', {Only: {Type: 'Pass', Result: 'new', End: true}});
	await sfn.send(new UpdateStateMachineCommand({stateMachineArn, definition: mended}));

	await redrive(arn);
	expect(await describeIt(arn)).toMatchObject({status: 'FAILED', error: 'Old', redriveCount: 1});
	const ran = await sfn.send(new DescribeStateMachineForExecutionCommand({executionArn: arn}));
	expect(JSON.parse(ran.definition ?? '').States.Only.Error).toBe('Old');
	const {executionArn = ''} = await sfn.send(new StartExecutionCommand({stateMachineArn}));
	clock.advance(5000);
	expect(await describeIt(executionArn)).toMatchObject({status: 'SUCCEEDED', output: '"new"'});
});

test('branches that are through are not run again', async () => {
	const branch = (name: string, state: object) => ({
		StartAt: name,
		States: {[name]: {...state, End: true}},
	});
	const {
		start,
		redrive,
		describe: describeIt,
		history,
		iam,
		clock,
	} = play(
		{
			Both: {
				Type: 'Parallel',
				Branches: [
					branch('Through', {Type: 'Pass', Result: 'kept'}),
					branch('Denied', invoke('f')),
				],
				End: true,
			},
		},
		{statements: []},
	);
	const arn = await start({a: 1});
	const before = await history(arn);
	await iam.send(allowAll);
	clock.advance(20_000);
	await redrive(arn);

	expect(await describeIt(arn)).toMatchObject({status: 'SUCCEEDED', output: '["kept",{"a":1}]'});
	const added = typesOf((await history(arn)).slice(before.length));
	expect(added).toContain('TaskScheduled');
	expect(added.filter(type => type?.startsWith('PassState'))).toEqual([]);
});

describe('is refused', () => {
	test('while the execution runs, and after it has succeeded', async () => {
		const {
			start,
			sfn,
			clock,
			describe: describeIt,
		} = play({
			Only: {Type: 'Wait', Seconds: 30, End: true},
		});
		const executionArn = await start({}, 10);
		const redrive = () => sfn.send(new RedriveExecutionCommand({executionArn}));

		await expect(redrive()).rejects.toMatchObject({
			name: 'ExecutionNotRedrivable',
			message: expect.stringContaining('RUNNING'),
		});
		clock.advance(60_000);
		await expect(redrive()).rejects.toMatchObject({
			name: 'ExecutionNotRedrivable',
			message: expect.stringContaining('SUCCEEDED'),
		});
		expect(await describeIt(executionArn)).toMatchObject({
			redriveStatus: 'NOT_REDRIVABLE',
			redriveStatusReason: expect.stringContaining('SUCCEEDED'),
		});
	});
});
