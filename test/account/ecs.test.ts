import {expect, test} from 'vitest';
import {accountOver} from './fake-wire.ts';

const arn = (rest: string) => `arn:aws:ecs:eu-west-1:123456789012:${rest}`;

test('a task definition tells its network mode and its roles', async () => {
	const {reads, inputs} = accountOver({
		'ecs:DescribeTaskDefinition': () => ({
			taskDefinition: {
				taskDefinitionArn: arn('task-definition/web:7'),
				family: 'web',
				revision: 7,
				networkMode: 'awsvpc',
				requiresCompatibilities: ['FARGATE'],
				executionRoleArn: 'arn:aws:iam::123456789012:role/pull',
			},
		}),
	});

	expect(await reads.taskDefinition('web')).toEqual({
		arn: arn('task-definition/web:7'),
		family: 'web',
		revision: 7,
		networkMode: 'awsvpc',
		requiresCompatibilities: ['FARGATE'],
		executionRoleArn: 'arn:aws:iam::123456789012:role/pull',
		taskRoleArn: null,
	});
	expect(inputs('ecs:DescribeTaskDefinition')).toEqual([{taskDefinition: 'web'}]);
});

test('only active families are listed, to the last page', async () => {
	const {reads, inputs} = accountOver({
		'ecs:ListTaskDefinitionFamilies': ({nextToken}) =>
			nextToken ? {families: ['b']} : {families: ['a'], nextToken: 'more'},
	});

	expect(await reads.listTaskDefinitionFamilies()).toEqual(['a', 'b']);
	expect(inputs('ecs:ListTaskDefinitionFamilies')[0]).toMatchObject({status: 'ACTIVE'});
});

test('the services of a cluster are described in tens', async () => {
	const names = Array.from({length: 23}, (_, index) => `service-${index}`);
	const {reads, inputs} = accountOver({
		'ecs:ListServices': () => ({serviceArns: names}),
		'ecs:DescribeServices': ({services}) => ({
			services: (services as string[]).map(serviceName => ({
				serviceName,
				clusterArn: arn('cluster/shop'),
				taskDefinition: arn('task-definition/web:7'),
				...(serviceName === 'service-0' && {
					networkConfiguration: {awsvpcConfiguration: {subnets: ['subnet-1']}},
				}),
			})),
		}),
	});
	const services = await reads.clusterServices('shop');

	expect(services.map(({name}) => name)).toEqual(names);
	expect(services[0]).toEqual({
		name: 'service-0',
		cluster: arn('cluster/shop'),
		taskDefinition: arn('task-definition/web:7'),
		network: {subnets: ['subnet-1'], securityGroups: [], assignPublicIp: null},
	});
	expect(services[1]?.network).toBeNull();
	expect(inputs('ecs:DescribeServices').map(({services}) => (services as []).length)).toEqual([
		10, 10, 3,
	]);
});

test('a cluster without services asks for no descriptions', async () => {
	const {reads, count} = accountOver({'ecs:ListServices': () => ({serviceArns: []})});

	expect(await reads.clusterServices('shop')).toEqual([]);
	expect(count('ecs:DescribeServices')).toBe(0);
});
