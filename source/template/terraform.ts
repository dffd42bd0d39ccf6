import {isObject, member} from '../json.ts';
import {
	type DeployedLogging,
	type DeployedMachine,
	type DeployedPolicy,
	type DeployedRole,
	type DeployedTaskDefinition,
	type Deployment,
	emptyPolicy,
	type Where,
} from './deployment.ts';
import type {FileDocument} from './document.ts';
import {policiesOfPlan} from './resource-policies.ts';
import {
	isOpen,
	type Planned,
	plannedResources,
	referenced,
	type TerraformPlan,
} from './terraform-plan.ts';
import {rolesOfPlan} from './terraform-roles.ts';
import {
	createMarkers,
	hasMarker,
	type Markers,
	unknownAccount,
	unknownRegion,
} from './unresolved.ts';

export const isPlan = (value: unknown): boolean =>
	typeof member(value, 'format_version') === 'string' &&
	(member(value, 'planned_values') !== undefined || member(value, 'values') !== undefined);

/** The state machines of `terraform show -json`, of a plan or of a state. */
export function readPlan(document: FileDocument, where: Where): Deployment {
	const markers = createMarkers();
	const plan = plannedResources(document.value);
	const planned = plan.resources;
	const roles = rolesOfPlan(plan, where, markers);

	if (member(document.value, 'complete') === false || member(document.value, 'errored') === true) {
		for (const {policies} of roles.values()) {
			policies.push(leftOut);
		}
	}

	return {
		format:
			member(document.value, 'planned_values') === undefined ? 'Terraform state' : 'Terraform plan',
		machines: planned
			.filter(({type}) => /^(?:aws_sfn|awscc_stepfunctions)_state_machine$/.test(type))
			.map(machine => machineOf(machine, plan, {roles, where, markers, document})),
		roles: new Map([...roles.values()].map(role => [role.arn, role])),
		taskDefinitions: taskDefinitionsOf(plan, {roles, where, markers}),
		resourcePolicies: policiesOfPlan(plan),
		assumptions: [],
		markers,
	};
}

/** Without those whose roles only apply tells: to name none of them would say that it has none. */
function taskDefinitionsOf(
	plan: TerraformPlan,
	{roles, where, markers}: Omit<Context, 'document'>,
): DeployedTaskDefinition[] {
	const {partition, region, accountId} = where;

	return plan.resources
		.filter(({type}) => type === 'aws_ecs_task_definition')
		.flatMap(task => {
			const {values, address} = task;
			const text = (name: string) => textOf(values[name]);
			const roleOf = (attribute: string): string | null | undefined => {
				const {found, isAll} = referenced(task, attribute, plan, 'aws_iam_role');
				const [role] = found;

				return isOpen(task, attribute)
					? isAll && found.length === 1
						? roles.get(role?.address ?? '')?.arn
						: undefined
					: ([...roles.values()].find(({name}) => name === text(attribute))?.arn ??
							text(attribute));
			};
			const family = text('family') ?? markers.of(address, 'open');
			const compatibilities = values.requires_compatibilities;
			const executionRoleArn = roleOf('execution_role_arn');
			const taskRoleArn = roleOf('task_role_arn');

			return executionRoleArn === undefined || taskRoleArn === undefined
				? []
				: [
						{
							arn:
								text('arn') ??
								`arn:${partition}:ecs:${region ?? unknownRegion}:${accountId ?? unknownAccount}:task-definition/${family}:1`,
							family,
							networkMode: text('network_mode'),
							requiresCompatibilities: Array.isArray(compatibilities)
								? compatibilities.map(String)
								: [],
							executionRoleArn,
							taskRoleArn,
						},
					];
		});
}

/** With -target, after an error, or where a part is deferred. */
const leftOut: DeployedPolicy = {
	kind: 'inline',
	name: 'a part of the configuration',
	arn: null,
	document: emptyPolicy,
	unknown: 'the plan leaves it out (complete: false)',
};

const textOf = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

type Context = {
	roles: ReadonlyMap<string, DeployedRole>;
	where: Where;
	markers: Markers;
	document: FileDocument;
};

function machineOf(
	machine: Planned,
	plan: TerraformPlan,
	{roles, where, markers, document}: Context,
): DeployedMachine {
	const {values, address} = machine;
	const region = where.region ?? unknownRegion;
	const name = textOf(values.name) ?? markers.of(`${address}.name`, 'named');
	const arn =
		textOf(values.arn) ??
		`arn:${where.partition}:states:${region}:${where.accountId ?? unknownAccount}:stateMachine:${name}`;
	const definition = textOf(values.definition);
	const stated = textOf(values.role_arn);
	const {found, isAll} = referenced(machine, 'role_arn', plan, 'aws_iam_role');
	const role =
		(isAll && found.length === 1 ? roles.get(found[0]?.address ?? '') : undefined) ??
		[...roles.values()].find(({arn}) => arn === stated);
	const position = document.positionOf([]);

	if (hasMarker(name, 'named')) {
		markers.showAs(arn, `${address}.arn`);
	}

	return {
		id: address,
		name,
		arn,
		type: values.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
		definition: machine.type.startsWith('awscc')
			? {unknown: 'sfn-fix does not read the resources of the awscc provider'}
			: definition === null
				? {unknown: 'the plan does not hold the definition: a part of it is known only after apply'}
				: {text: definition, positionOf: () => position, positionAt: () => position},
		roleArn: role?.arn ?? stated,
		roleUnknown: role
			? null
			: stated === null
				? 'the plan does not tell which role'
				: `role ${stated} is not in the plan`,
		logging: loggingOf(values.logging_configuration),
		tracing: first(values.tracing_configuration)?.enabled === true,
		kmsKeyArn: textOf(first(values.encryption_configuration)?.kms_key_id),
		unknownSettings: [
			...(isOpen(machine, 'type') ? ['the type'] : []),
			...unknownLogging(machine),
			...(isOpen(machine, 'encryption_configuration') ? ['the encryption'] : []),
		],
		position,
	};
}

/** A block of Terraform is a list in the plan. */
const first = (value: unknown): Record<string, unknown> | null => {
	const [block] = Array.isArray(value) ? value : [];
	return isObject(block) ? block : null;
};

function unknownLogging(machine: Planned): string[] {
	const block = first(machine.values.logging_configuration);

	if (isOpen(machine, 'logging_configuration') || (block && !Object.hasOwn(block, 'level'))) {
		return ['the log level'];
	}

	return block && loggingOf([block]).level !== 'OFF' && !Object.hasOwn(block, 'log_destination')
		? ['the log destination']
		: [];
}

function loggingOf(value: unknown): DeployedLogging {
	const {level, include_execution_data: data, log_destination: destination} = first(value) ?? {};

	return {
		level: level === 'ALL' || level === 'ERROR' || level === 'FATAL' ? level : 'OFF',
		includeExecutionData: data === true,
		destinations: typeof destination === 'string' ? [destination] : [],
	};
}
