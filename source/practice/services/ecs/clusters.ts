import type {
	DescribeClustersRequest,
	DescribeClustersResponse,
	ListClustersRequest,
	ListClustersResponse,
} from '@aws-sdk/client-ecs';
import type {OperationContext} from '../../service.ts';
import {ecsPage, findCluster, missing} from './lookup.ts';

export const clusterOperations = {
	ListClusters(input: ListClustersRequest, context: OperationContext): ListClustersResponse {
		const arns = context.state.clusters.map(({arn}) => arn);
		const {entries, nextToken} = ecsPage(arns, input, context);

		return {clusterArns: entries, nextToken};
	},

	/** What is not there is no error: it stands among the failures. */
	DescribeClusters(
		{clusters: asked}: DescribeClustersRequest,
		{state}: OperationContext,
	): DescribeClustersResponse {
		const names = asked?.length ? asked : ['default'];
		const found = names.flatMap(name => findCluster(name, state) ?? []);

		return {
			clusters: found.map(({arn, name, services}) => ({
				clusterArn: arn,
				clusterName: name,
				status: 'ACTIVE',
				activeServicesCount: services.length,
			})),
			failures: names
				.filter(name => !findCluster(name, state))
				.map(name => missing('cluster', name, state)),
		};
	},
};
