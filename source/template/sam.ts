import {isObject, member} from '../json.ts';
import {managedPolicy} from './cloudformation-roles.ts';
import {type DeployedPolicy, type DeployedRole, emptyPolicy} from './deployment.ts';
import type {Resolver} from './intrinsics.ts';
import type {Resource} from './physical-names.ts';
import {documentOf} from './policy-text.ts';
import {samPolicies} from './sam-policies.ts';

/**
 * The role that SAM makes for a state machine without one; null where the template names a role.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 */
export function samRole(
	{id, properties, value}: Resource,
	resolver: Resolver,
): DeployedRole | null {
	if (member(properties, 'Role') !== undefined) {
		return null;
	}

	const policies = member(properties, 'Policies');
	const list = Array.isArray(policies) ? policies : policies === undefined ? [] : [policies];
	const boundary = resolver.text(member(properties, 'PermissionsBoundary'));
	const name = resolver.markers.of(`${id}Role`, 'named');

	return {
		name,
		arn: `arn:${resolver.partition}:iam::${resolver.accountId}:role/${name}`,
		path: '/',
		trustPolicy: JSON.stringify({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Principal: {Service: ['states.amazonaws.com']},
					Action: ['sts:AssumeRole'],
				},
			],
		}),
		policies: [
			...list.map((policy, index) => policyOf(policy, index, resolver)),
			...connectors(id, value, resolver),
			...(boundary === null ? [] : [managedPolicy(boundary, 'boundary', resolver)]),
		],
	};
}

function policyOf(value: unknown, index: number, resolver: Resolver): DeployedPolicy {
	const resolved = resolver.resolve(value);
	const inline = {kind: 'inline', name: `policy ${index + 1}`, arn: null} as const;

	if (typeof resolved === 'string') {
		const arn = resolved.startsWith('arn:')
			? resolved
			: `arn:${resolver.partition}:iam::aws:policy/${resolved}`;
		return managedPolicy(arn, 'attached', resolver);
	}

	if (member(resolved, 'Statement') !== undefined) {
		return {...inline, ...documentOf(resolved)};
	}

	const [name = '', parameters] = (isObject(resolved) && Object.entries(resolved)[0]) || [];
	const template = Object.hasOwn(samPolicies, name) ? samPolicies[name] : undefined;

	if (!template) {
		return {
			...inline,
			document: emptyPolicy,
			unknown: `sfn-fix does not know the SAM policy template ${name}`,
		};
	}

	const {partition, region, accountId, markers} = resolver;
	const fill = (parameter: string) => {
		const given = member(parameters, parameter);
		return typeof given === 'string' ? given : markers.of(`${name}.${parameter}`, 'open');
	};
	const arn = (rest: string) =>
		`arn:${partition}:${rest.replace(':R:A:', `:${region}:${accountId}:`)}`;

	return {
		kind: 'inline',
		name,
		arn: null,
		...documentOf({Version: '2012-10-17', Statement: template(fill, arn)}),
	};
}

/** A connector grants what AWS decides for its pair of types. */
function connectors(id: string, value: unknown, resolver: Resolver): DeployedPolicy[] {
	const isSource = [...resolver.resources.values()].some(
		({type, properties}) =>
			type === 'AWS::Serverless::Connector' && member(member(properties, 'Source'), 'Id') === id,
	);

	return isSource || member(value, 'Connectors') !== undefined
		? [
				{
					kind: 'customer-managed',
					name: 'connector',
					arn: null,
					document: emptyPolicy,
					unknown: 'SAM makes the statements of a connector at deployment',
				},
			]
		: [];
}
