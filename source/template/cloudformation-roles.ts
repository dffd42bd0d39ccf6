import {isObject, type JsonObject, member} from '../json.ts';
import {type DeployedPolicy, type DeployedRole, emptyPolicy} from './deployment.ts';
import type {Resolver} from './intrinsics.ts';
import type {Resource} from './physical-names.ts';
import {documentOf} from './policy-text.ts';

/** The roles of a template by ARN, each with all the policies that the template gives it. */
export function rolesOf(resolver: Resolver): Map<string, DeployedRole> {
	const {resources} = resolver;
	const all = [...resources.values()];
	const roles = new Map(
		all
			.filter(({type}) => type === 'AWS::IAM::Role')
			.map(role => [role.id, roleOf(role, resolver)] as const),
	);
	const byName = new Map([...roles.values()].map(role => [role.name, role]));

	for (const policy of all.filter(({value}) => isDeployed(value, resolver) !== false)) {
		for (const name of rolesNamedBy(policy, resolver)) {
			byName.get(name)?.policies.push(policyOf(policy, resolver));
		}
	}

	return new Map([...roles.values()].map(role => [role.arn, role]));
}

function roleOf({id, properties}: Resource, resolver: Resolver): DeployedRole {
	const inline = listOf(resolver.resolve(member(properties, 'Policies')));
	const attached = listOf(resolver.resolve(member(properties, 'ManagedPolicyArns')));
	const boundary = resolver.text(member(properties, 'PermissionsBoundary'));
	const trust = resolver.resolve(member(properties, 'AssumeRolePolicyDocument'));

	return {
		name: resolver.nameOf(id),
		arn: resolver.arnOf(id) ?? '',
		path: resolver.text(member(properties, 'Path')) ?? '/',
		trustPolicy: isObject(trust) ? JSON.stringify(trust) : null,
		policies: [
			...inline.map(policy => inlinePolicy(policy)),
			...attached.map(arn => managedPolicy(String(arn), 'attached', resolver)),
			...(boundary === null ? [] : [managedPolicy(boundary, 'boundary', resolver)]),
		],
	};
}

const listOf = (value: unknown): unknown[] =>
	Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

function inlinePolicy(value: unknown): DeployedPolicy {
	const name = member(value, 'PolicyName');
	return {
		kind: 'inline',
		name: typeof name === 'string' ? name : 'unnamed',
		arn: null,
		...documentOf(member(value, 'PolicyDocument')),
	};
}

export function managedPolicy(
	arn: string,
	as: 'attached' | 'boundary',
	{resources, arnOf, resolve}: Pick<Resolver, 'resources' | 'arnOf' | 'resolve'>,
): DeployedPolicy {
	const own = [...resources.values()].find(
		({id, type}) => type === 'AWS::IAM::ManagedPolicy' && arnOf(id) === arn,
	);
	const isAws = arn.includes(':iam::aws:policy/');

	return {
		kind: as === 'boundary' ? 'boundary' : isAws ? 'aws-managed' : 'customer-managed',
		name: arn.slice(arn.lastIndexOf('/') + 1),
		arn,
		...(own
			? documentOf(resolve(member(own.properties, 'PolicyDocument')))
			: {document: emptyPolicy, unknown: 'its statements are not in the file'}),
	};
}

function rolesNamedBy({type, properties}: Resource, resolver: Resolver): string[] {
	const named =
		type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy'
			? listOf(resolver.resolve(member(properties, 'Roles')))
			: type === 'AWS::IAM::RolePolicy'
				? [resolver.resolve(member(properties, 'RoleName'))]
				: [];

	return named.filter(name => typeof name === 'string');
}

function policyOf({id, type, properties, value}: Resource, resolver: Resolver): DeployedPolicy {
	const read = documentOf(resolver.resolve(member(properties, 'PolicyDocument')));
	const isManaged = type === 'AWS::IAM::ManagedPolicy';

	return {
		kind: isManaged ? 'customer-managed' : 'inline',
		name: isManaged ? resolver.nameOf(id) : (resolver.text(member(properties, 'PolicyName')) ?? id),
		arn: isManaged ? resolver.arnOf(id) : null,
		...(isDeployed(value, resolver)
			? read
			: {
					document: emptyPolicy,
					unknown: `it is deployed only if the condition ${String(value.Condition)} is met`,
				}),
	};
}

const isDeployed = ({Condition: condition}: JsonObject, {holds}: Resolver): boolean | null =>
	condition === undefined ? true : holds(String(condition));
