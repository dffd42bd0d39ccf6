import {randomUUID} from 'node:crypto';
import {parseDefinition} from '../../definition/parse-definition.ts';
import type {AccountState, ExecutionState, StateMachineState} from '../state.ts';
import {emit, notTruncated} from './emit.ts';
import type {Run, Thread} from './run.ts';
import {newProgress} from './run-states.ts';
import {follow} from './runs.ts';

export type NewExecution = {name?: string; input: string};

/** Starts an execution: from here on it goes its way as time passes. Nothing is kept of an Express one. */
export function beginExecution(
	machine: StateMachineState,
	asked: NewExecution,
	state: AccountState,
	now: number,
): ExecutionState {
	const attempt = {
		definition: machine.definition,
		roleArn: machine.roleArn,
		progress: newProgress(),
	};
	const execution: ExecutionState = {...newExecution(machine, asked, now), attempt};
	const run = runOf(execution, machine, state, now);
	const thread = {previous: 0};
	emit(run, thread, 'ExecutionStarted', {
		input: execution.input,
		inputDetails: notTruncated,
		roleArn: machine.roleArn,
	});

	if (machine.type === 'STANDARD') {
		state.executions.push(execution);
	}

	follow(run, thread);

	return execution;
}

/**
 * Goes on from the states that failed, with the input they had. The definition and the role are those of
 * the original attempt: a mended definition needs a new execution. What the role may do is judged anew.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function redriveExecution(
	execution: ExecutionState,
	machine: StateMachineState,
	state: AccountState,
	now: number,
): void {
	const thread: Thread = {previous: execution.history.at(-1)?.id ?? 0};
	execution.redriveCount += 1;
	Object.assign(execution, {status: 'RUNNING', stoppedAt: null, error: null, cause: null});
	const run = runOf(execution, machine, state, now);
	emit(run, thread, 'ExecutionRedriven', {redriveCount: execution.redriveCount});
	follow(run, thread);
}

function runOf(
	execution: ExecutionState,
	machine: StateMachineState,
	state: AccountState,
	now: number,
): Run {
	const {attempt} = execution;

	if (!attempt) {
		throw new Error(`The execution ${execution.arn} kept nothing to go on from.`);
	}

	const definition = parseDefinition(attempt.definition).value;

	return {state, execution, machine, attempt, definition, beganAt: now, now};
}

function newExecution(
	machine: StateMachineState,
	{name: asked, input}: NewExecution,
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
		input,
		output: null,
		error: null,
		cause: null,
		redriveCount: 0,
		history: [],
	};
}
