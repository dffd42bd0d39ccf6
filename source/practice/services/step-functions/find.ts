import {AwsError} from '../../aws-error.ts';
import type {ExecutionState, MapRunState} from '../../execution-state.ts';
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

/** Of Express executions only those of a Map Run are kept, and they have no history. */
export function findExecution(
	arn: string | undefined,
	state: AccountState,
	{allowExpress = false} = {},
): ExecutionState {
	const execution = state.executions.find(candidate => candidate.arn === arn);
	checkArn(arn, execution && allowExpress ? (arn?.split(':')[5] ?? '') : 'execution');

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

export function findMapRun(arn: string | undefined, state: AccountState): MapRunState {
	checkArn(arn, 'mapRun');
	const mapRun = state.mapRuns.find(candidate => candidate.arn === arn);

	if (!mapRun) {
		throw new AwsError('ResourceNotFound', `Map Run Does Not Exist: '${arn}'`);
	}

	return mapRun;
}

type Listed = {maxResults?: number | undefined; nextToken?: string | undefined};

export const stepFunctionsPage = <T>(all: readonly T[], input: Listed, {state}: OperationContext) =>
	page(all, {
		size: Math.min(input.maxResults ?? 0, 1000),
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
