import type {TaskDefinition as SdkTaskDefinition, Service} from '@aws-sdk/client-ecs';
import type {EcsReads, EcsService, TaskDefinition} from '../ecs.ts';
import {collectAll} from './collect.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

/** DescribeServices takes no more: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const servicesPerCall = 10;

export const ecsReads = (ecs: Services['ecs']): EcsReads => ({
	taskDefinition: reference =>
		ecs('DescribeTaskDefinition', async (client, sdk) => {
			const {taskDefinition} = await client.send(
				new sdk.DescribeTaskDefinitionCommand({taskDefinition: reference}),
			);

			return toTaskDefinition(required(taskDefinition, 'taskDefinition'));
		}),

	containerLogging: reference =>
		ecs('DescribeTaskDefinition', async (client, sdk) => {
			const {taskDefinition} = await client.send(
				new sdk.DescribeTaskDefinitionCommand({taskDefinition: reference}),
			);
			const containers = required(taskDefinition?.containerDefinitions, 'containerDefinitions');

			return containers.map(({name, logConfiguration}) => ({
				name: name ?? '',
				driver: logConfiguration?.logDriver ?? null,
				options: logConfiguration?.options ?? {},
			}));
		}),

	listTaskDefinitionFamilies: () =>
		ecs('ListTaskDefinitionFamilies', (client, sdk) => {
			const request = {status: 'ACTIVE' as const};
			const pages = sdk.paginateListTaskDefinitionFamilies({client, pageSize: 100}, request);

			return collectAll(pages, page => page.families);
		}),

	taskStatus: (cluster, taskArn) =>
		ecs('DescribeTasks', async (client, sdk) => {
			const {tasks} = await client.send(new sdk.DescribeTasksCommand({cluster, tasks: [taskArn]}));
			const [task] = required(tasks, 'tasks');

			return task
				? {
						lastStatus: required(task.lastStatus, 'lastStatus'),
						desiredStatus: task.desiredStatus ?? null,
						stoppedReason: task.stoppedReason ?? null,
					}
				: null;
		}),

	clusterServices: async cluster => {
		const arns = await ecs('ListServices', (client, sdk) =>
			collectAll(
				sdk.paginateListServices({client, pageSize: 100}, {cluster}),
				page => page.serviceArns,
			),
		);
		const described = await Promise.all(
			inGroups(arns, servicesPerCall).map(services => describeServices(ecs, cluster, services)),
		);

		return described.flat();
	},
});

const describeServices = (ecs: Services['ecs'], cluster: string, services: string[]) =>
	ecs('DescribeServices', async (client, sdk) => {
		const answer = await client.send(new sdk.DescribeServicesCommand({cluster, services}));

		return required(answer.services, 'services').map(service => toService(service, cluster));
	});

const toTaskDefinition = (definition: SdkTaskDefinition): TaskDefinition => ({
	arn: required(definition.taskDefinitionArn, 'taskDefinitionArn'),
	family: required(definition.family, 'family'),
	revision: required(definition.revision, 'revision'),
	networkMode: definition.networkMode ?? null,
	requiresCompatibilities: definition.requiresCompatibilities ?? [],
	executionRoleArn: definition.executionRoleArn ?? null,
	taskRoleArn: definition.taskRoleArn ?? null,
});

function toService(service: Service, cluster: string): EcsService {
	const network = service.networkConfiguration?.awsvpcConfiguration;

	return {
		name: required(service.serviceName, 'serviceName'),
		cluster: service.clusterArn ?? cluster,
		taskDefinition: service.taskDefinition ?? null,
		network: network
			? {
					subnets: network.subnets ?? [],
					securityGroups: network.securityGroups ?? [],
					assignPublicIp: network.assignPublicIp ?? null,
				}
			: null,
	};
}

const inGroups = <Item>(items: readonly Item[], size: number): Item[][] =>
	Array.from({length: Math.ceil(items.length / size)}, (_, index) =>
		items.slice(index * size, (index + 1) * size),
	);
