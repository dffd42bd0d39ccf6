import type {ClusterState, EcsServiceState, TaskDefinitionState} from '../../state.ts';
import {days, roleArn} from './names.ts';
import {ecsArn} from './states.ts';

export const renderer = {
	family: 'report-renderer',
	executionRole: 'report-renderer-execution',
	taskRole: 'report-renderer-task',
};

const cluster = 'reporting';

/** Where the other services of the cluster run; the state has to say the same. */
export const network = {
	subnets: ['subnet-0a4f2c91d7b36e805', 'subnet-07c15e9ab2d84f316'],
	securityGroups: ['sg-0b7d31f8e52c9a640'],
	assignPublicIp: 'DISABLED' as const,
};

const service = (now: number, name: string): EcsServiceState => ({
	arn: ecsArn(`service/${cluster}/${name}`),
	name,
	taskDefinitionArn: ecsArn(`task-definition/${name}:12`),
	launchType: 'FARGATE',
	createdAt: now - days(190),
	network,
});

export const reportingCluster = (now: number): ClusterState => ({
	arn: ecsArn(`cluster/${cluster}`),
	name: cluster,
	services: ['report-api', 'report-scheduler'].map(name => service(now, name)),
});

export const taskDefinition = (
	family: string,
	revision: number,
	parts: Partial<TaskDefinitionState> = {},
): TaskDefinitionState => ({
	arn: ecsArn(`task-definition/${family}:${revision}`),
	family,
	revision,
	status: 'ACTIVE',
	networkMode: 'awsvpc',
	requiresCompatibilities: ['FARGATE'],
	executionRoleArn: null,
	taskRoleArn: null,
	containers: [family],
	...parts,
});

const rendererRevision = (revision: number): TaskDefinitionState =>
	taskDefinition(renderer.family, revision, {
		executionRoleArn: roleArn(renderer.executionRole),
		taskRoleArn: roleArn(renderer.taskRole),
	});

export const taskDefinitions: readonly TaskDefinitionState[] = [
	rendererRevision(6),
	rendererRevision(7),
	taskDefinition('report-api', 12, {executionRoleArn: roleArn(renderer.executionRole)}),
	taskDefinition('report-scheduler', 12, {executionRoleArn: roleArn(renderer.executionRole)}),
];
