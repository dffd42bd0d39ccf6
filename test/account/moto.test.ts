import {
	CreateClusterCommand,
	CreateServiceCommand,
	ECSClient,
	RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {CreateRoleCommand, IAMClient} from '@aws-sdk/client-iam';
import {CreateStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Account} from '../../source/account/account.ts';
import {AccountError} from '../../source/account/account-error.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';

const region = 'eu-west-1';
const credentials = {accessKeyId: 'test', secretAccessKey: 'test'};
const policy = (sid: string) =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Sid: sid, Effect: 'Allow', Action: 'logs:CreateLogDelivery', Resource: '*'}],
	});
const trust = (service: string) =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Effect: 'Allow', Principal: {Service: service}, Action: 'sts:AssumeRole'}],
	});
const definition = '{"StartAt": "A",\n  "States": {"A": {"Type": "Pass", "End": true}}}';

describe.skipIf(!motoIsInstalled())('against moto_server', () => {
	let moto: Moto | null = null;
	let account: Account;
	let config: {endpoint: string; region: string; credentials: typeof credentials};

	beforeAll(async () => {
		moto = await startMoto();
		config = {endpoint: moto?.url ?? '', region, credentials};
		account = createAccount({region, endpointUrl: config.endpoint, credentials});
	}, 60_000);

	afterAll(() => moto?.stop());

	const newRole = (name: string) =>
		new IAMClient(config).send(
			new CreateRoleCommand({
				RoleName: name,
				AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
				Tags: [{Key: 'team', Value: 'orders'}],
			}),
		);

	test('who we are', async () => {
		expect(await account.reads.identity()).toEqual({
			accountId: '123456789012',
			arn: expect.stringMatching(/^arn:aws:/),
			region,
			partition: 'aws',
		});
	});

	test('a role, its trust policy and its policies go there and come back', async () => {
		const {reads, writes} = account;
		await newRole('orders');
		await writes.updateTrustPolicy('orders', trust('states.amazonaws.com'));
		await writes.putInlinePolicy('orders', 'logging', policy('Inline'));
		const arn = await writes.createManagedPolicy('orders-tasks', policy('Managed'));
		await writes.attachRolePolicy('orders', arn);

		const role = await reads.role('orders');
		expect(JSON.parse(role.trustPolicy)).toEqual(JSON.parse(trust('states.amazonaws.com')));
		expect(role.tags).toEqual({team: 'orders'});
		expect((await reads.listRoles()).items.map(({name}) => name)).toContain('orders');

		const policies = await reads.rolePolicies('orders');
		expect(policies.map(({document}) => JSON.parse(document))).toEqual([
			JSON.parse(policy('Inline')),
			JSON.parse(policy('Managed')),
		]);
		expect(policies).toMatchObject([
			{kind: 'inline', name: 'logging', arn: null},
			{kind: 'customer-managed', name: 'orders-tasks', arn},
		]);

		await writes.detachRolePolicy('orders', arn);
		await writes.deleteManagedPolicy(arn);
		await writes.deleteInlinePolicy('orders', 'logging');
		expect(await reads.rolePolicies('orders')).toEqual([]);
		expect(await reads.inlinePolicy('orders', 'logging')).toBeNull();
		await expect(reads.inlinePolicy('nobody', 'logging')).rejects.toMatchObject({
			kind: 'not-found',
		});
	});

	test('roles of more than one page are all listed', async () => {
		await Promise.all(Array.from({length: 120}, (_, index) => newRole(`many-${index}`)));
		const names = (await account.reads.listRoles()).items.map(({name}) => name);

		expect(names.filter(name => name.startsWith('many-'))).toHaveLength(120);
	});

	test('a state machine is read, run and updated', async () => {
		const {reads, writes} = account;
		const {stateMachineArn = ''} = await new SFNClient(config).send(
			new CreateStateMachineCommand({
				name: 'orders',
				definition,
				roleArn: 'arn:aws:iam::123456789012:role/orders-run',
				tags: [{key: 'team', value: 'orders'}],
			}),
		);

		expect((await reads.listStateMachines()).items).toMatchObject([
			{arn: stateMachineArn, name: 'orders', type: 'STANDARD'},
		]);
		expect(await reads.stateMachine(stateMachineArn)).toMatchObject({definition});
		expect(await reads.stateMachineTags(stateMachineArn)).toEqual({team: 'orders'});

		const changed = definition.replace('Pass', 'Succeed').replace(', "End": true', '');
		await writes.updateDefinition(stateMachineArn, changed);
		expect((await reads.stateMachine(stateMachineArn)).definition).toBe(changed);

		const executionArn = await writes.startExecution(stateMachineArn, '{"order": 1}');
		expect(await reads.execution(executionArn)).toMatchObject({
			arn: executionArn,
			stateMachineArn,
			input: '{"order": 1}',
		});
		expect(await reads.executions(stateMachineArn)).toMatchObject([{arn: executionArn}]);
		expect(await reads.executions(stateMachineArn, 'FAILED')).toEqual([]);
	});

	test('log groups are found by their whole name', async () => {
		const {reads, writes} = account;
		await writes.createLogGroup('/aws/vendedlogs/states/orders-archive');
		await writes.createLogGroup('/aws/vendedlogs/states/orders');
		await expect(writes.createLogGroup('/aws/vendedlogs/states/orders')).rejects.toMatchObject({
			kind: 'conflict',
		});

		const group = await reads.logGroup('/aws/vendedlogs/states/orders');
		expect(group).toMatchObject({
			arn: `arn:aws:logs:${region}:123456789012:log-group:/aws/vendedlogs/states/orders`,
			class: 'STANDARD',
		});
		expect((await reads.listLogGroups('/aws/vendedlogs')).items).toHaveLength(2);
		expect(await reads.logStreamExists('/aws/vendedlogs/states/orders', 'none')).toBe(false);

		await writes.deleteLogGroup('/aws/vendedlogs/states/orders');
		expect(await reads.logGroup('/aws/vendedlogs/states/orders')).toBeNull();
	});

	test('resource policies of the account go there and come back as they were', async () => {
		const {reads, writes} = account;
		await writes.putAccountResourcePolicy('delivery', policy('Delivery'));
		expect(await reads.accountResourcePolicies()).toEqual([
			{name: 'delivery', document: policy('Delivery'), logGroupArn: null, revisionId: null},
		]);

		await writes.deleteAccountResourcePolicy('delivery');
		expect(await reads.accountResourcePolicies()).toEqual([]);
	});

	test('task definitions and the network of a service', async () => {
		const ecs = new ECSClient(config);
		await ecs.send(
			new RegisterTaskDefinitionCommand({
				family: 'web',
				networkMode: 'awsvpc',
				requiresCompatibilities: ['FARGATE'],
				executionRoleArn: 'arn:aws:iam::123456789012:role/pull',
				containerDefinitions: [{name: 'web', image: 'web', memory: 128}],
			}),
		);
		await ecs.send(new CreateClusterCommand({clusterName: 'shop'}));
		await ecs.send(
			new CreateServiceCommand({
				cluster: 'shop',
				serviceName: 'web',
				taskDefinition: 'web',
				desiredCount: 0,
			}),
		);

		expect(await account.reads.taskDefinition('web')).toMatchObject({
			family: 'web',
			revision: 1,
			networkMode: 'awsvpc',
			executionRoleArn: 'arn:aws:iam::123456789012:role/pull',
			taskRoleArn: null,
		});
		expect(await account.reads.listTaskDefinitionFamilies()).toEqual(['web']);
		expect(await account.reads.clusterServices('shop')).toMatchObject([{name: 'web'}]);
		await expect(account.reads.taskDefinition('none')).rejects.toMatchObject({kind: 'not-found'});
		await expect(account.reads.clusterServices('none')).rejects.toMatchObject({kind: 'not-found'});
	});

	// moto 5 knows none of the three.
	test.each([
		['the simulator', () => account.reads.simulate(simulation)],
		['the validation', () => account.reads.validateDefinition(definition, 'STANDARD')],
		['a redrive', () => account.writes.redrive(execution)],
	])('a call that moto does not know is "unavailable": %s', async (_name, ask) => {
		const answer = await ask().catch(error => error);

		expect(answer).toBeInstanceOf(AccountError);
		expect(answer).toMatchObject({
			kind: 'unavailable',
			message: expect.stringContaining('returned HTTP 500'),
		});
	});
});

const execution = 'arn:aws:states:eu-west-1:123456789012:execution:orders:run-1';
const simulation = {
	roleArn: 'arn:aws:iam::123456789012:role/orders',
	actions: ['logs:CreateLogDelivery'],
	resources: [],
	context: {},
	extraPolicies: [],
};
