import {option} from '../../aws/shell-quote.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';
import {required} from './required-text.ts';
import {stateMachineName} from './state-machine-name.ts';

export const definition: ChangeKind<ChangeOfKind<'definition'>> = {
	key: ({stateMachineArn}) => `${stateMachineArn}/definition`,
	target: ({stateMachineArn}) => `definition of state machine ${stateMachineName(stateMachineArn)}`,

	async read({stateMachineArn}, reads) {
		const stateMachine = await reads.stateMachine(stateMachineArn);
		return {text: stateMachine.definition, revisionId: stateMachine.revisionId};
	},

	write: (change, {writes}) => writes.updateDefinition(change.stateMachineArn, required(change)),

	commands: change => [
		[
			'stepfunctions',
			'update-state-machine',
			...option('state-machine-arn', change.stateMachineArn),
			...option('definition', required(change)),
		],
	],

	sameText: (one, other) => one === other,
	// https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
	size: {limit: 1_048_576, measure: text => text.length},
	printPolicy: null,
};
