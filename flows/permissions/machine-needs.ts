import type {Need, NeededStatement} from '../../source/definition/need.ts';
import {neededByMachine} from '../../source/definition/needed-by-machine.ts';
import {neededPermissions} from '../../source/definition/needed-permissions.ts';
import {readParameter} from '../../source/definition/parameters.ts';
import {
	passedRoles,
	passRoleStatement,
	unknownRoleStatement,
} from '../../source/definition/pass-role.ts';
import type {StateMachineLocation} from '../../source/definition/place.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {type TaskRun, taskRuns} from '../common/task-runs.ts';

/** What a state or feature needs, made more exact by what the account has now. */
export type LiveNeed = Need & {
	/** A resource to be granted, and what the state really calls today: that is what it is judged by. */
	today: Record<string, string>;
};

const known = new WeakMap<CheckContext['reads'], Map<string, Promise<LiveNeed[]>>>();

/** The needs of the live definition, its ECS task definitions read: once for all checks that ask about it. */
export function machineNeeds(context: CheckContext): Promise<LiveNeed[]> {
	const {subject, reads} = context;
	const needs = known.get(reads) ?? new Map<string, Promise<LiveNeed[]>>();
	const key = stateMachineArnOf(subject) ?? '';
	const found = needs.get(key) ?? readNeeds(context);
	known.set(reads, needs.set(key, found));
	return found;
}

async function readNeeds(context: CheckContext): Promise<LiveNeed[]> {
	const {stateMachine, definition, place} = await machineDefinition(context);
	const runs = new Map((await taskRuns(context)).map(run => [run.state.path, run]));
	const states = new Map(walkStates(definition).map(state => [state.path, state]));
	const {logging, tracing, kmsKeyArn} = stateMachine;
	const {openParts} = context;
	const features = {logging: logging.level !== 'OFF', tracing, kmsKeyArn, openParts};

	return neededByMachine(definition, place, features).map(need => {
		const run = runs.get(need.path);
		const state = states.get(need.path);

		return withUnknownRoles(
			run
				? withTaskDefinition(need, run, place)
				: {
						...need,
						...(state && {statements: calledAs(need, state)}),
						today: connectionsToday(need),
					},
			place,
		);
	});
}

/** What one state needs by itself, as `machineNeeds` has it. */
export const needsOfState = (state: StateAt, place: StateMachineLocation): LiveNeed[] =>
	neededPermissions(state, place).map(need =>
		withUnknownRoles(
			{...need, statements: calledAs(need, state), today: connectionsToday(need)},
			place,
		),
	);

const withUnknownRoles = (need: LiveNeed, place: StateMachineLocation): LiveNeed => ({
	...need,
	statements: [
		...need.statements,
		...need.passedRoles.flatMap(role => unknownRoleStatement(role, place)),
	],
});

const fromTaskDefinition = 'task definition: ';

/** The definition alone does not tell which roles a task definition names. */
function withTaskDefinition(need: Need, run: TaskRun, place: StateMachineLocation): LiveNeed {
	const {taskDefinition, why} = run;

	if (need.passedRoles.length === 0) {
		return {...need, today: {}};
	}

	const roles = passedRoles(run.state, taskDefinition, place).map(role =>
		role.parameter.startsWith(fromTaskDefinition) && role.roleArn === null
			? {...role, unknown: `${role.parameter}: ${why}`}
			: role,
	);
	const added = roles.filter(({parameter}) => parameter.startsWith(fromTaskDefinition));
	const replaced = new Set(need.passedRoles.map(({unknown}) => unknown));

	return {
		...need,
		passedRoles: roles,
		statements: [...need.statements, ...added.flatMap(role => passRoleStatement(role) ?? [])],
		unknowns: [
			...need.unknowns.filter(unknown => !replaced.has(unknown)),
			...roles.flatMap(({unknown}) => unknown ?? []),
		],
		today: taskDefinition ? revisionToday(need, taskDefinition.arn) : {},
	};
}

/** A family is run at its newest revision: a policy that names that revision does, for today. */
const revisionToday = (need: Need, taskDefinitionArn: string): Record<string, string> =>
	Object.fromEntries(
		resourcesOf(need)
			.filter(resource => /:task-definition\/[^/:]{1,255}:\*$/.test(resource))
			.map(resource => [resource, taskDefinitionArn]),
	);

/**
 * Grants name a connection by a wildcard, and published ones also by the path as API Gateway documents it, which holds
 * for every connection: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
const connectionsToday = (need: Need): Record<string, string> =>
	Object.fromEntries(
		resourcesOf(need)
			.filter(resource => /:execute-api:.*\/@connections\/[^/]+$/.test(resource))
			.map(resource => [resource, resource.replace(/[^/]+$/, '{connectionId}')]),
	);

/**
A function called by its name is authorised on the name, one called by version or alias on that: only one of the
two resources that AWS's policies grant together counts for a call.
https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
*/
function calledAs({statements}: Need, state: StateAt): NeededStatement[] {
	return statements.map(statement => {
		const [name, every] = statement.resources;
		const isFunction = name !== undefined && /:lambda:.{1,60}:function:[^:]{1,140}$/.test(name);

		if (!isFunction || every !== `${name}:*`) {
			return statement;
		}

		const qualifier = statement.dynamic ? '' : qualifierOf(functionNamed(state), name);
		return {...statement, resources: [name + qualifier]};
	});
}

function functionNamed(state: StateAt): string {
	const {Resource: resource} = state.value;
	const direct =
		typeof resource === 'string' && /:lambda:/.test(resource) && !/:states:/.test(resource);
	const [found] = direct ? [{value: resource}] : readParameter(state, 'FunctionName');
	const [own] = direct ? [] : readParameter(state, 'Qualifier');
	const qualifier = own && 'value' in own ? `:${String(own.value)}` : '';

	return found && 'value' in found ? `${String(found.value)}${qualifier}` : '';
}

function qualifierOf(named: string, functionArn: string): string {
	const name = functionArn.slice(functionArn.lastIndexOf(':') + 1);
	const [, qualifier] = named.split(`${name}:`);

	return qualifier === undefined ? '' : `:${qualifier}`;
}

const resourcesOf = ({statements}: Need): string[] =>
	statements.flatMap(({resources}) => resources);
