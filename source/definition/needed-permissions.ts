import {member} from '../json.ts';
import type {OpenParts} from '../policy/open-parts.ts';
import {iamPrefixOf} from './iam-actions.ts';
import {type Integration, integrationFor} from './integrations.ts';
import {mapNeeds} from './map-needs.ts';
import type {Need, NeededStatement} from './need.ts';
import {needFromIntegration} from './need-from-integration.ts';
import {type ParameterSource, readParameter} from './parameters.ts';
import {passedRoles, passRoleStatement, roleArn} from './pass-role.ts';
import type {StateMachineLocation} from './place.ts';
import {type SdkCall, sameNeeds, sdkCall} from './sdk-call.ts';
import {sdkNeed} from './sdk-need.ts';
import {secondPermissions} from './second-permissions.ts';
import {integrationNamed} from './task-resource.ts';
import type {StateAt} from './walk-states.ts';

/** What a state does not tell of what it calls. */
export type MachineFacts = {
	/** Where all queries of the state machine run. */
	workGroup?: string;
	openParts?: OpenParts | undefined;
};

/**
 * What a state needs from the state machine's role. Empty for states that call nothing.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
 */
export function neededPermissions(
	state: StateAt,
	place: StateMachineLocation,
	machine: MachineFacts = {},
): Need[] {
	if (state.type === 'Map') {
		return mapNeeds(state, place);
	}

	if (state.type !== 'Task') {
		return [];
	}

	return member(state.value, 'Credentials') === undefined
		? [taskNeed(state, place, machine)]
		: assumedRole(state, place);
}

function taskNeed(
	state: StateAt,
	place: StateMachineLocation,
	{workGroup, openParts}: MachineFacts,
): Need {
	const name = integrationNamed(state);

	if (name !== 'feature:function-arn' && openParts?.isIn(name ?? String(state.value.Resource))) {
		return unknownNeed(state, '', 'the Resource of this task is known only at deployment');
	}

	if (name === null) {
		return unknownNeed(state, '', 'the Resource of this task is none that Step Functions knows');
	}

	const call = sdkCall(name);
	const integration = integrationFor(name) ?? (call && sameNeeds(call));

	if (integration) {
		const given = {
			OwnStateMachineName: place.stateMachineName,
			...(workGroup !== undefined && {WorkGroupOfQuery: workGroup}),
		};
		const source = name === 'feature:function-arn' ? functionItself(state) : state;
		const need = needFromIntegration(
			integration,
			subjectOf(state),
			{source, place, given},
			roles(state, place),
		);

		return {
			...withSecond(need, call, source, place),
			...unlessNoRuleApplies(need, integration),
			integration: name,
		};
	}

	return call
		? sdkTask(name, call, state, place)
		: unknownNeed(state, name, `what ${name} needs is not known here`);
}

/** Where none of its statements is for the parameters that the state gives, what it needs is not known. */
const unlessNoRuleApplies = (need: Need, {resource, statements}: Integration): Partial<Need> => {
	const called = statements.filter(({onlyFor, onlyWhere}) => !onlyFor && !onlyWhere);

	return called.length > 0 && need.statements.length === 0 && need.unknowns.length === 0
		? {unknowns: [`no rule of ${resource} fits what the state's parameters name`]}
		: {};
};

/** What the service asks for besides, where the integration's own statements do not say so already. */
function withSecond(
	need: Need,
	call: SdkCall | null,
	source: ParameterSource,
	place: StateMachineLocation,
): Need {
	const prefix = call ? iamPrefixOf(call.service.toLowerCase()) : null;

	if (!call || !prefix) {
		return need;
	}

	const {statements, unknowns} = secondPermissions(prefix, call.operation, source, place);
	const there = new Set(need.statements.flatMap(({actions}) => actions));
	const further = statements.filter(({actions}) => !actions.some(action => there.has(action)));

	return {
		...need,
		statements: [...need.statements, ...further],
		unknowns: [...new Set([...need.unknowns, ...(further.length > 0 ? unknowns : [])])],
	};
}

const subjectOf = ({name, path}: StateAt) => ({state: name, path});

const roles = (state: StateAt, place: StateMachineLocation) => passedRoles(state, null, place);

/** A Task whose Resource is the function's ARN calls it with its whole input. */
const functionItself = ({value}: StateAt): ParameterSource => ({
	queryLanguage: 'JSONPath',
	value: {Parameters: {FunctionName: value.Resource}},
});

function sdkTask(
	integration: string,
	call: SdkCall,
	state: StateAt,
	place: StateMachineLocation,
): Need {
	const {statements, unknowns} = sdkNeed(call, state, place);
	const passed = roles(state, place);

	return {
		...unknownNeed(state, integration, ''),
		statements: [...statements, ...passed.flatMap(role => passRoleStatement(role) ?? [])],
		passedRoles: passed,
		unknowns: [...unknowns, ...passed.flatMap(({unknown}) => unknown ?? [])],
		confidence: 'inferred',
	};
}

/**
 * With Credentials the call is made as another role: the state machine's only has to be let into
 * that one. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html
 */
function assumedRole(state: StateAt, place: StateMachineLocation): Need[] {
	const integration = integrationFor('feature:credentials');

	if (!integration) {
		return [];
	}

	const source = {
		...state,
		value: {Parameters: state.value.Credentials, Arguments: state.value.Credentials},
	};
	const [found] = readParameter(source, 'RoleArn');
	const role = found && 'value' in found ? roleArn(found.value) : null;
	const like = found && 'unknown' in found ? found.like : undefined;
	const any = `arn:${place.partition}:iam::${place.accountId}:role/*`;
	const given = {CredentialsRoleArn: role ?? like ?? any};
	const filled = needFromIntegration(integration, subjectOf(state), {source, place, given});
	const statements =
		found && 'unknown' in found
			? filled.statements.map(each => atRunTime(each, like !== undefined))
			: role === null
				? []
				: filled.statements;
	const why = found && 'unknown' in found ? found.unknown : 'Credentials names no RoleArn';
	const own = `the permissions of the role in Credentials, with which ${integrationNamed(state) ?? 'the task'} is called`;

	return [{...filled, statements, unknowns: role === null ? [why, own] : [own]}];
}

const atRunTime = (statement: NeededStatement, located: boolean): NeededStatement => ({
	...statement,
	dynamic: true,
	...(located && {located}),
});

function unknownNeed({name, path}: StateAt, integration: string, unknown: string): Need {
	return {
		state: name,
		path,
		integration,
		statements: [],
		passedRoles: [],
		managedRule: null,
		unknowns: unknown === '' ? [] : [unknown],
		confidence: 'unknown',
	};
}
