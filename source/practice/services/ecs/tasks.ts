import type {DescribeTasksRequest, DescribeTasksResponse, Task} from '@aws-sdk/client-ecs';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import type {EcsTaskState} from '../../state.ts';
import {missing, requireCluster} from './lookup.ts';

const describedAtMost = 100;

export const taskOperations = {
	DescribeTasks(
		{cluster: reference, tasks: asked = []}: DescribeTasksRequest,
		{state, now}: OperationContext,
	): DescribeTasksResponse {
		const cluster = requireCluster(reference, state);

		if (asked.length === 0 || asked.length > describedAtMost) {
			throw new AwsError(
				'InvalidParameterException',
				asked.length === 0 ? 'Tasks cannot be empty.' : 'Tasks can have at most 100 items.',
			);
		}

		const find = (each: string) =>
			state.tasks.find(
				({arn, clusterArn}) =>
					clusterArn === cluster.arn && (arn === each || arn.endsWith(`/${each}`)),
			);

		return {
			tasks: asked.flatMap(each => find(each) ?? []).map(task => describe(task, now())),
			failures: asked
				.filter(each => !find(each))
				.map(each => missing(`task/${cluster.name}`, each, state)),
		};
	},
};

function describe(task: EcsTaskState, now: number): Task {
	const isStopped = task.stopsAt <= now;

	return {
		taskArn: task.arn,
		clusterArn: task.clusterArn,
		taskDefinitionArn: task.taskDefinitionArn,
		desiredStatus: isStopped ? 'STOPPED' : 'RUNNING',
		lastStatus: isStopped ? 'STOPPED' : 'RUNNING',
		createdAt: new Date(task.createdAt),
		startedAt: new Date(task.createdAt),
		containers: task.containers.map(name => ({
			name,
			taskArn: task.arn,
			lastStatus: isStopped ? 'STOPPED' : 'RUNNING',
			...(isStopped && {exitCode: task.failure === null ? 0 : 1}),
		})),
		...(isStopped && {
			stoppedAt: new Date(task.stopsAt),
			stopCode: 'EssentialContainerExited',
			stoppedReason: task.failure ?? 'Essential container in task exited',
		}),
	};
}
