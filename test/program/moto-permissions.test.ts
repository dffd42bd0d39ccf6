import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	CreateClusterCommand,
	CreateServiceCommand,
	ECSClient,
	RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
	CreateRoleCommand,
	GetRoleCommand,
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
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:reports`;

const trust = (service: string) =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Effect: 'Allow', Principal: {Service: service}, Action: 'sts:AssumeRole'}],
	});

const ownPolicy = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{
			Effect: 'Allow',
			Action: ['ecs:RunTask', 'ecs:StopTask', 'ecs:DescribeTasks'],
			Resource: '*',
		},
	],
});

/** The first id that EC2 answers with; its client is not worth installing for that. */
async function idFromEc2(url: string, action: string, pattern: RegExp): Promise<string> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`,
		},
		body: `Action=${action}&Version=2016-11-15`,
	});
	const [id] = pattern.exec(await answer.text()) ?? [];

	if (id === undefined) {
		throw new Error(`EC2 has no answer to ${action}.`);
	}

	return id;
}

/** Laid out by hand. */
const definition = `{
	"StartAt": "Render",
	"States": {
		"Render": { "Type": "Task",  "Resource": "arn:aws:states:::ecs:runTask.sync",
			"Parameters": {
				"Cluster": "shop",
				"TaskDefinition": "renderer"
			},
			"End": true
		}
	}
}
`;

const error = JSON.stringify({
	error: 'ECS.AccessDeniedException',
	cause: `User: arn:aws:sts::${account}:assumed-role/reports-role/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEf is not authorized to perform: iam:PassRole on resource: ${roleArn('renderer-execution')} because no identity-based policy allows the iam:PassRole action (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 0b1f; Proxy: null)`,
});

