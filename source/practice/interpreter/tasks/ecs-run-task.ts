import {isObject, member} from '../../../json.ts';
import {uuidOf} from '../../ids.ts';
import {findCluster, findTaskDefinition} from '../../services/ecs/lookup.ts';
import type {TaskDefinitionState} from '../../state.ts';
import {never} from '../steps.ts';
import {serviceError} from './error-style.ts';
import {learnEnd, requirePassRole, requirePermission} from './permission.ts';
import {type Accepted, outcomeOf, parametersOf, type TaskCall, usualWork} from './work.ts';

const usualDuration = 12_000;

/**
 * ECS refuses for one reason at a time: first RunTask, then each role that is passed, then what is missing in
 * the call itself. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export function runTask(call: TaskCall): Accepted {
	const definition = taskDefinitionOf(call);
	requirePermission({action: 'ecs:RunTask', resource: definition.arn}, call);
	passedRoles(definition, call).forEach(role => {
		requirePassRole(role, 'ecs-tasks.amazonaws.com', call);
	});
	checkNetwork(definition, call);
	const cluster = clusterOf(call);
	const task = taskOf(definition, cluster, call);
	keepTask(task, definition, call);

	return {
		answer: {Failures: [], Tasks: [{...task, LastStatus: 'PROVISIONING'}]},
		*work() {
			if (call.pattern === 'waitForTaskToken') {
				yield never;
			}

			if (call.pattern === 'request-response') {
				return {Failures: [], Tasks: [{...task, LastStatus: 'PROVISIONING'}]};
			}

			yield* learnEnd([{action: 'ecs:DescribeTasks', resource: String(task.TaskArn)}], call);

			return yield* usualWork(
				definition.arn,
				{
					duration: usualDuration,
					result: {
						...task,
						LastStatus: 'STOPPED',
						StoppedReason: 'Essential container in task exited',
					},
				},
				call,
			);
		},
	};
}

function taskDefinitionOf(call: TaskCall): TaskDefinitionState {
	const reference = parametersOf(call).TaskDefinition;
	const found = findTaskDefinition(String(reference ?? ''), call.run.state);

	if (!found) {
		throw refused('ClientException', 'TaskDefinition not found.', call);
	}

	if (found.status === 'INACTIVE') {
		throw refused('ClientException', 'TaskDefinition is inactive', call);
	}

	return found;
}

/** The task execution role, then the task role. What the state overrides takes their place. */
function passedRoles(
	{executionRoleArn, taskRoleArn}: TaskDefinitionState,
	call: TaskCall,
): string[] {
	const overrides = parametersOf(call).Overrides;
	const roles = [
		member(overrides, 'ExecutionRoleArn') ?? executionRoleArn,
		member(overrides, 'TaskRoleArn') ?? taskRoleArn,
	];

	return roles.filter(role => typeof role === 'string');
}

function checkNetwork({networkMode}: TaskDefinitionState, call: TaskCall): void {
	const network = member(parametersOf(call).NetworkConfiguration, 'AwsvpcConfiguration');

	if (networkMode === 'awsvpc' && !isObject(network)) {
		throw refused(
			'InvalidParameterException',
			"Network Configuration must be provided when networkMode 'awsvpc' is specified.",
			call,
		);
	}

	const subnets = member(network, 'Subnets');

	if (isObject(network) && !(Array.isArray(subnets) && subnets.length > 0)) {
		throw refused('InvalidParameterException', 'subnets can not be empty.', call);
	}
}

function clusterOf(call: TaskCall): string {
	const reference = parametersOf(call).Cluster;
	const cluster = findCluster(String(reference ?? 'default'), call.run.state);

	if (!cluster) {
		throw refused('ClusterNotFoundException', 'Cluster not found.', call);
	}

	return cluster.arn;
}

const refused = (code: string, message: string, {errorStyle, run}: TaskCall) =>
	serviceError({code, message}, errorStyle, run);

function taskOf(definition: TaskDefinitionState, clusterArn: string, {run}: TaskCall) {
	const id = uuidOf(`${run.execution.arn} ${run.now}`).replaceAll('-', '');

	return {
		TaskArn: `${clusterArn.replace(':cluster/', ':task/')}/${id}`,
		ClusterArn: clusterArn,
		TaskDefinitionArn: definition.arn,
		Containers: definition.containers.map(Name => ({Name, ExitCode: 0})),
		CreatedAt: run.now,
	};
}

/** DescribeTasks shows it from now on. */
function keepTask(
	{
		TaskArn: arn,
		ClusterArn: clusterArn,
		TaskDefinitionArn: taskDefinitionArn,
	}: ReturnType<typeof taskOf>,
	{containers}: TaskDefinitionState,
	{run}: TaskCall,
): void {
	const outcome = outcomeOf(taskDefinitionArn, run);
	run.state.tasks.push({
		arn,
		clusterArn,
		taskDefinitionArn,
		containers,
		createdAt: run.now,
		stopsAt: run.now + (outcome?.duration ?? usualDuration),
		failure: outcome?.failure?.cause ?? null,
	});
}
