import {parseArn} from '../aws/arn.ts';
import {member} from '../json.ts';
import {readParameter} from './parameters.ts';
import {integrationNamed} from './task-resource.ts';
import type {StateAt} from './walk-states.ts';

/** Something that has to exist for a state to do its work. */
export type ResourceReference = {
	kind: ReferenceKind;
	/** As the state names it; null where it is known only when the state runs. */
	name: string | null;
};

export type ReferenceKind =
	| 'function'
	| 'activity'
	| 'state-machine'
	| 'task-definition'
	| 'cluster'
	| 'queue'
	| 'topic'
	| 'table'
	| 'glue-job'
	| 'batch-queue'
	| 'batch-definition'
	| 'bucket'
	| 'build-project'
	| 'event-bus';

/** Parameters that name a resource, by the service that is called. */
const parameters: Record<string, ReadonlyArray<readonly [string, ReferenceKind]>> = {
	lambda: [['FunctionName', 'function']],
	states: [['StateMachineArn', 'state-machine']],
	sfn: [['StateMachineArn', 'state-machine']],
	ecs: [
		['TaskDefinition', 'task-definition'],
		['Cluster', 'cluster'],
	],
	sqs: [['QueueUrl', 'queue']],
	sns: [['TopicArn', 'topic']],
	dynamodb: [['TableName', 'table']],
	glue: [['JobName', 'glue-job']],
	batch: [
		['JobQueue', 'batch-queue'],
		['JobDefinition', 'batch-definition'],
	],
	s3: [['Bucket', 'bucket']],
	codebuild: [['ProjectName', 'build-project']],
	events: [['Entries[].EventBusName', 'event-bus']],
};

/** What a state names, in its Resource and in its parameters. */
export function referencesOf(state: StateAt): ResourceReference[] {
	const integration = integrationNamed(state);
	const resource = member(state.value, 'Resource');

	if (integration === 'feature:function-arn' || integration === 'feature:activity') {
		const kind = integration === 'feature:activity' ? 'activity' : 'function';
		return [{kind, name: String(resource)}];
	}

	return (parameters[serviceOf(integration ?? '')] ?? []).flatMap(([parameter, kind]) =>
		readParameter(state, parameter).map(found => ({
			kind,
			name: 'value' in found && typeof found.value === 'string' ? found.value : null,
		})),
	);
}

/** `aws-sdk:dynamodb:getItem` and `dynamodb:getItem` call the same service. */
const serviceOf = (integration: string): string =>
	integration
		.replace(/^aws-sdk:/, '')
		.split(':')[0]
		?.toLowerCase() ?? '';

/** The region that a name says; null where it says none. */
export const regionIn = (name: string): string | null => parseArn(name)?.region || null;
