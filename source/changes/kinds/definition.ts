import {nameOfArn} from '../../aws/arn.ts';
import {option} from '../../aws/shell-quote.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';

export const definition: ChangeKind<ChangeOfKind<'definition'>> = {
	actions: ['update'],
	key: ({stateMachineArn}) => `${stateMachineArn}/definition`,
	target: ({stateMachineArn}) => `definition of state machine ${nameOfArn(stateMachineArn)}`,

	async read({stateMachineArn}, reads) {
		const stateMachine = await reads.stateMachine(stateMachineArn);
		return {text: stateMachine.definition, revisionId: stateMachine.revisionId};
	},

	write: (change, {writes}) => writes.updateDefinition(change.stateMachineArn, change.after),

	commands: change => [
		[
			'stepfunctions',
			'update-state-machine',
			...option('state-machine-arn', change.stateMachineArn),
			...option('definition', change.after),
		],
	],

	sameText: (one, other) => one === other,
	// https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
	size: {limit: 1_048_576, measure: text => text.length},
	printPolicy: null,
};
