import {AwsError} from '../../aws-error.ts';
import type {ExecutionState} from '../../execution-state.ts';
import {page} from '../../paging.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState, StateMachineState} from '../../state.ts';

export function findStateMachine(arn: string | undefined, state: AccountState): StateMachineState {
	checkArn(arn, 'stateMachine');
	const machine = state.stateMachines.find(candidate => candidate.arn === arn);

	if (!machine) {
		throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
	}

	return machine;
}

export function findExecution(arn: string | undefined, state: AccountState): ExecutionState {
	if (arn?.split(':')[5] === 'express') {
		throw invalidArn("'Resource type not valid in this context: express'");
	}

	checkArn(arn, 'execution');
	const execution = state.executions.find(candidate => candidate.arn === arn);

	if (!execution) {
		throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
	}

	return execution;
}

export function refuseExpress(machine: StateMachineState): void {
	if (machine.type === 'EXPRESS') {
		throw new AwsError(
			'StateMachineTypeNotSupported',
			'This operation is not supported by this type of state machine',
		);
	}
}

type Listed = {maxResults?: number | undefined; nextToken?: string | undefined};

export const stepFunctionsPage = <T>(all: readonly T[], input: Listed, {state}: OperationContext) =>
	page(all, {
		size: input.maxResults,
		token: input.nextToken,
		defaultSize: 100,
		bound: state.behaviour.pageSize,
		invalidToken: () => new AwsError('InvalidToken', "Invalid Token: 'Invalid token'"),
	});

function checkArn(arn: string | undefined, resourceType: string): void {
	const parts = (arn ?? '').split(':');

	if (parts[0] !== 'arn' || parts.length < 7) {
		throw invalidArn(`'Invalid ARN prefix: ${arn}'`);
	}

	if (parts[2] !== 'states' || parts[5] !== resourceType) {
		throw invalidArn(`'Resource type not valid in this context: ${parts[5]}'`);
	}
}

const invalidArn = (why: string): AwsError => new AwsError('InvalidArn', `Invalid Arn: ${why}`);
