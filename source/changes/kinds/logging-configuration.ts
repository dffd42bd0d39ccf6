import {parseLogging, printLogging} from '../../account/logging-text.ts';
import {nameOfArn} from '../../aws/arn.ts';
import {option} from '../../aws/shell-quote.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';

export const loggingConfiguration: ChangeKind<ChangeOfKind<'logging-configuration'>> = {
	actions: ['update'],
	key: ({stateMachineArn}) => `${stateMachineArn}/logging`,
	target: ({stateMachineArn}) =>
		`logging configuration of state machine ${nameOfArn(stateMachineArn)}`,

	async read({stateMachineArn}, reads) {
		const {logging, revisionId} = await reads.stateMachine(stateMachineArn);
		return {text: printLogging(logging), revisionId};
	},

	write: (change, {writes}) =>
		writes.updateLogging(change.stateMachineArn, parseLogging(change.after)),

	commands: change => [
		[
			'stepfunctions',
			'update-state-machine',
			...option('state-machine-arn', change.stateMachineArn),
			...option('logging-configuration', change.after),
		],
	],

	sameText: (one, other) => printLogging(parseLogging(one)) === printLogging(parseLogging(other)),
	size: null,
	printPolicy: null,
};
