import type {Failure} from '@aws-sdk/client-ecs';
import {AwsError} from '../../aws-error.ts';
import {page} from '../../paging.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState, ClusterState, TaskDefinitionState} from '../../state.ts';

type Listed = {maxResults?: number | undefined; nextToken?: string | undefined};

export const ecsPage = <T>(
	all: readonly T[],
	{maxResults, nextToken}: Listed,
	{state}: OperationContext,
	defaultSize = 100,
) =>
	page(all, {
		size: maxResults,
		token: nextToken,
		defaultSize,
		bound: state.behaviour.pageSize,
		invalidToken: () => new AwsError('InvalidParameterException', 'Invalid token'),
	});

/** A family stands for its newest ACTIVE revision; `family:revision` and an ARN for just that one. */
export function findTaskDefinition(
	reference: string,
	{taskDefinitions, partition, region, accountId}: AccountState,
): TaskDefinitionState | undefined {
	const prefix = `arn:${partition}:ecs:${region}:${accountId}:task-definition/`;
	const name = reference.startsWith(prefix) ? reference.slice(prefix.length) : reference;

	if (name.includes(':')) {
		return taskDefinitions.find(({family, revision}) => `${family}:${revision}` === name);
	}

	return taskDefinitions
		.filter(({family, status}) => family === name && status === 'ACTIVE')
		.toSorted((a, b) => b.revision - a.revision)[0];
}

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
