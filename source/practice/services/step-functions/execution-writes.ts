import type {
	RedriveExecutionInput,
	RedriveExecutionOutput,
	StartExecutionInput,
	StartExecutionOutput,
	StopExecutionInput,
	StopExecutionOutput,
} from '@aws-sdk/client-sfn';
import {AwsError} from '../../aws-error.ts';
import {beginExecution, redriveExecution} from '../../interpreter/begin.ts';
import {passTime, stop} from '../../interpreter/runs.ts';
import type {OperationContext} from '../../service.ts';
import {findExecution, findStateMachine} from './find.ts';
import {redriveStatus} from './redrive-status.ts';

export const executionWrites = {
	/** Of an Express execution nothing is kept but what reaches the logs. */
	StartExecution(input: StartExecutionInput, {state, now}: OperationContext): StartExecutionOutput {
		const machine = findStateMachine(input.stateMachineArn, state);
		const {name} = input;
		const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;

		const existing = state.executions.find(execution => execution.arn === arn);

		// The same request while it runs is the same execution.
		if (existing?.status === 'RUNNING' && existing.input === (input.input ?? '{}')) {
			return {executionArn: arn, startDate: new Date(existing.startedAt)};
		}

		if (existing) {
			throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
		}

		const asked = {...(name !== undefined && {name}), input: checkInput(input.input ?? '{}')};
		const execution = beginExecution(machine, asked, {state, now: now()});
		passTime(state, now());

		return {executionArn: execution.arn, startDate: new Date(execution.startedAt)};
	},

	StopExecution(
		{executionArn, error, cause}: StopExecutionInput,
		{state, now}: OperationContext,
	): StopExecutionOutput {
		const execution = findExecution(executionArn, state);
		stop(execution, {error: error ?? null, cause: cause ?? null}, {state, now: now()});

		return {stopDate: new Date(execution.stoppedAt ?? now())};
	},

	RedriveExecution(
		input: RedriveExecutionInput,
		{state, now}: OperationContext,
	): RedriveExecutionOutput {
		const execution = findExecution(input.executionArn, state);
		const {redriveStatus: status, redriveStatusReason: reason} = redriveStatus(execution, now());

		if (status !== 'REDRIVABLE') {
			throw new AwsError('ExecutionNotRedrivable', `Execution Not Redrivable: '${reason}'`);
		}

		redriveExecution(execution, {state, now: now()});
		passTime(state, now());

		return {redriveDate: new Date(now())};
	},
};

function checkInput(input: string): string {
	try {
		JSON.parse(input);

		return input;
	} catch {
		throw new AwsError(
			'InvalidExecutionInput',
			`Invalid State Machine Execution Input: '${input}'`,
		);
	}
}
