import {parseLogging, printLogging} from '../../account/logging-text.ts';
import {option} from '../../aws/shell-quote.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';
import {required} from './required-text.ts';
import {stateMachineName} from './state-machine-name.ts';

export const loggingConfiguration: ChangeKind<ChangeOfKind<'logging-configuration'>> = {
	key: ({stateMachineArn}) => `${stateMachineArn}/logging`,
	target: ({stateMachineArn}) =>
		`logging configuration of state machine ${stateMachineName(stateMachineArn)}`,

	async read({stateMachineArn}, reads) {
		const {logging, revisionId} = await reads.stateMachine(stateMachineArn);
		return {text: printLogging(logging), revisionId};
	},

	write: (change, {writes}) =>
		writes.updateLogging(change.stateMachineArn, parseLogging(required(change))),

	commands: change => [
		[
			'stepfunctions',
			'update-state-machine',
			...option('state-machine-arn', change.stateMachineArn),
			...option('logging-configuration', required(change)),
		],
	],

	sameText: (one, other) => printLogging(parseLogging(one)) === printLogging(parseLogging(other)),
	size: null,
	printPolicy: null,
};
