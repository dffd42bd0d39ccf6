import {randomUUID} from 'node:crypto';
import type {
	RedriveExecutionInput,
	RedriveExecutionOutput,
	StartExecutionInput,
	StartExecutionOutput,
} from '@aws-sdk/client-sfn';
import {AwsError} from '../../aws-error.ts';
import {continueHistory} from '../../executions/history.ts';
import {runStates} from '../../executions/run-states.ts';
import {deliver} from '../../log-delivery/deliver.ts';
import type {OperationContext} from '../../service.ts';
import type {ExecutionState, StateMachineState} from '../../state.ts';
import {findExecution, findStateMachine} from './find.ts';
import {redriveStatus} from './redrive-status.ts';

export const executionWrites = {
	/** Of an Express execution nothing is kept but what reaches the logs. */
	StartExecution(input: StartExecutionInput, context: OperationContext): StartExecutionOutput {
		const {state, now} = context;
		const machine = findStateMachine(input.stateMachineArn, state);
		const execution = newExecution(machine, input, now());
		const existing = state.executions.find(({arn}) => arn === execution.arn);

		if (existing) {
			throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${existing.arn}'`);
		}

		const started = {
			type: 'ExecutionStarted',
			details: {
				input: execution.input,
				inputDetails: {truncated: false},
				roleArn: machine.roleArn,
			},
		};
		const run = runStates(machine.definition, execution.input);
		record(execution, run, [started, ...run.events], machine, context);

		if (machine.type === 'STANDARD') {
			state.executions.push(execution);
		}

		return {executionArn: execution.arn, startDate: new Date(now())};
	},

	/** Goes on from the state that failed, with the input it had and the definition as it is now. */
	RedriveExecution(
		input: RedriveExecutionInput,
		context: OperationContext,
	): RedriveExecutionOutput {
		const {state, now} = context;
		const execution = findExecution(input.executionArn, state);
		const {redriveStatus: status, redriveStatusReason: reason} = redriveStatus(execution, now());

		if (status !== 'REDRIVABLE') {
			throw new AwsError('ExecutionNotRedrivable', `Execution Not Redrivable: '${reason}'`);
		}

		const machine = findStateMachine(execution.stateMachineArn, state);
		const last = execution.history.findLast(({type}) => type.endsWith('StateEntered'))?.details;
		const run = runStates(
			machine.definition,
			textOf(last?.input) ?? execution.input,
			textOf(last?.name),
		);
		execution.redriveCount += 1;
		const redriven = {
			type: 'ExecutionRedriven',
			details: {redriveCount: execution.redriveCount},
		};
		record(execution, run, [redriven, ...run.events], machine, context);

		return {redriveDate: new Date(now())};
	},
};

function newExecution(
	machine: StateMachineState,
	{name: asked, input = '{}'}: StartExecutionInput,
	now: number,
): ExecutionState {
	const name = asked ?? randomUUID();
	const kind = machine.type === 'EXPRESS' ? 'express' : 'execution';
	const suffix = machine.type === 'EXPRESS' ? `:${randomUUID()}` : '';

	return {
		arn: `${machine.arn.replace(':stateMachine:', `:${kind}:`)}:${name}${suffix}`,
		name,
		stateMachineArn: machine.arn,
		status: 'RUNNING',
		startedAt: now,
		stoppedAt: null,
		input: checkInput(input),
		output: null,
		error: null,
		cause: null,
		redriveCount: 0,
		history: [],
	};
}

function record(
	execution: ExecutionState,
	{status, output, error, cause}: ReturnType<typeof runStates>,
	events: ReturnType<typeof runStates>['events'],
	machine: StateMachineState,
	{state, now}: OperationContext,
): void {
	const added = continueHistory(execution.history, events, now());
	const stoppedAt = added.at(-1)?.timestamp ?? now();
	execution.history.push(...added);
	Object.assign(execution, {status, output, error, cause, stoppedAt});
	deliver(added, execution.arn, machine, state);
}

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

const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' ? value : undefined;
