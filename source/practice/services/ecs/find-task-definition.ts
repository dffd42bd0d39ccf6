import type {AccountState, TaskDefinitionState} from '../../state.ts';

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
