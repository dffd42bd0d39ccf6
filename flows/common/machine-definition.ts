import {AccountError} from '../../source/account/account-error.ts';
import type {StateMachine} from '../../source/account/step-functions.ts';
import {type Definition, parseDefinition} from '../../source/definition/parse-definition.ts';
import type {StateMachineLocation} from '../../source/definition/place.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {subjectStateMachine} from './subject-state-machine.ts';

export type MachineDefinition = {
	stateMachine: StateMachine;
	definition: Definition;
	place: StateMachineLocation;
};

/** The live definition, and where it lives. Throws AccountError where there is no state machine to read it from. */
export async function machineDefinition(context: CheckContext): Promise<MachineDefinition> {
	const stateMachine = await subjectStateMachine(context);

	if (stateMachine === null) {
		throw new AccountError(
			'invalid-request',
			'states:DescribeStateMachine',
			'the state machine does not exist yet, so there is no definition to read.',
		);
	}

	const {partition, region, accountId} = context.subject;

	return {
		stateMachine,
		definition: parseDefinition(stateMachine.definition),
		place: {
			partition,
			region,
			accountId,
			stateMachineName: stateMachine.name,
			stateMachineArn: stateMachine.arn,
		},
	};
}
