import {isObject, type JsonObject, member} from '../json.ts';
import {isDeployed, isIncluded, rolesOf} from './cloudformation-roles.ts';
import type {
	DeployedDefinition,
	DeployedMachine,
	DeployedTaskDefinition,
	Deployment,
	Where,
} from './deployment.ts';
import {type DocumentPath, type FileDocument, startsAnObject} from './document.ts';
import {withoutLoops} from './for-each.ts';
import {createResolver, type Resolver} from './intrinsics.ts';
import {isTrue, loggingOf, unknownSettings} from './machine-settings.ts';
import type {Resource} from './physical-names.ts';
import {policiesOfResources} from './resource-policies.ts';
import {connect, isSamMachine, samPoliciesOf, samRole, samRoleId} from './sam.ts';
import {createMarkers} from './unresolved.ts';

const machineTypes = ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'];

export const isTemplate = (value: unknown): value is JsonObject =>
	isObject(member(value, 'Resources')) && member(value, 'States') === undefined;

/** The state machines of a template, with the roles and policies that it gives them. */
export function readTemplate(
	document: FileDocument,
	written: JsonObject,
	where: Where,
): Deployment {
	const markers = createMarkers();
	const template = withoutLoops(written, markers);
	const resources = resourcesOf(template);
	const resolver = createResolver(template, resources, markers, where);
	const machines = [...resources.values()].filter(({type}) => machineTypes.includes(type));
	const transforms = [member(template, 'Transform') ?? []].flat();
	const roles = rolesOf(resolver, !transforms.every(isOfAws));

	for (const machine of machines) {
		roles
			.get(resolver.arnOf(samRoleId(machine.id)) ?? '')
			?.policies.push(...samPoliciesOf(machine, resolver));
	}

	connect(roles, resolver);

	const isSam =
		JSON.stringify(member(template, 'Transform') ?? '').includes('AWS::Serverless') ||
		machines.some(isSamMachine);

	return {
		format: isSam ? 'SAM template' : 'CloudFormation template',
		machines: machines.map(machine => machineOf(machine, resolver, document, roles)),
		roles,
		taskDefinitions: taskDefinitionsOf(resolver),
		resourcePolicies: policiesOfResources(resolver),
		assumptions: [...resolver.assumptions].map(each => `parameter ${each}`),
		markers,
	};
}

/** A macro of AWS that adds no policy to a role; SAM's are read here. Any other can change everything. */
const isOfAws = (transform: unknown): boolean =>
	/^AWS::(?:Serverless|LanguageExtensions|SecretsManager|CodeDeployBlueGreen)/.test(
		String(transform),
	);

function resourcesOf(template: JsonObject): Map<string, Resource> {
	const resources = member(template, 'Resources');

	const written = Object.entries(isObject(resources) ? resources : {}).flatMap(
		([id, value]): Resource[] => {
			const properties = member(value, 'Properties');

			return isObject(value)
				? [
						{
							id,
							type: String(value.Type),
							properties: isObject(properties) ? properties : {},
							value,
						},
					]
				: [];
		},
	);

	return new Map([...written, ...written.flatMap(samRole)].map(each => [each.id, each]));
}

function machineOf(
	resource: Resource,
	resolver: Resolver,
	document: FileDocument,
	roles: Deployment['roles'],
): DeployedMachine {
	const {id, properties} = resource;
	const isSam = isSamMachine(resource);
	const roleValue = member(properties, isSam ? 'Role' : 'RoleArn');
	const roleArn =
		isSam && roleValue === undefined ? resolver.arnOf(samRoleId(id)) : resolver.text(roleValue);
	const type = resolver.text(member(properties, isSam ? 'Type' : 'StateMachineType'));
	const logging = resolver.resolve(member(properties, isSam ? 'Logging' : 'LoggingConfiguration'));
	const encryption = resolver.resolve(member(properties, 'EncryptionConfiguration'));
	const tracing = member(properties, isSam ? 'Tracing' : 'TracingConfiguration');

	return {
		id,
		name: resolver.nameOf(id),
		arn: resolver.arnOf(id) ?? '',
		type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
		definition:
			isDeployed(resource.value, resolver) === false
				? {
						unknown: `it is not deployed: the condition ${String(resource.value.Condition)} is not met`,
					}
				: definitionOf(properties, id, resolver, document),
		roleArn,
		roleUnknown:
			roleArn !== null && roles.has(roleArn)
				? null
				: roleArn === null
					? 'the template names no role'
					: `role ${roleArn} is not in the template`,
		logging: loggingOf(logging),
		tracing: isTrue(resolver.resolve(member(tracing, 'Enabled'))),
		kmsKeyArn: resolver.text(member(encryption, 'KmsKeyId')),
		unknownSettings: [
			...unknownSettings({type, logging, encryption}),
			...(isIncluded(properties) ? ['what Fn::Transform adds'] : []),
		],
		position: document.positionOf(['Resources', id]),
	};
}

