import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	CloudWatchLogsClient,
	CreateLogGroupCommand,
	DeleteResourcePolicyCommand,
	DescribeResourcePoliciesCommand,
	PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
	CreateRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
	PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
	CreateStateMachineCommand,
	DescribeStateMachineCommand,
	SFNClient,
} from '@aws-sdk/client-sfn';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

const account = '123456789012';
const region = 'us-east-1';
const error = `Resource handler returned message: "The state machine IAM Role is not authorized to access the Log Destination (Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException; Request ID: 0d1f; Proxy: null)" (RequestToken: 77aa, HandlerErrorCode: AccessDenied)`;

const ownPolicy = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{Effect: 'Allow', Action: 'sns:Publish', Resource: `arn:aws:sns:${region}:${account}:t`},
	],
});
const deliveryPolicy = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{
			Sid: 'AWSLogDeliveryWrite',
			Effect: 'Allow',
			Principal: {Service: 'delivery.logs.amazonaws.com'},
			Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
			Resource: [`arn:aws:logs:${region}:${account}:log-group:/wf/payments:log-stream:*`],
		},
	],
});
const otherPolicy = deliveryPolicy
	.replace('delivery.logs', 'es')
	.replace('/wf/payments', '/es/search');

type Change = {kind: string; after: string};

