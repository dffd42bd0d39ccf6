import {CreateLogStreamCommand, DescribeLogGroupsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {CreateUserCommand, GetRoleCommand, ListRolesCommand} from '@aws-sdk/client-iam';
import {
	CreateActivityCommand,
	DescribeStateMachineCommand,
	ListStateMachinesCommand,
	SFNClient,
} from '@aws-sdk/client-sfn';
import {GetCallerIdentityCommand, GetSessionTokenCommand} from '@aws-sdk/client-sts';
import {describe, expect, test} from 'vitest';
import {stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {healthy} from '../../source/practice/scenarios/healthy.ts';
import type {Fault} from '../../source/practice/state.ts';
import {practise} from './clients.ts';

const faulty = (operation: string, kind: Fault['kind'], times: number | null = null) =>
	practise(healthy, ({behaviour}) => {
		behaviour.faults.push({operation, kind, times});
	});

const caller = 'arn:aws:sts::123456789012:assumed-role/OnCallEngineer/robin';

describe('access denied to the caller', () => {
	test('by Step Functions', async () => {
		const {sfn} = faulty('states:DescribeStateMachine', 'access-denied');
		const arn = stateMachineArn(orders.name);

		await expect(
			sfn.send(new DescribeStateMachineCommand({stateMachineArn: arn})),
		).rejects.toMatchObject({
			name: 'AccessDeniedException',
			message: `User: ${caller} is not authorized to perform: states:DescribeStateMachine on resource: ${arn} because no identity-based policy allows the states:DescribeStateMachine action`,
			$metadata: {httpStatusCode: 400},
		});
	});

	test('by IAM', async () => {
		const {iam} = faulty('iam:GetRole', 'access-denied');

		await expect(iam.send(new GetRoleCommand({RoleName: orders.role}))).rejects.toMatchObject({
			name: 'AccessDenied',
			message: `User: ${caller} is not authorized to perform: iam:GetRole on resource: arn:aws:iam::123456789012:role/${orders.role} because no identity-based policy allows the iam:GetRole action`,
			$metadata: {httpStatusCode: 403},
		});
		await expect(iam.send(new ListRolesCommand({}))).resolves.toBeDefined();
	});

	test('by CloudWatch Logs', async () => {
		const {logs} = faulty('logs:DescribeLogGroups', 'access-denied');

		await expect(logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
			name: 'AccessDeniedException',
			message: expect.stringContaining(
				'logs:DescribeLogGroups on resource: arn:aws:logs:eu-west-1:123456789012:log-group:',
			),
		});
	});

	test('by STS', async () => {
		const {sts} = faulty('sts:GetCallerIdentity', 'access-denied');

		await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
			name: 'AccessDenied',
			$metadata: {httpStatusCode: 403},
		});
	});
});

describe('throttling', () => {
	test('ends after the given number of calls', async () => {
		const {sfn} = faulty('states:ListStateMachines', 'throttled', 2);
		const list = () => sfn.send(new ListStateMachinesCommand({}));

		for (let call = 0; call < 2; call += 1) {
			await expect(list()).rejects.toMatchObject({
				name: 'ThrottlingException',
				message: 'Rate exceeded',
			});
		}

		await expect(list()).resolves.toBeDefined();
	});

	test('is met by the retries of the client', async () => {
		const {handler} = faulty('states:ListStateMachines', 'throttled', 1);
		const sfn = new SFNClient({
			region: 'eu-west-1',
			credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
			requestHandler: handler,
			maxAttempts: 2,
		});

		const {$metadata} = await sfn.send(new ListStateMachinesCommand({}));

		expect($metadata.attempts).toBe(2);
	});

	test('of IAM has a name of its own', async () => {
		const {iam} = faulty('iam:ListRoles', 'throttled');

		await expect(iam.send(new ListRolesCommand({}))).rejects.toMatchObject({
			name: 'Throttling',
			message: 'Rate exceeded',
		});
	});
});

describe('an error within AWS', () => {
	test.each([
		['states:ListStateMachines', 'InternalServerError'],
		['logs:DescribeLogGroups', 'ServiceUnavailableException'],
		['iam:ListRoles', 'ServiceFailureException'],
	])('%s answers 500', async (operation, name) => {
		const {sfn, logs, iam} = faulty(operation, 'internal-error');
		const calls: Record<string, () => Promise<unknown>> = {
			'states:ListStateMachines': () => sfn.send(new ListStateMachinesCommand({})),
			'logs:DescribeLogGroups': () => logs.send(new DescribeLogGroupsCommand({})),
			'iam:ListRoles': () => iam.send(new ListRolesCommand({})),
		};

		await expect(calls[operation]?.()).rejects.toMatchObject({
			name,
			$metadata: {httpStatusCode: 500},
		});
	});
});

describe('an operation that this account does not have', () => {
	test('is unknown to the JSON services', async () => {
		const {sfn, logs} = practise();

		await expect(sfn.send(new CreateActivityCommand({name: 'a'}))).rejects.toMatchObject({
			name: 'UnknownOperationException',
			$metadata: {httpStatusCode: 400},
		});
		await expect(
			logs.send(new CreateLogStreamCommand({logGroupName: 'a', logStreamName: 'b'})),
		).rejects.toMatchObject({name: 'UnknownOperationException'});
	});

	test('is an invalid action to the query services', async () => {
		const {iam, sts} = practise();

		await expect(iam.send(new CreateUserCommand({UserName: 'a'}))).rejects.toMatchObject({
			name: 'InvalidAction',
			message: 'Could not find operation CreateUser for version 2010-05-08',
		});
		await expect(sts.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
			name: 'InvalidAction',
		});
	});
});

test('every call takes the time that the account takes', async () => {
	const {sfn, clock} = practise(healthy, ({behaviour}) => {
		behaviour.latency = 250;
	});

	await sfn.send(new ListStateMachinesCommand({}));
	await sfn.send(new ListStateMachinesCommand({}));

	expect(clock.slept()).toBe(500);
});

test('a call that was given up is not made', async () => {
	const {sfn} = practise();
	const aborting = new AbortController();
	aborting.abort();

	await expect(
		sfn.send(new ListStateMachinesCommand({}), {abortSignal: aborting.signal}),
	).rejects.toMatchObject({name: 'AbortError'});
});
