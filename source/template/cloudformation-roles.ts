import {isObject, type JsonObject, member} from '../json.ts';
import {type DeployedPolicy, type DeployedRole, emptyPolicy} from './deployment.ts';
import type {Resolver} from './intrinsics.ts';
import type {Resource} from './physical-names.ts';
import {documentOf, managedPolicy, onlyPerhaps} from './policy-text.ts';
import {hasMarker} from './unresolved.ts';

/** What a macro puts into it is not in the file. */
export const isIncluded = (properties: unknown): boolean =>
	member(properties, 'Fn::Transform') !== undefined;

/** The roles of a template by ARN, each with all the policies that the template gives it. */
export function rolesOf(resolver: Resolver, hasMacro: boolean): Map<string, DeployedRole> {
	const {resources} = resolver;
	const all = [...resources.values()];
	const roles = new Map(
		all
			.filter(({type}) => type === 'AWS::IAM::Role')
			.map(role => [role.id, roleOf(role, resolver)] as const),
	);
	const byName = new Map([...roles.values()].map(role => [role.name, role]));

	for (const policy of all.filter(({value}) => isDeployed(value, resolver) !== false)) {
		const names = rolesNamedBy(policy, resolver);
		const strangers = names.filter(name => !byName.has(name));
		const isOpen = strangers.some(name => hasMarker(name, 'open'));

		for (const [id, role] of roles) {
			const isPerhaps = isOpen || (strangers.length > 0 && hasMarker(role.name, 'open'));

			if (names.includes(role.name) || isPerhaps) {
				const isSure =
					names.includes(role.name) && isDeployedWith(policy, resources.get(id), resolver);
				const read = policyOf(policy, resolver);
				role.policies.push(isSure ? read : onlyPerhaps(read));
			}
		}
	}

	for (const [id, {policies}] of roles) {
		if (hasMacro || resources.has('Fn::Transform') || isIncluded(resources.get(id)?.properties)) {
			policies.push(fromMacro);
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
			...attached.map(arn => managedPolicyOf(String(arn), 'attached', resolver)),
			...(boundary === null ? [] : [managedPolicyOf(boundary, 'boundary', resolver)]),
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

/** The policy of the template with this ARN, or one that is managed elsewhere. */
export function managedPolicyOf(
	arn: string,
	as: 'attached' | 'boundary',
	{resources, arnOf, resolve}: Resolver,
): DeployedPolicy {
	const own = [...resources.values()].find(
		({id, type}) => type === 'AWS::IAM::ManagedPolicy' && arnOf(id) === arn,
	);

	return managedPolicy(arn, as, own ? resolve(member(own.properties, 'PolicyDocument')) : null);
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

/** A macro puts resources into the template that are not in the file. */
const fromMacro: DeployedPolicy = {
	kind: 'inline',
	name: 'a macro (Transform)',
	arn: null,
	document: emptyPolicy,
	unknown: 'what it adds is not in the file',
};

function policyOf({id, type, properties}: Resource, resolver: Resolver): DeployedPolicy {
	const isManaged = type === 'AWS::IAM::ManagedPolicy';

	return {
		kind: isManaged ? 'customer-managed' : 'inline',
		name: isManaged ? resolver.nameOf(id) : (resolver.text(member(properties, 'PolicyName')) ?? id),
		arn: isManaged ? resolver.arnOf(id) : null,
		...documentOf(resolver.resolve(member(properties, 'PolicyDocument'))),
	};
}

/** Null where the file does not tell. */
export const isDeployed = (
	{Condition: condition}: JsonObject,
	{holds}: Resolver,
): boolean | null => (condition === undefined ? true : holds(String(condition)));

const isDeployedWith = (
	{value}: Resource,
	role: Resource | undefined,
	resolver: Resolver,
): boolean => isDeployed(value, resolver) === true || value.Condition === role?.value.Condition;
