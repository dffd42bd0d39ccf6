import {isObject, member} from '../json.ts';
import {managedPolicyOf} from './cloudformation-roles.ts';
import {type DeployedPolicy, type DeployedRole, emptyPolicy} from './deployment.ts';
import type {Resolver} from './intrinsics.ts';
import type {Resource} from './physical-names.ts';
import {documentOf} from './policy-text.ts';
import {samPolicies} from './sam-policies.ts';
import {hasMarker} from './unresolved.ts';

export const isSamMachine = ({type}: Resource): boolean => type === 'AWS::Serverless::StateMachine';

/** The logical id of the role that SAM makes for a state machine. */
export const samRoleId = (id: string): string => `${id}Role`;

/**
 * The role that SAM makes for a state machine without one, as a template would have it: other resources can refer to
 * it and add policies to it.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 */
export function samRole(machine: Resource): Resource[] {
	const {id, properties, value} = machine;

	return isSamMachine(machine) && member(properties, 'Role') === undefined
		? [
				{
					id: samRoleId(id),
					type: 'AWS::IAM::Role',
					properties: {
						AssumeRolePolicyDocument: {
							Version: '2012-10-17',
							Statement: [
								{
									Effect: 'Allow',
									Principal: {Service: ['states.amazonaws.com']},
									Action: ['sts:AssumeRole'],
								},
							],
						},
						Path: member(properties, 'RolePath') ?? '/',
						...(member(properties, 'PermissionsBoundary') !== undefined && {
							PermissionsBoundary: member(properties, 'PermissionsBoundary'),
						}),
					},
					value: {...(value.Condition !== undefined && {Condition: value.Condition})},
				},
			]
		: [];
}

/** What the property Policies of a state machine grants to the role that SAM makes. */
export function samPoliciesOf(machine: Resource, resolver: Resolver): DeployedPolicy[] {
	const {properties} = machine;

	if (samRole(machine).length === 0) {
		return [];
	}

	const policies = member(properties, 'Policies');
	const list = Array.isArray(policies) ? policies : policies === undefined ? [] : [policies];
	// SAM lets a state machine that is traced send its traces.
	const traces = member(member(properties, 'Tracing'), 'Enabled') === true;

	return [...list, ...(traces ? ['AWSXrayWriteOnlyAccess'] : [])]
		.map(policy => resolver.resolve(policy))
		.filter(policy => policy !== null)
		.flatMap((policy, index) =>
			Array.isArray(policy)
				? policy.map(each => policyOf(each, index, resolver))
				: policyOf(policy, index, resolver),
		);
}

function policyOf(resolved: unknown, index: number, resolver: Resolver): DeployedPolicy {
	const inline = {kind: 'inline', name: `policy ${index + 1}`, arn: null} as const;

	if (typeof resolved === 'string') {
		const arn =
			resolved.startsWith('arn:') || hasMarker(resolved, 'open')
				? resolved
				: `arn:${resolver.partition}:iam::aws:policy/${resolved}`;
		return managedPolicyOf(arn, 'attached', resolver);
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

/** A connector grants what AWS decides for its pair of types: to the role of its source, however it names that. */
export function connect(roles: ReadonlyMap<string, DeployedRole>, resolver: Resolver): void {
	for (const {id, type, properties, value} of resolver.resources.values()) {
		const sources = [
			...(type === 'AWS::Serverless::Connector' ? [member(properties, 'Source')] : []),
			...(member(value, 'Connectors') === undefined ? [] : [{Id: id}]),
		];

		for (const role of sources.flatMap(source => roleOfSource(source, roles, resolver))) {
			role.policies.push(connector);
		}
	}
}

const connector: DeployedPolicy = {
	kind: 'customer-managed',
	name: 'connector',
	arn: null,
	document: emptyPolicy,
	unknown: 'SAM makes the statements of a connector at deployment',
};

/** Where the file does not tell which role it is, it can be any. */
function roleOfSource(
	source: unknown,
	roles: ReadonlyMap<string, DeployedRole>,
	resolver: Resolver,
): DeployedRole[] {
	const id = String(member(source, 'Id') ?? '');
	const of = resolver.resources.get(id);
	const role = member(of?.properties, 'Role') ?? member(of?.properties, 'RoleArn');
	const named = resolver.text(member(source, 'RoleName') ?? role) ?? resolver.arnOf(`${id}Role`);
	const found = [...roles.values()].filter(({name, arn}) => named === name || named === arn);

	const isOpen = named === null ? of === undefined : hasMarker(named, 'open');

	return found.length === 0 && isOpen ? [...roles.values()] : found;
}
