import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	CloudWatchLogsClient,
	CreateLogGroupCommand,
	PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
	CreateRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {openTerminal} from './terminal.ts';

const trust = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{Effect: 'Allow', Principal: {Service: 'states.amazonaws.com'}, Action: 'sts:AssumeRole'},
	],
});
const logGroup = '/wf/orders';
const delivery = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{
			Effect: 'Allow',
			Principal: {Service: 'delivery.logs.amazonaws.com'},
			Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
			Resource: `arn:aws:logs:us-east-1:123456789012:log-group:${logGroup}:log-stream:*`,
		},
	],
});
const theirs = JSON.stringify({
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Action: 'sns:Publish', Resource: '*'}],
});

describe.skipIf(!motoIsInstalled())('a resource that changes between the diff and the yes', () => {
	let moto: Moto | null;
	let iam: IAMClient;
	const named = {RoleName: 'orders-role', PolicyName: 'sfn-fix-permissions'};

	beforeAll(async () => {
		moto = await startMoto();
		const settings = {
			endpoint: moto?.url ?? '',
			region: 'us-east-1',
			credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
		};
		iam = new IAMClient(settings);
		const logs = new CloudWatchLogsClient(settings);
		await logs.send(new CreateLogGroupCommand({logGroupName: logGroup}));
		await logs.send(
			new PutResourcePolicyCommand({policyName: 'delivery', policyDocument: delivery}),
		);
		await iam.send(
			new CreateRoleCommand({RoleName: 'orders-role', AssumeRolePolicyDocument: trust}),
		);
	}, 60_000);

	afterAll(async () => {
		await moto?.stop();
	});

	it('is shown anew, and left alone with status 4 where the new diff gets no yes', async () => {
		const terminal = openTerminal(
			['fix', '--role', 'orders-role', '--log-group', logGroup, '--flow', 'log-destination-denied'],
			{
				rows: 60,
				env: {
					AWS_ENDPOINT_URL: moto?.url ?? '',
					AWS_ACCESS_KEY_ID: 'test',
					AWS_SECRET_ACCESS_KEY: 'test',
					AWS_REGION: 'us-east-1',
					XDG_STATE_HOME: await mkdtemp(path.join(tmpdir(), 'sfn-fix-')),
				},
			},
		);
		await terminal.seen('Apply this change? (y/N, Enter for no, ? to explain)');
		await iam.send(new PutRolePolicyCommand({...named, PolicyDocument: theirs}));
		terminal.type('y\r');
		await terminal.seen(
			/sns:Publish[\s\S]*Apply this change\? \(y\/N, Enter for no, \? to explain\)/,
		);
		expect(terminal.transcript()).toContain('Nothing was written. ');
		terminal.type('n\r');

		expect(await terminal.exited).toBe(4);
		const {PolicyDocument = ''} = await iam.send(new GetRolePolicyCommand(named));
		expect(JSON.parse(decodeURIComponent(PolicyDocument))).toEqual(JSON.parse(theirs));
	});
});
