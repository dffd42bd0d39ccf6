import {isObject, member} from '../json.ts';
import {iamPrefixOf} from './iam-actions.ts';
import {readParameter} from './parameters.ts';
import type {Definition} from './parse-definition.ts';
import type {Edit} from './patch-definition.ts';
import {sdkCall} from './sdk-call.ts';
import {integrationNamed} from './task-resource.ts';
import {type StateAt, walkStates} from './walk-states.ts';

/** What a task in `awsvpc` network mode has to be told; null leaves AssignPublicIp to AWS. */
export type AwsvpcNetwork = {
	subnets: readonly string[];
	securityGroups: readonly string[];
	assignPublicIp: 'ENABLED' | 'DISABLED' | null;
};

export type WithoutNetwork = {
	state: StateAt;
	/** As the state names it: a family, `family:revision` or an ARN; null where it is computed. */
	taskDefinition: string | null;
	/** True where the task definition's network mode asks for it; null where that is not known. */
	awsvpc: true | null;
};

/** Whether a state runs an ECS task, through the integration or through the SDK. */
export function runsEcsTask(state: StateAt): boolean {
	const name = integrationNamed(state) ?? '';
	const call = sdkCall(name);

	return call
		? iamPrefixOf(call.service.toLowerCase()) === 'ecs' && call.operation === 'runTask'
		: /^ecs:runTask(\.|$)/.test(name);
}

/** The task definition that a state runs; null where it is known only when the state runs. */
export function taskDefinitionOf(state: StateAt): string | null {
	const [found] = readParameter(state, 'TaskDefinition');

	return found && 'value' in found && typeof found.value === 'string' ? found.value : null;
}

/**
 * The states that run an ECS task and say nothing of its network, save those whose task definition
 * is known to need none.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export function statesWithoutNetworkConfiguration(
	definition: Definition,
	isAwsvpc: (taskDefinition: string) => boolean | null,
): WithoutNetwork[] {
	return walkStates(definition)
		.filter(state => runsEcsTask(state) && saysNoNetwork(state))
		.flatMap(state => {
			const taskDefinition = taskDefinitionOf(state);
			const awsvpc = taskDefinition === null ? null : isAwsvpc(taskDefinition);

			return awsvpc === false ? [] : [{state, taskDefinition, awsvpc}];
		});
}

const saysNoNetwork = (state: StateAt) =>
	readParameter(state, 'NetworkConfiguration.AwsvpcConfiguration').length === 0;

/** Null where the state has no object of parameters to add it to. */
export function networkConfigurationEdit(state: StateAt, network: AwsvpcNetwork): Edit | null {
	const field = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
	const parameters = member(state.value, field);
	const existing = member(parameters, 'NetworkConfiguration');

	if (!isObject(parameters) || (existing !== undefined && !isObject(existing))) {
		return null;
	}

	return {
		path: [...state.segments, field, 'NetworkConfiguration', 'AwsvpcConfiguration'],
		value: {
			Subnets: network.subnets,
			SecurityGroups: network.securityGroups,
			...(network.assignPublicIp && {AssignPublicIp: network.assignPublicIp}),
		},
	};
}
