import type {PracticeService} from '../../service.ts';
import type {AccountState} from '../../state.ts';
import {jsonProtocol} from '../../wire/json.ts';
import type {Input} from '../../wire/protocol.ts';
import {jsonErrors} from '../common-errors.ts';
import {executionWrites} from './execution-writes.ts';
import {executionOperations} from './executions.ts';
import {mapRunOperations} from './map-runs.ts';
import {stateMachineReads} from './state-machine-reads.ts';
import {stateMachineWrites} from './state-machine-writes.ts';
import {testOperations} from './test-state.ts';
import {validateOperations} from './validate.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/ */
export const stepFunctions: PracticeService = {
	prefix: 'states',
	protocol: jsonProtocol({
		target: 'AWSStepFunctions',
		version: '1.0',
		errorNamespace: 'com.amazonaws.swf.service.v2.model#',
	}),
	errors: jsonErrors,
	operations: {
		...stateMachineReads,
		...stateMachineWrites,
		...validateOperations,
		...testOperations,
		...executionOperations,
		...mapRunOperations,
		...executionWrites,
	},
	resourceOf,
};

function resourceOf(_operation: string, input: Input, state: AccountState): string {
	const {stateMachineArn, executionArn, mapRunArn, resourceArn, name} = input;
	const {partition, region, accountId} = state;
	const machines = `arn:${partition}:states:${region}:${accountId}:stateMachine:`;

	return String(
		stateMachineArn ?? executionArn ?? mapRunArn ?? resourceArn ?? `${machines}${name ?? '*'}`,
	);
}
