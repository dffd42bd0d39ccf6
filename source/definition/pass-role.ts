import {member} from '../json.ts';
import {type Integration, integrationFor, type PassedRoleTemplate} from './integrations.ts';
import type {NeededStatement, PassedRole} from './need.ts';
import {type Found, readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import {integrationCalling, type SdkCall, sdkCall} from './sdk-call.ts';
import {rolesInParameters} from './sdk-roles.ts';
import {integrationNamed} from './task-resource.ts';
import type {StateAt} from './walk-states.ts';

export type TaskDefinitionRoles = {executionRoleArn: string | null; taskRoleArn: string | null};

/**
 * The roles that a state hands to the service it calls. `taskDefinition` is the one that an ECS
 * task runs from: a role that the state overrides takes the place of the task definition's.
 * With Credentials the call is made as another role, so that the state machine's passes none.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 */
export function passedRoles(
	state: StateAt,
	taskDefinition: TaskDefinitionRoles | null,
	place?: StateMachineLocation,
): PassedRole[] {
	const name = integrationNamed(state);

	if (name === null || member(state.value, 'Credentials') !== undefined) {
		return [];
	}

	const integration = passing(name);

	if (!integration) {
		const call = sdkCall(name);
		return call ? rolesOfSdkCall(state, call, place) : [];
	}

	const stated = (integration.passedRoles ?? []).flatMap(template =>
		readParameter(state, template.parameter).map(found => roleAt(template, found, place)),
	);

	return integration.resource.startsWith('ecs:runTask')
		? [...stated, ...ofTaskDefinition(stated, taskDefinition)]
		: stated;
}

/** The SDK's operation passes the same roles as the integration that calls it. */
function passing(name: string): Integration | undefined {
	const call = sdkCall(name);

	return call ? integrationCalling(call) : integrationFor(name);
}

/** Names count for roles where the service takes names. */
function rolesOfSdkCall(
	state: StateAt,
	call: SdkCall,
	place: StateMachineLocation | undefined,
): PassedRole[] {
	return rolesInParameters(state, call)
		.flatMap(template =>
			readParameter(state, template.parameter).map(found => ({
				isNamed: template.byName || template.always,
				role: roleAt(template, found, template.byName ? place : undefined),
			})),
		)
		.filter(
			({isNamed, role: {roleArn, unknown}}) =>
				isNamed || roleArn !== null || unknown?.includes('known only'),
		)
		.map(({role}) => role);
}

function roleAt(
	template: PassedRoleTemplate,
	found: Found,
	place: StateMachineLocation | undefined,
): PassedRole {
	const value = 'value' in found && typeof found.value === 'string' ? found.value : null;
	const arn = value === null || template.of ? null : arnOf(value, place);
	const like =
		'unknown' in found && /^arn:[^:]+:iam::/.test(found.like ?? '') ? found.like : undefined;

	return {
		parameter: template.parameter,
		roleArn: arn,
		passedToService: template.service,
		inferred: template.inferred ?? false,
		unknown: arn === null ? whyUnknown(template, found) : null,
		...(like && {like}),
		...(template.of && !template.always && {when: `AWS asks for ${template.of} as well`}),
	};
}

function whyUnknown({parameter, of}: PassedRoleTemplate, found: Found): string {
	if (of) {
		return `${of} is not in the definition, only ${parameter}`;
	}

	return 'unknown' in found ? found.unknown : `${parameter} names no role`;
}

/** The ARN of just one role: nothing that could stand for several. */
export const roleArn = (value: unknown): string | null =>
	typeof value === 'string' && /^arn:[a-z-]{3,20}:iam::\d{12}:role\/[\w+=,.@/-]{1,600}$/.test(value)
		? value
		: null;

/** Some services take a role's name. */
function arnOf(value: string, place: StateMachineLocation | undefined): string | null {
	const arn = roleArn(value);

	if (arn !== null || !place || !/^[\w+=,.@/-]{1,600}$/.test(value)) {
		return arn;
	}

	return `arn:${place.partition}:iam::${place.accountId}:role/${value}`;
}

function ofTaskDefinition(
	stated: PassedRole[],
	taskDefinition: TaskDefinitionRoles | null,
): PassedRole[] {
	const roles = [
		['Overrides.ExecutionRoleArn', 'executionRoleArn'],
		['Overrides.TaskRoleArn', 'taskRoleArn'],
	] as const;

	return roles
		.filter(([override]) => !stated.some(({parameter}) => parameter === override))
		.filter(([, field]) => taskDefinition === null || taskDefinition[field] !== null)
		.map(([, field]) => ({
			parameter: `task definition: ${field}`,
			roleArn: taskDefinition?.[field] ?? null,
			passedToService: 'ecs-tasks.amazonaws.com',
			inferred: false,
			unknown: taskDefinition ? null : `the task definition's ${field} is not in the definition`,
			...(!taskDefinition && {when: `the task definition has a ${field}`}),
		}));
}

/** What a role that is not known is judged by: granted is never more than one that is. */
export const unknownRoleStatement = (
	{parameter, roleArn: known, like, passedToService, when}: PassedRole,
	{partition, accountId}: StateMachineLocation,
): NeededStatement[] =>
	known === null
		? [
				{
					actions: ['iam:PassRole'],
					resources: [like ?? `arn:${partition}:iam::${accountId}:role/*`],
					...(passedToService && {
						conditions: {StringEquals: {'iam:PassedToService': [passedToService]}},
					}),
					...(when &&
						(parameter.startsWith('task definition: ')
							? {touched: `the ${parameter.slice(17)} of its task definition`}
							: {when})),
					dynamic: true,
					located: true,
					byName: true,
				},
			]
		: [];

/** Null where the role is not known: `iam:PassRole` is never granted on more than it. */
export function passRoleStatement(role: PassedRole): NeededStatement | null {
	if (role.roleArn === null) {
		return null;
	}

	return {
		actions: ['iam:PassRole'],
		resources: [role.roleArn],
		...(role.passedToService && {
			conditions: {StringEquals: {'iam:PassedToService': [role.passedToService]}},
		}),
		...(role.inferred && {inferred: true}),
	};
}