function definitionOf(
	properties: JsonObject,
	id: string,
	resolver: Resolver,
	document: FileDocument,
): DeployedDefinition {
	const substitutions = substitutionsOf(properties, resolver);
	const uri = member(properties, 'DefinitionUri');
	const string = member(properties, 'DefinitionString');
	const object = member(properties, 'Definition');
	const at = (...path: DocumentPath): DocumentPath => ['Resources', id, 'Properties', ...path];

	if (object !== undefined) {
		const resolved = resolver.resolve(object);
		return isObject(resolved)
			? {
					text: substituted(JSON.stringify(resolved), substitutions),
					positionOf: path => document.positionOf(at('Definition', ...path)),
					positionAt: () => document.positionOf(at('Definition')),
				}
			: {unknown: 'Definition is known only at deployment'};
	}

	if (string !== undefined) {
		const text = resolver.text(string);
		const start =
			document.textStart(at('DefinitionString')) ??
			document.textStart(at('DefinitionString', 'Fn::Sub'));
		const here = document.positionOf(at('DefinitionString'));

		return text !== null && startsAnObject(text)
			? {
					text: substituted(text, substitutions),
					positionOf: path => (start ? withinText(text, path, start.line) : here),
					positionAt: ({line}) => (start ? {line: start.line + line - 1, column: 1} : here),
				}
			: {unknown: 'DefinitionString is known only at deployment'};
	}

	if (typeof uri === 'string' && !uri.startsWith('s3://')) {
		return {file: uri, substitutions};
	}

	if (uri !== undefined && typeof uri !== 'string' && member(uri, 'Bucket') === undefined) {
		return {unknown: 'DefinitionUri is known only at deployment'};
	}

	const isElsewhere = uri !== undefined || member(properties, 'DefinitionS3Location') !== undefined;

	return {
		unknown: isElsewhere
			? 'it is in Amazon S3, not in the file'
			: 'the template gives none to the state machine',
	};
}

const substitutionsOf = (properties: JsonObject, resolver: Resolver): Record<string, string> => {
	const given = member(properties, 'DefinitionSubstitutions');

	return Object.fromEntries(
		Object.entries(isObject(given) ? given : {}).map(([name, value]) => [
			name,
			resolver.text(value) ?? resolver.markers.of(name, 'open'),
		]),
	);
};

/** Within the text of a JSON string, which is where they stand. */
export const substituted = (text: string, substitutions: Record<string, string>): string =>
	text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
		Object.hasOwn(substitutions, name) ? JSON.stringify(substitutions[name]).slice(1, -1) : whole,
	);

/** The line of the last key of the path, looked for in order: enough for a marker in a review. */
function withinText(text: string, path: DocumentPath, firstLine: number) {
	let offset = 0;

	for (const segment of path) {
		const found = text.indexOf(JSON.stringify(String(segment)), offset);
		offset = found === -1 ? offset : found;
	}

	return {line: firstLine + text.slice(0, offset).split('\n').length - 1, column: 1};
}

/** Amazon ECS takes the name of a role as well. */
function roleArn(value: unknown, {text, resources, nameOf, arnOf}: Resolver): string | null {
	const given = text(value);
	const role = [...resources.values()].find(
		({id, type}) => type === 'AWS::IAM::Role' && nameOf(id) === given,
	);

	return role ? arnOf(role.id) : given;
}

function taskDefinitionsOf(resolver: Resolver): DeployedTaskDefinition[] {
	return [...resolver.resources.values()]
		.filter(({type}) => type === 'AWS::ECS::TaskDefinition')
		.map(({id, properties}) => {
			const {region, accountId, partition, markers} = resolver;
			const family = resolver.text(member(properties, 'Family')) ?? markers.of(id, 'open');
			const compatibilities = resolver.resolve(member(properties, 'RequiresCompatibilities'));

			return {
				// Which revision it becomes is known only at deployment.
				arn: `arn:${partition}:ecs:${region}:${accountId}:task-definition/${family}:*`,
				reference: markers.of(id, 'open'),
				family,
				networkMode: resolver.text(member(properties, 'NetworkMode')),
				requiresCompatibilities: Array.isArray(compatibilities) ? compatibilities.map(String) : [],
				executionRoleArn: roleArn(member(properties, 'ExecutionRoleArn'), resolver),
				taskRoleArn: roleArn(member(properties, 'TaskRoleArn'), resolver),
			};
		});
}