describe.skipIf(!motoIsInstalled())('against another implementation of AWS', () => {
	let moto: Moto | null;
	let state: string;
	const settings = () => ({
		AWS_ENDPOINT_URL: moto?.url,
		AWS_ACCESS_KEY_ID: 'test',
		AWS_SECRET_ACCESS_KEY: 'test',
		AWS_REGION: region,
		XDG_STATE_HOME: state,
	});
	const client = () => ({
		endpoint: moto?.url ?? '',
		region,
		credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
	});
	const run = (...args: string[]) => runProgram(args, {env: settings()});
	const resourcePolicies = async () => {
		const logs = new CloudWatchLogsClient(client());
		const {resourcePolicies: all = []} = await logs.send(new DescribeResourcePoliciesCommand({}));
		return Object.fromEntries(all.map(policy => [policy.policyName, policy.policyDocument]));
	};

	beforeAll(async () => {
		moto = await startMoto();
		state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
		const iam = new IAMClient(client());
		const logs = new CloudWatchLogsClient(client());
		await iam.send(
			new CreateRoleCommand({
				RoleName: 'orders-role',
				AssumeRolePolicyDocument: JSON.stringify({
					Version: '2012-10-17',
					Statement: [
						{
							Effect: 'Allow',
							Principal: {Service: 'states.amazonaws.com'},
							Action: 'sts:AssumeRole',
						},
					],
				}),
			}),
		);
		await iam.send(
			new PutRolePolicyCommand({
				RoleName: 'orders-role',
				PolicyName: 'own',
				PolicyDocument: ownPolicy,
			}),
		);
		await logs.send(new CreateLogGroupCommand({logGroupName: '/wf/orders'}));
		await logs.send(new CreateLogGroupCommand({logGroupName: '/wf/payments'}));
		await logs.send(
			new PutResourcePolicyCommand({policyName: 'delivery', policyDocument: deliveryPolicy}),
		);
		await logs.send(
			new PutResourcePolicyCommand({policyName: 'search', policyDocument: otherPolicy}),
		);
		await new SFNClient(client()).send(
			new CreateStateMachineCommand({
				name: 'orders',
				roleArn: `arn:aws:iam::${account}:role/orders-role`,
				definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
			}),
		);
	}, 60_000);

	afterAll(async () => {
		await moto?.stop();
	});

	const subject = ['orders', '--log-group', '/wf/orders', '--error', error];

	it('check names both problems and writes nothing', async () => {
		const before = await resourcePolicies();
		const {status, stdout} = await run('check', ...subject, '--json');
		const report = JSON.parse(stdout);

		expect(schemaErrors('check', report)).toEqual([]);
		expect(status).toBe(1);
		expect(report.flow).toBe('log-destination-denied');
		expect(
			report.checks
				.filter(({outcome}: {outcome: string}) => outcome === 'problem')
				.map(({id}: {id: string}) => id),
		).toEqual(['role-log-delivery-actions', 'delivery-resource-policy']);
		expect(await resourcePolicies()).toEqual(before);
	});

	it('fix --yes writes exactly the documents shown, and nothing else', async () => {
		const before = await resourcePolicies();
		const {status, stdout} = await run('fix', ...subject, '--yes', '--retry', '--json');
		const report = JSON.parse(stdout);
		const written = (kind: string) =>
			report.changes.find((change: Change) => change.kind === kind)?.after;

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, verdict: report.verdict}).toEqual({status: 0, verdict: 'healthy'});

		const iam = new IAMClient(client());
		const {PolicyNames} = await iam.send(new ListRolePoliciesCommand({RoleName: 'orders-role'}));
		expect(PolicyNames).toEqual(['own', 'sfn-fix-permissions']);
		const {AttachedPolicies} = await iam.send(
			new ListAttachedRolePoliciesCommand({RoleName: 'orders-role'}),
		);
		expect(AttachedPolicies).toEqual([]);

		const document = async (PolicyName: string) => {
			const answer = await iam.send(
				new GetRolePolicyCommand({RoleName: 'orders-role', PolicyName}),
			);
			return decodeURIComponent(answer.PolicyDocument ?? '');
		};
		expect(JSON.parse(await document('own'))).toEqual(JSON.parse(ownPolicy));
		expect(JSON.parse(await document('sfn-fix-permissions'))).toEqual(
			JSON.parse(written('role-inline-policy')),
		);
		expect(await resourcePolicies()).toEqual({
			...before,
			delivery: written('account-log-resource-policy'),
		});

		const {loggingConfiguration} = await new SFNClient(client()).send(
			new DescribeStateMachineCommand({
				stateMachineArn: `arn:aws:states:${region}:${account}:stateMachine:orders`,
			}),
		);
		expect(loggingConfiguration?.destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn).toBe(
			`arn:aws:logs:${region}:${account}:log-group:/wf/orders:*`,
		);
	});

	it('history lists what was written, and undo takes each back', async () => {
		const history = JSON.parse((await run('history', '--json')).stdout);
		expect(schemaErrors('history', history)).toEqual([]);
		expect(history.changes.map(({state}: {state: string}) => state)).toEqual([
			// Newest first: logging, turned on by repeating what failed; then what the checks held.
			'applied',
			'verified',
			'verified',
		]);

		// One run, so that `undo --run` undoes the logging configuration as well.
		expect(new Set(history.changes.map((change: {run: string}) => change.run)).size).toBe(1);

		const refused = await run('undo', '--yes', '--read-only');
		expect(refused.status).toBe(1);
		expect(refused.stdout).toContain('Nothing was written, because of --read-only.');

		for (const _change of history.changes) {
			const {status, stdout, stderr} = await run('undo', '--yes', '--json');
			expect({status, stderr}).toEqual({status: 0, stderr: ''});
			expect(schemaErrors('undo', JSON.parse(stdout))).toEqual([]);
		}

		expect(await resourcePolicies()).toEqual({delivery: deliveryPolicy, search: otherPolicy});
		const {PolicyNames} = await new IAMClient(client()).send(
			new ListRolePoliciesCommand({RoleName: 'orders-role'}),
		);
		expect(PolicyNames).toEqual(['own']);
		expect((await run('undo', '--yes')).status).toBe(2);
	});

	it('mends an account without any resource policy, and sees that it did', async () => {
		const logs = new CloudWatchLogsClient(client());

		for (const policyName of Object.keys(await resourcePolicies())) {
			await logs.send(new DeleteResourcePolicyCommand({policyName}));
		}

		const {status, stdout} = await run('fix', ...subject, '--yes', '--json');
		const report = JSON.parse(stdout);

		expect({status, verdict: report.verdict}).toEqual({status: 0, verdict: 'healthy'});
		expect(report.applied.map(({outcome}: {outcome: string}) => outcome)).toEqual([
			'applied',
			'applied',
		]);
		expect(await resourcePolicies()).toEqual({
			'sfn-fix-log-delivery': report.changes.find(
				({kind}: Change) => kind === 'log-group-resource-policy',
			)?.after,
		});
	});
});
