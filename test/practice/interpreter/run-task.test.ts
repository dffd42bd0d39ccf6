import {PutRolePolicyCommand} from '@aws-sdk/client-iam';
import {
	DescribeExecutionCommand,
	DescribeStateMachineCommand,
	RedriveExecutionCommand,
	StartExecutionCommand,
	UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {roleArn, stateMachineArn} from '../../../source/practice/scenarios/build/names.ts';
import {nightlyReport} from '../../../source/practice/scenarios/build/nightly-report.ts';
import {policy} from '../../../source/practice/scenarios/build/policies.ts';
import {
	network,
	renderer,
	reportingCluster,
	taskDefinition,
	taskDefinitions,
} from '../../../source/practice/scenarios/build/reporting-cluster.ts';
import {allows} from '../../../source/practice/scenarios/build/statements.ts';
import {ecsArn, task} from '../../../source/practice/scenarios/build/states.ts';
import {passRole} from '../../../source/practice/scenarios/pass-role.ts';
import {practise} from '../clients.ts';
import {play, typesOf} from './play.ts';

test('the pass-role scenario fails for one reason after the other, until all are mended', async () => {
	const {sfn, iam, clock, state} = practise(passRole);
	const arn = stateMachineArn(nightlyReport.name);
	const executionArn = state.executions.findLast(each => each.stateMachineArn === arn)?.arn;
	const describeIt = (of = executionArn) =>
		sfn.send(new DescribeExecutionCommand({executionArn: of}));
	const redrive = async () => {
		await sfn.send(new RedriveExecutionCommand({executionArn}));
		clock.advance(60_000);

		return describeIt();
	};
	const allowPass = async (name: string) => {
		await iam.send(
			new PutRolePolicyCommand({
				RoleName: nightlyReport.role,
				PolicyName: `pass-${name}`,
				PolicyDocument: policy(
					allows('iam:PassRole', roleArn(name), {
						Condition: {StringEquals: {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}},
					}),
				),
			}),
		);
		clock.advance(20_000);
	};
	const denied = (name: string) => ({
		status: 'FAILED',
		error: 'ECS.AccessDeniedException',
		cause: expect.stringMatching(
			new RegExp(
				`^User: arn:aws:sts::123456789012:assumed-role/nightly-report-role/\\w{32} is not authorized to perform: iam:PassRole on resource: ${roleArn(name)} because no identity-based policy allows the iam:PassRole action \\(Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Request ID: [\\da-f-]{36}; Proxy: null\\)$`,
			),
		),
	});
	const noNetwork = {
		status: 'FAILED',
		error: 'ECS.InvalidParameterException',
		cause: expect.stringContaining(
			"Network Configuration must be provided when networkMode 'awsvpc' is specified. (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; ",
		),
	};

	const {cause} = await describeIt();
	expect(JSON.parse(passRole.paste ?? '').cause).toBe(
		cause?.replace(
			/Request ID: [\da-f-]{36}/,
			/Request ID: [\da-f-]{36}/.exec(passRole.paste ?? '')?.[0] ?? '',
		),
	);
	expect(await describeIt()).toMatchObject(denied(renderer.executionRole));
	await allowPass(renderer.executionRole);
	expect(await redrive()).toMatchObject(denied(renderer.taskRole));
	await allowPass(renderer.taskRole);
	expect(await redrive()).toMatchObject(noNetwork);

	const {definition = ''} = await sfn.send(new DescribeStateMachineCommand({stateMachineArn: arn}));
	const mended = JSON.parse(definition);
	mended.States['Render report'].Parameters.NetworkConfiguration = {
		AwsvpcConfiguration: {Subnets: network.subnets, SecurityGroups: network.securityGroups},
	};
	await sfn.send(
		new UpdateStateMachineCommand({stateMachineArn: arn, definition: JSON.stringify(mended)}),
	);

	expect(await redrive()).toMatchObject(noNetwork);
	const started = await sfn.send(
		new StartExecutionCommand({stateMachineArn: arn, input: '{"day":"2026-03-09"}'}),
	);
	expect(await describeIt(started.executionArn)).toMatchObject({status: 'RUNNING'});
	clock.advance(60_000);
	expect(await describeIt(started.executionArn)).toMatchObject({status: 'SUCCEEDED'});
});

const withCluster = {
	arrange: (state: ReturnType<typeof practise>['state'], now: number) => {
		state.clusters.push(reportingCluster(now));
		state.taskDefinitions.push(
			...taskDefinitions,
			taskDefinition('on-ec2', 1, {networkMode: 'bridge', requiresCompatibilities: ['EC2']}),
			taskDefinition('old', 3, {status: 'INACTIVE'}),
		);
	},
};

const awsvpc = {AwsvpcConfiguration: {Subnets: network.subnets}};

describe('runTask', () => {
	test.each<[string, object, string, string]>([
		[
			'no such task definition',
			{TaskDefinition: 'gone'},
			'ECS.ClientException',
			'TaskDefinition not found.',
		],
		[
			'an inactive one',
			{TaskDefinition: 'old:3'},
			'ECS.ClientException',
			'TaskDefinition is inactive',
		],
		[
			'no such cluster',
			{TaskDefinition: 'on-ec2', Cluster: 'gone'},
			'ECS.ClusterNotFoundException',
			'Cluster not found.',
		],
		[
			'no subnets',
			{TaskDefinition: renderer.family, NetworkConfiguration: {AwsvpcConfiguration: {Subnets: []}}},
			'ECS.InvalidParameterException',
			'subnets can not be empty.',
		],
	])('fails with %s', async (_what, parameters, error, cause) => {
		const state = task('ecs:runTask', {Cluster: 'reporting', ...parameters}, {End: true});
		const {start, describe: describeIt} = play({Only: state}, withCluster);

		expect(await describeIt(await start())).toMatchObject({
			status: 'FAILED',
			error,
			cause: expect.stringContaining(cause),
		});
	});

	test('asks for the revision that it runs, and for the roles that the state puts in their place', async () => {
		const run = async (parameters: object, statements: object[]) => {
			const state = task('ecs:runTask', {Cluster: 'reporting', ...parameters}, {End: true});
			const played = play({Only: state}, {...withCluster, statements});

			return (await played.describe(await played.start())).cause;
		};
		const parameters = {TaskDefinition: renderer.family, NetworkConfiguration: awsvpc};
		const mayRun = allows('ecs:RunTask', ecsArn('task-definition/report-renderer:7'));

		expect(await run(parameters, [])).toContain(ecsArn('task-definition/report-renderer:7'));
		const overrides = {Overrides: {ExecutionRoleArn: roleArn('other')}};
		expect(await run({...parameters, ...overrides}, [mayRun])).toContain(
			`iam:PassRole on resource: ${roleArn('other')}`,
		);
		const elsewhere = allows('iam:PassRole', '*', {
			Condition: {StringEquals: {'iam:PassedToService': 'lambda.amazonaws.com'}},
		});
		expect(await run(parameters, [mayRun, elsewhere])).toContain('iam:PassRole');
	});

	test('that is waited for, and that nobody may follow, does not end', async () => {
		const state = task(
			'ecs:runTask.sync',
			{Cluster: 'reporting', TaskDefinition: 'on-ec2'},
			{TimeoutSeconds: 600, End: true},
		);
		const mayRun = allows('ecs:RunTask', '*');
		const ending = async (statements: object[]) => {
			const played = play({Only: state}, {...withCluster, statements});
			const arn = await played.start({}, 300);

			return (await played.describe(arn)).status;
		};

		expect(await ending([mayRun])).toBe('RUNNING');
		expect(await ending([mayRun, allows('ecs:DescribeTasks', '*')])).toBe('SUCCEEDED');
		expect(await ending([mayRun, allows('events:*', '*')])).toBe('SUCCEEDED');
	});

	test('that is waited for ends with the task as it was', async () => {
		const parameters = {Cluster: 'reporting', TaskDefinition: 'on-ec2'};
		const {
			start,
			describe: describeIt,
			history,
		} = play({Only: task('ecs:runTask.sync', parameters, {End: true})}, withCluster);
		const arn = await start();

		expect(typesOf(await history(arn))).toContain('TaskSubmitted');
		expect(JSON.parse((await describeIt(arn)).output ?? '')).toMatchObject({
			LastStatus: 'STOPPED',
			TaskDefinitionArn: ecsArn('task-definition/on-ec2:1'),
			Containers: [{Name: 'on-ec2', ExitCode: 0}],
		});
	});
});
