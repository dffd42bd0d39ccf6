import type {
	DescribeServicesRequest,
	DescribeServicesResponse,
	ListServicesRequest,
	ListServicesResponse,
	Service,
} from '@aws-sdk/client-ecs';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import type {ClusterState, EcsServiceState} from '../../state.ts';
import {ecsPage, missing, requireCluster} from './lookup.ts';

const describedAtMost = 10;

export const serviceOperations = {
	ListServices(input: ListServicesRequest, context: OperationContext): ListServicesResponse {
		const {services} = requireCluster(input.cluster, context.state);
		const arns = services.map(({arn}) => arn);
		const {entries, nextToken} = ecsPage(arns, input, context, 10);

		return {serviceArns: entries, nextToken};
	},

	DescribeServices(
		{cluster: reference, services: asked = []}: DescribeServicesRequest,
		{state}: OperationContext,
	): DescribeServicesResponse {
		const cluster = requireCluster(reference, state);

		if (asked.length === 0 || asked.length > describedAtMost) {
			throw new AwsError(
				'InvalidParameterException',
				asked.length === 0 ? 'Services cannot be empty.' : 'Services can have at most 10 items.',
			);
		}

		const find = (each: string) =>
			cluster.services.find(({arn, name}) => arn === each || name === each);

		return {
			services: asked.flatMap(each => find(each) ?? []).map(found => describe(found, cluster)),
			failures: asked
				.filter(each => !find(each))
				.map(each => missing(`service/${cluster.name}`, each, state)),
		};
	},
};

const describe = (service: EcsServiceState, cluster: ClusterState): Service => ({
	serviceArn: service.arn,
	serviceName: service.name,
	clusterArn: cluster.arn,
	status: 'ACTIVE',
	launchType: service.launchType,
	desiredCount: 2,
	runningCount: 2,
	taskDefinition: service.taskDefinitionArn,
	createdAt: new Date(service.createdAt),
	...(service.network && {
		networkConfiguration: {awsvpcConfiguration: service.network},
	}),
});
