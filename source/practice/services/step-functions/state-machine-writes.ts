import {randomUUID} from 'node:crypto';
import type {
	CreateStateMachineInput,
	CreateStateMachineOutput,
	UpdateStateMachineInput,
	UpdateStateMachineOutput,
} from '@aws-sdk/client-sfn';
import {requireStepFunctionsTrust} from '../../access/assume-role.ts';
import {AwsError} from '../../aws-error.ts';
import {validateDefinition} from '../../definition/validate-definition.ts';
import {readLogging} from '../../log-delivery/logging-configuration.ts';
import {setUpDelivery} from '../../log-delivery/set-up-delivery.ts';
import {requireManagedRules} from '../../managed-rule.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState, StateMachineState} from '../../state.ts';
import {findStateMachine} from './find.ts';

export const stateMachineWrites = {
	/** Creating the same again answers what is there. The role and the tags do not count for that. */
	CreateStateMachine(
		input: CreateStateMachineInput,
		context: OperationContext,
	): CreateStateMachineOutput {
		const {state} = context;
		const machine = readNewStateMachine(input, context);
		const existing = state.stateMachines.find(({arn}) => arn === machine.arn);

		if (existing) {
			return answerExisting(existing, machine);
		}

		checkDefinition(machine);
		requireStepFunctionsTrust(machine.roleArn, machine.arn, {state, now: context.now()});
		requireManagedRules(machine, context);
		setUpDelivery(machine.logging, machine.roleArn, context);
		state.stateMachines.push(machine);

		return {stateMachineArn: machine.arn, creationDate: new Date(machine.createdAt)};
	},

	/** There is no expected revision to give: the last writer wins. */
	UpdateStateMachine(
		input: UpdateStateMachineInput,
		context: OperationContext,
	): UpdateStateMachineOutput {
		const machine = findStateMachine(input.stateMachineArn, context.state);
		const {definition, roleArn, loggingConfiguration, tracingConfiguration} = input;

		if (!definition && !roleArn && !loggingConfiguration && !tracingConfiguration) {
			throw new AwsError(
				'MissingRequiredParameter',
				'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
			);
		}

		const updated: StateMachineState = {
			...machine,
			...(definition && {definition}),
			...(roleArn && {roleArn}),
			...(loggingConfiguration && {logging: readLogging(loggingConfiguration)}),
			...(tracingConfiguration && {tracing: tracingConfiguration.enabled ?? false}),
			revisionId: randomUUID(),
		};
		checkDefinition(updated);
		requireStepFunctionsTrust(updated.roleArn, updated.arn, {
			state: context.state,
			now: context.now(),
		});
		requireManagedRules(updated, context);

		if (roleArn || loggingConfiguration) {
			setUpDelivery(updated.logging, updated.roleArn, context);
		}

		Object.assign(machine, updated);

		return {updateDate: new Date(context.now()), revisionId: machine.revisionId};
	},
};

function readNewStateMachine(
	input: CreateStateMachineInput,
	{state, now}: OperationContext,
): StateMachineState {
	const name = checkName(input.name);

	return {
		arn: stateMachineArn(name, state),
		name,
		type: input.type ?? 'STANDARD',
		createdAt: now(),
		definition: input.definition ?? '',
		roleArn: checkRoleArn(input.roleArn),
		logging: readLogging(input.loggingConfiguration ?? {}),
		tracing: input.tracingConfiguration?.enabled ?? false,
		kmsKeyArn: input.encryptionConfiguration?.kmsKeyId ?? null,
		revisionId: 'INITIAL',
		tags: Object.fromEntries((input.tags ?? []).map(({key = '', value = ''}) => [key, value])),
	};
}

function answerExisting(
	existing: StateMachineState,
	asked: StateMachineState,
): CreateStateMachineOutput {
	const same = (['definition', 'type', 'logging', 'tracing'] as const).every(
		member => JSON.stringify(existing[member]) === JSON.stringify(asked[member]),
	);

	if (!same) {
		throw new AwsError(
			'StateMachineAlreadyExists',
			`State Machine Already Exists: '${existing.arn}'`,
		);
	}

	return {stateMachineArn: existing.arn, creationDate: new Date(existing.createdAt)};
}

function checkDefinition({definition, type}: StateMachineState): void {
	const [error] = validateDefinition(definition, type);

	if (error) {
		const where = error.location ? ` at ${error.location}` : '';
		throw new AwsError(
			'InvalidDefinition',
			`Invalid State Machine Definition: '${error.code}: ${error.message}${where}'`,
		);
	}
}

function checkName(name: string | undefined): string {
	if (!name || name.length > 80 || /[\s<>{}[\]?*"#%\\^|~`$&,;:/]/.test(name)) {
		throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
	}

	return name;
}

function checkRoleArn(arn: string | undefined): string {
	if (!arn || !/^arn:[a-z-]{3,20}:iam::\d{12}:role\/./.test(arn)) {
		throw new AwsError('InvalidArn', `Invalid Role Arn: '${arn}'`);
	}

	return arn;
}

const stateMachineArn = (name: string, {partition, region, accountId}: AccountState): string =>
	`arn:${partition}:states:${region}:${accountId}:stateMachine:${name}`;
