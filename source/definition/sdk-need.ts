import {actionsOf, iamPrefixOf, knowsPrefix} from './iam-actions.ts';
import type {NeededStatement} from './need.ts';
import type {Place} from './place.ts';
import {sdkResources} from './sdk-resources.ts';
import {furtherResources, specialOperations} from './sdk-special.ts';
import type {StateAt} from './walk-states.ts';

export type SdkNeed = {statements: NeededStatement[]; unknowns: string[]};

/** `aws-sdk:dynamodb:query.waitForTaskToken` is Query of dynamodb. */
export function sdkCall(integration: string): {service: string; operation: string} | null {
	const [, service, operation] = /^aws-sdk:(\w{1,80}):(\w{1,120})/.exec(integration) ?? [];

	return service && operation
		? {service, operation: operation.charAt(0).toUpperCase() + operation.slice(1)}
		: null;
}

/**
 * What a call through the AWS SDK needs. Step Functions documents none of it: the action is the one
 * of the operation's name in IAM's reference, or the other one that the service documents.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function sdkNeed(
	{service, operation}: {service: string; operation: string},
	state: StateAt,
	place: Place,
): SdkNeed {
	const prefix = iamPrefixOf(service.toLowerCase());

	if (prefix === null) {
		return {statements: [], unknowns: [`IAM's reference says nothing of ${service}:${operation}`]};
	}

	if (prefix === 'apigateway') {
		return managingApis(operation, place);
	}

	const special = specialOperations[`${prefix}:${operation.toLowerCase()}`];
	const actions = actionsOf(prefix, operation);

	if (!actions && !special) {
		return {statements: [], unknowns: [unlisted(prefix, operation)]};
	}

	const needed = special
		? special(state, place, actions ?? [])
		: (actions ?? []).map(action => ({
				action: action.name,
				resources: sdkResources(action, state, place),
			}));

	return {
		statements: needed.map(({action, resources: {resources, dynamic}}) => ({
			actions: [action],
			resources: [...resources, ...furtherResources(action, resources, state)],
			inferred: true,
			...(dynamic && {dynamic}),
		})),
		unknowns: [...new Set(needed.flatMap(({resources}) => resources.unknowns))],
	};
}

const unlisted = (prefix: string, operation: string) =>
	knowsPrefix(prefix)
		? `IAM's reference has no action of the name ${prefix}:${operation}`
		: `the action is probably ${prefix}:${operation}, but which resources it takes is not known here`;

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
function managingApis(operation: string, {partition, region}: Place): SdkNeed {
	const verb = Object.keys(methods).find(each => operation.startsWith(each));

	if (!verb) {
		return {statements: [], unknowns: [unlisted('apigateway', operation)]};
	}

	return {
		statements: [
			{
				actions: [`apigateway:${methods[verb]}`],
				resources: [`arn:${partition}:apigateway:${region}::/*`],
				inferred: true,
				dynamic: true,
			},
		],
		unknowns: [`which path of API Gateway ${operation} calls is not worked out`],
	};
}
