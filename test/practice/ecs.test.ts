import {
	DescribeClustersCommand,
	DescribeServicesCommand,
	DescribeTaskDefinitionCommand,
	ListClustersCommand,
	ListServicesCommand,
	ListTaskDefinitionsCommand,
	paginateListServices,
	paginateListTaskDefinitionFamilies,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {roleArn} from '../../source/practice/scenarios/build/names.ts';
import {renderer, taskDefinition} from '../../source/practice/scenarios/build/reporting-cluster.ts';
import {ecsArn} from '../../source/practice/scenarios/build/states.ts';
import {passRole} from '../../source/practice/scenarios/pass-role.ts';
import {practise} from './clients.ts';

describe('a task definition', () => {
	test.each([
		['report-renderer', 7],
		['report-renderer:6', 6],
		[ecsArn('task-definition/report-renderer:6'), 6],
		[ecsArn('task-definition/report-renderer'), 7],
	])('%s is revision %i', async (reference, revision) => {
		const {ecs, state} = practise(passRole);
		state.taskDefinitions.push(taskDefinition('report-renderer', 8, {status: 'INACTIVE'}));

		const {taskDefinition: found} = await ecs.send(
			new DescribeTaskDefinitionCommand({taskDefinition: reference}),
		);
		expect(found).toMatchObject({
			taskDefinitionArn: ecsArn(`task-definition/report-renderer:${revision}`),
			family: 'report-renderer',
			revision,
			networkMode: 'awsvpc',
			requiresCompatibilities: ['FARGATE'],
			executionRoleArn: roleArn(renderer.executionRole),
			taskRoleArn: roleArn(renderer.taskRole),
		});
	});

	test('without a task role has none', async () => {
		const {ecs} = practise(passRole);

		const {taskDefinition: found} = await ecs.send(
			new DescribeTaskDefinitionCommand({taskDefinition: 'report-api'}),
		);
		expect(found).not.toHaveProperty('taskRoleArn');
	});

	test('that is not there', async () => {
		const {ecs} = practise(passRole);

		await expect(
			ecs.send(new DescribeTaskDefinitionCommand({taskDefinition: 'report-renderer:99'})),
		).rejects.toMatchObject({
			name: 'ClientException',
			message: 'Unable to describe task definition.',
			$metadata: {httpStatusCode: 400},
		});
	});
});

test('families come in pages, each once', async () => {
	const {ecs} = practise(passRole, ({behaviour}) => {
		behaviour.pageSize = 2;
	});
	const pages: (string[] | undefined)[] = [];

	for await (const {families} of paginateListTaskDefinitionFamilies({client: ecs}, {})) {
		pages.push(families);
	}

	expect(pages).toEqual([['report-api', 'report-renderer'], ['report-scheduler']]);
});

test('revisions are listed oldest or newest first', async () => {
	const {ecs} = practise(passRole);
	const list = async (sort: 'ASC' | 'DESC') => {
		const input = {familyPrefix: 'report-renderer', sort};
		const {taskDefinitionArns = []} = await ecs.send(new ListTaskDefinitionsCommand(input));

		return taskDefinitionArns.map(arn => arn.split(':').at(-1));
	};

	expect(await list('ASC')).toEqual(['6', '7']);
	expect(await list('DESC')).toEqual(['7', '6']);
});

test('clusters and their services tell where tasks run', async () => {
	const {ecs} = practise(passRole, ({behaviour}) => {
		behaviour.pageSize = 1;
	});
	const {clusterArns = []} = await ecs.send(new ListClustersCommand({}));
	expect(clusterArns).toEqual([ecsArn('cluster/reporting')]);
	const {clusters, failures} = await ecs.send(
		new DescribeClustersCommand({clusters: ['reporting', 'gone']}),
	);
	expect(clusters?.[0]).toMatchObject({clusterName: 'reporting', activeServicesCount: 2});
	expect(failures).toEqual([{arn: ecsArn('cluster/gone'), reason: 'MISSING'}]);

	const services: string[] = [];

	for await (const page of paginateListServices({client: ecs}, {cluster: 'reporting'})) {
		services.push(...(page.serviceArns ?? []));
	}

	const described = await ecs.send(
		new DescribeServicesCommand({cluster: clusterArns[0], services: [...services, 'gone']}),
	);
	expect(described.services?.map(({networkConfiguration}) => networkConfiguration)).toEqual(
		services.map(() => ({
			awsvpcConfiguration: {
				subnets: ['subnet-0a4f2c91d7b36e805', 'subnet-07c15e9ab2d84f316'],
				securityGroups: ['sg-0b7d31f8e52c9a640'],
				assignPublicIp: 'DISABLED',
			},
		})),
	);
	expect(described.failures).toEqual([{arn: ecsArn('service/reporting/gone'), reason: 'MISSING'}]);
});

test('without a cluster the default one is meant, which is not there', async () => {
	const {ecs} = practise(passRole);

	await expect(ecs.send(new ListServicesCommand({}))).rejects.toMatchObject({
		name: 'ClusterNotFoundException',
		message: 'Cluster not found.',
	});
	await expect(
		ecs.send(new DescribeServicesCommand({cluster: 'reporting', services: []})),
	).rejects.toMatchObject({name: 'InvalidParameterException'});
});

test('a fault refuses with the words of IAM', async () => {
	const {ecs, state} = practise(passRole, ({behaviour}) => {
		behaviour.faults.push({
			operation: 'ecs:DescribeTaskDefinition',
			kind: 'access-denied',
			times: null,
		});
	});

	await expect(
		ecs.send(new DescribeTaskDefinitionCommand({taskDefinition: 'report-renderer'})),
	).rejects.toMatchObject({
		name: 'AccessDeniedException',
		message: expect.stringContaining(
			`User: ${state.callerArn} is not authorized to perform: ecs:DescribeTaskDefinition on resource: *`,
		),
	});
});
