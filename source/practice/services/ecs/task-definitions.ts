import type {
	DescribeTaskDefinitionRequest,
	DescribeTaskDefinitionResponse,
	ListTaskDefinitionFamiliesRequest,
	ListTaskDefinitionFamiliesResponse,
	ListTaskDefinitionsRequest,
	ListTaskDefinitionsResponse,
	LogConfiguration,
	TaskDefinition,
} from '@aws-sdk/client-ecs';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import type {TaskDefinitionState} from '../../state.ts';
import {ecsPage, findTaskDefinition} from './lookup.ts';

export const taskDefinitionOperations = {
	DescribeTaskDefinition(
		{taskDefinition}: DescribeTaskDefinitionRequest,
		{state}: OperationContext,
	): DescribeTaskDefinitionResponse {
		const found = findTaskDefinition(taskDefinition ?? '', state);

		if (!found) {
			throw new AwsError('ClientException', 'Unable to describe task definition.');
		}

		return {taskDefinition: describe(found), tags: []};
	},

	ListTaskDefinitionFamilies(
		input: ListTaskDefinitionFamiliesRequest,
		context: OperationContext,
	): ListTaskDefinitionFamiliesResponse {
		const {familyPrefix = '', status = 'ALL'} = input;
		const shown = context.state.taskDefinitions
			.filter(each => each.family.startsWith(familyPrefix))
			.filter(each => status === 'ALL' || each.status === status)
			.map(({family}) => family);
		const {entries, nextToken} = ecsPage([...new Set(shown)].sort(), input, context);

		return {families: entries, nextToken};
	},

	/** The family is given in full, although the member is called a prefix. */
	ListTaskDefinitions(
		input: ListTaskDefinitionsRequest,
		context: OperationContext,
	): ListTaskDefinitionsResponse {
		const {familyPrefix, status = 'ACTIVE', sort = 'ASC'} = input;
		const shown = context.state.taskDefinitions
			.filter(each => familyPrefix === undefined || each.family === familyPrefix)
			.filter(each => each.status === status)
			.toSorted((a, b) =>
				a.family === b.family ? a.revision - b.revision : a.family < b.family ? -1 : 1,
			)
			.map(({arn}) => arn);
		const ordered = sort === 'DESC' ? shown.toReversed() : shown;
		const {entries, nextToken} = ecsPage(ordered, input, context);

		return {taskDefinitionArns: entries, nextToken};
	},
};

const describe = (definition: TaskDefinitionState): TaskDefinition => ({
	taskDefinitionArn: definition.arn,
	family: definition.family,
	revision: definition.revision,
	status: definition.status,
	containerDefinitions: definition.containers.map(name => ({
		name,
		essential: true,
		...(definition.logs?.[name] && {
			logConfiguration: definition.logs[name] as LogConfiguration,
		}),
	})),
	requiresCompatibilities: definition.requiresCompatibilities,
	...(definition.networkMode && {networkMode: definition.networkMode}),
	...(definition.executionRoleArn && {executionRoleArn: definition.executionRoleArn}),
	...(definition.taskRoleArn && {taskRoleArn: definition.taskRoleArn}),
});
