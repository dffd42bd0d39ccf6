import type {ActionOn} from './action-on.ts';
import {carried} from './carried-keys.ts';
import {actionsOf, iamPrefixOf, knowsPrefix} from './iam-actions.ts';
import type {NeededStatement} from './need.ts';
import {readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import type {SdkCall} from './sdk-call.ts';
import {sdkResources} from './sdk-resources.ts';
import {asAuthorized, specialOperations} from './sdk-special.ts';
import {secondPermissions} from './second-permissions.ts';
import type {StateAt} from './walk-states.ts';

export type SdkNeed = {statements: NeededStatement[]; unknowns: string[]};

/**
 * What a call through the AWS SDK needs. Step Functions documents none of it: the action is the one
 * of the operation's name in IAM's reference, or the other one that the service documents.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function sdkNeed(call: SdkCall, state: StateAt, place: StateMachineLocation): SdkNeed {
	const {service} = call;
	const operation = call.operation.charAt(0).toUpperCase() + call.operation.slice(1);
	const prefix = iamPrefixOf(service.toLowerCase());

	if (/^apigatewaymanagementapi$/i.test(service)) {
		return managingConnections(place);
	}

	if (prefix === undefined) {
		return {statements: [], unknowns: [`${service} is no service that is known here`]};
	}

	if (prefix === null) {
		return {statements: [], unknowns: [`IAM's reference says nothing of ${service}:${operation}`]};
	}

	if (prefix === 'apigateway') {
		return managingApis(operation, state, place);
	}

	const special = specialOperations[`${prefix}:${operation.toLowerCase()}`];
	const actions = actionsOf(prefix, operation);

	// PassRole is a permission and no operation.
	if ((!actions && !special) || operation === 'PassRole') {
		return {statements: [], unknowns: [unlisted(prefix, operation)]};
	}

	const needed: ActionOn[] = special
		? special(state, place, actions ?? [])
		: (actions ?? []).map(action => ({
				action: action.name,
				resources: sdkResources(action, state, place),
			}));

	const second = secondPermissions(
		prefix,
		operation,
		state,
		place,
		needed.filter(({action}) => !/^s3:Get/.test(action)).flatMap(each => each.resources.resources),
	);

	return {
		statements: [
			...needed.map(
				({action, resources: {resources, dynamic, located, oneOf, ...others}, ...each}) => ({
					actions: [action, ...(each.orElse ?? [])],
					resources: asAuthorized(action, resources),
					inferred: true,
					...(each.touched && {touched: each.touched}),
					...(others.alternatives && {alternatives: others.alternatives}),
					...carried(action, state, place),
					...(dynamic && {dynamic}),
					...(located && {located}),
					...(oneOf && {oneOf}),
				}),
			),
			...second.statements,
		],
		unknowns: [
			...new Set([...needed.flatMap(({resources}) => resources.unknowns), ...second.unknowns]),
		],
	};
}

const unlisted = (prefix: string, operation: string) =>
	knowsPrefix(prefix)
		? `IAM's reference has no action of the name ${prefix}:${operation}`
		: `the action is probably ${prefix}:${operation}, but which resources it takes is not known here`;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html */
const managingConnections = ({partition, region, accountId}: StateMachineLocation): SdkNeed => ({
	statements: [
		{
			actions: ['execute-api:ManageConnections'],
			resources: [`arn:${partition}:execute-api:${region}:${accountId}:*`],
			inferred: true,
			dynamic: true,
		},
	],
	unknowns: ['which API has the connection is not in the definition'],
});

const methods: Record<string, string> = {
	Get: 'GET',
	Create: 'POST',
	Delete: 'DELETE',
	Update: 'PATCH',
	Put: 'PUT',
	Import: 'POST',
	Tag: 'PUT',
	Untag: 'DELETE',
};

/** API Gateway's own API is allowed by HTTP method and path, not by operation. */
function managingApis(
	operation: string,
	state: StateAt,
	{partition, region}: StateMachineLocation,
): SdkNeed {
	const verb = Object.keys(methods).find(each => operation.startsWith(each));

	if (!verb) {
		return {statements: [], unknowns: [unlisted('apigateway', operation)]};
	}

	const path = managedPath(operation.slice(verb.length), state);
	const actions = [`apigateway:${methods[verb]}`];
	const within = `arn:${partition}:apigateway:${region}::`;

	return path !== null && !path.endsWith('*')
		? {statements: [{actions, resources: [within + path], inferred: true}], unknowns: []}
		: {
				statements: [
					{actions, resources: [within + (path ?? '/*')], inferred: true, dynamic: true},
				],
				unknowns: [`which path of API Gateway ${operation} calls is not worked out`],
			};
}

/** `/restapis/ID`, and `/restapis/ID/*` for what belongs to it; null where the parameters name no API. */
function managedPath(noun: string, state: StateAt): string | null {
	const [, kind] = /^(RestApi|Api)s$/.exec(noun) ?? [];

	if (kind) {
		return `/${kind.toLowerCase()}s`;
	}

	const [api] = ['RestApi', 'Api'].flatMap(each =>
		readParameter(state, `${each}Id`).map(found => ({
			start: `/${each.toLowerCase()}s/`,
			id: 'value' in found && typeof found.value === 'string' ? found.value : '*',
			isItself: noun === each,
		})),
	);

	return api ? api.start + api.id + (api.isItself || api.id === '*' ? '' : '/*') : null;
}