describe.skipIf(!motoIsInstalled())('permissions, against another implementation of AWS', () => {
	let moto: Moto | null;
	let state: string;
	let subnet: string;
	let securityGroup: string;
	const client = () => ({
		endpoint: moto?.url ?? '',
		region,
		credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
	});
	const run = (...args: string[]) =>
		runProgram(args, {
			env: {
				AWS_ENDPOINT_URL: moto?.url,
				AWS_ACCESS_KEY_ID: 'test',
				AWS_SECRET_ACCESS_KEY: 'test',
				AWS_REGION: region,
				XDG_STATE_HOME: state,
			},
		});
	const policiesOf = async (RoleName: string) => {
		const iam = new IAMClient(client());
		const {PolicyNames = []} = await iam.send(new ListRolePoliciesCommand({RoleName}));
		const {AttachedPolicies = []} = await iam.send(new ListAttachedRolePoliciesCommand({RoleName}));
		const {Role} = await iam.send(new GetRoleCommand({RoleName}));
		const documents = await Promise.all(
			PolicyNames.map(async PolicyName => {
				const {PolicyDocument = ''} = await iam.send(
					new GetRolePolicyCommand({RoleName, PolicyName}),
				);
				return [PolicyName, decodeURIComponent(PolicyDocument)] as const;
			}),
		);
		return {
			inline: Object.fromEntries(documents),
			attached: AttachedPolicies,
			trust: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''),
		};
	};
	const definitionNow = async () => {
		const sfn = new SFNClient(client());
		return (await sfn.send(new DescribeStateMachineCommand({stateMachineArn}))).definition;
	};

	beforeAll(async () => {
		moto = await startMoto();
		state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
		const iam = new IAMClient(client());
		const ecs = new ECSClient(client());
		const url = moto?.url ?? '';
		subnet = await idFromEc2(url, 'DescribeSubnets', /subnet-\w{8,17}/);
		securityGroup = await idFromEc2(url, 'DescribeSecurityGroups', /sg-\w{8,17}/);
		const roles = {
			'reports-role': 'states.amazonaws.com',
			'renderer-execution': 'ecs-tasks.amazonaws.com',
			'renderer-task': 'ecs-tasks.amazonaws.com',
			bystander: 'ecs-tasks.amazonaws.com',
		};

		for (const [RoleName, service] of Object.entries(roles)) {
			await iam.send(new CreateRoleCommand({RoleName, AssumeRolePolicyDocument: trust(service)}));
		}

		await iam.send(
			new PutRolePolicyCommand({
				RoleName: 'reports-role',
				PolicyName: 'own',
				PolicyDocument: ownPolicy,
			}),
		);
		await ecs.send(
			new RegisterTaskDefinitionCommand({
				family: 'renderer',
				networkMode: 'awsvpc',
				requiresCompatibilities: ['FARGATE'],
				executionRoleArn: roleArn('renderer-execution'),
				taskRoleArn: roleArn('renderer-task'),
				containerDefinitions: [{name: 'renderer', image: 'renderer', memory: 128}],
			}),
		);
		await ecs.send(new CreateClusterCommand({clusterName: 'shop'}));
		await ecs.send(
			new CreateServiceCommand({
				cluster: 'shop',
				serviceName: 'web',
				taskDefinition: 'renderer',
				desiredCount: 0,
				networkConfiguration: {
					awsvpcConfiguration: {
						subnets: [subnet],
						securityGroups: [securityGroup],
						assignPublicIp: 'DISABLED',
					},
				},
			}),
		);
		await new SFNClient(client()).send(
			new CreateStateMachineCommand({
				name: 'reports',
				roleArn: roleArn('reports-role'),
				definition,
			}),
		);
	}, 60_000);

	afterAll(async () => {
		await moto?.stop();
	});

	it('check finds the roles of the live task definition, and writes nothing', async () => {
		const before = await policiesOf('reports-role');
		const {status, stdout} = await run('check', 'reports', '--error', error, '--json');
		const report = JSON.parse(stdout);
		const problems = report.checks.filter(({outcome}: {outcome: string}) => outcome === 'problem');

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, flow: report.flow}).toEqual({status: 1, flow: 'pass-role-denied'});
		expect(problems.map(({id}: {id: string}) => id)).toEqual([
			'pass-role',
			'network-configuration',
		]);
		expect(await policiesOf('reports-role')).toEqual(before);
		expect(await definitionNow()).toBe(definition);
	});

	it('fix writes one policy for just the two roles, and nothing else in the role changes', async () => {
		const before = await policiesOf('reports-role');
		const others = await policiesOf('bystander');
		const {status, stdout} = await run('fix', 'reports', '--error', error, '--yes', '--json');
		const report = JSON.parse(stdout);
		const {'sfn-fix-permissions': written, ...rest} = (await policiesOf('reports-role')).inline;

		expect({status, verdict: report.verdict}).toEqual({status: 0, verdict: 'healthy'});
		expect(report.applied.map(({outcome}: {outcome: string}) => outcome)).toEqual([
			'applied',
			'applied',
		]);
		expect(JSON.parse(written ?? '')).toEqual({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Action: ['iam:PassRole'],
					Resource: [roleArn('renderer-execution'), roleArn('renderer-task')],
					Condition: {StringEquals: {'iam:PassedToService': ['ecs-tasks.amazonaws.com']}},
				},
			],
		});
		expect({...(await policiesOf('reports-role')), inline: rest}).toEqual(before);
		expect(await policiesOf('bystander')).toEqual(others);
	});

	it('the definition has gained the network of the cluster’s service, and not a space besides', async () => {
		const now = (await definitionNow()) ?? '';
		const added = JSON.parse(now).States.Render.Parameters.NetworkConfiguration;

		expect(added).toEqual({
			AwsvpcConfiguration: {
				Subnets: [subnet],
				SecurityGroups: [securityGroup],
				AssignPublicIp: 'DISABLED',
			},
		});

		const start = definition.indexOf('"renderer"') + '"renderer"'.length;
		const end = definition.length - start;
		expect(now.slice(0, start)).toBe(definition.slice(0, start));
		expect(now.slice(-end)).toBe(definition.slice(-end));
	});

	it('undo takes both back', async () => {
		await run('undo', '--yes');
		await run('undo', '--yes');
		expect(Object.keys((await policiesOf('reports-role')).inline)).toEqual(['own']);
		expect(await definitionNow()).toBe(definition);
	});
});
