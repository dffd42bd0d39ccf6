import type {Failure} from '@aws-sdk/client-ecs';
import {AwsError} from '../../aws-error.ts';
import type {AccountState, ClusterState} from '../../state.ts';

/** By name or ARN. */
export const findCluster = (
	reference: string,
	{clusters}: AccountState,
): ClusterState | undefined =>
	clusters.find(({arn, name}) => arn === reference || name === reference);

/** Without a cluster ECS takes the one that is called default. */
export function requireCluster(reference: string | undefined, state: AccountState): ClusterState {
	const cluster = findCluster(reference ?? 'default', state);

	if (!cluster) {
		throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
	}

	return cluster;
}

export const missing = (
	kind: string,
	reference: string,
	{partition, region, accountId}: AccountState,
): Failure => ({
	arn: reference.startsWith('arn:')
		? reference
		: `arn:${partition}:ecs:${region}:${accountId}:${kind}/${reference}`,
	reason: 'MISSING',
});
