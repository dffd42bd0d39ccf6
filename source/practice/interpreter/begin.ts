import {randomUUID} from 'node:crypto';
import {readDefinition} from '../definition/read.ts';
import type {ExecutionState} from '../execution-state.ts';
import type {AccountState, StateMachineState} from '../state.ts';
import {emit, notTruncated} from './events.ts';
import {type Engine, type NewExecution, newProgress, type PracticeRun} from './run.ts';
import {follow} from './runs.ts';
import {choice} from './states/choice.ts';
import {map} from './states/map.ts';
import {parallel} from './states/parallel.ts';
import {fail, pass, succeed, wait} from './states/simple.ts';
import {task} from './states/task.ts';

type Moment = {state: AccountState; now: number};

/** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html */
const states: Engine['states'] = {
	Task: task,
	Pass: pass,
	Wait: wait,
	Choice: choice,
	Parallel: parallel,
	Map: map,
	Succeed: succeed,
	Fail: fail,
};

/** With `endTask`, tasks end as the caller says: no service is asked, and no permission is judged. */
export const engineWith = (endTask: Engine['endTask']): Engine => ({
	states,
	begin: (machine, asked, moment) => beginExecution(machine, asked, moment, engineWith(endTask)),
	redrive: (execution, moment) => redriveExecution(execution, moment, engineWith(endTask)),
	endTask,
});

const engine = engineWith(null);

/** Starts an execution: it continues as time passes. Of an Express one only its logs are kept. */
export function beginExecution(
	machine: StateMachineState,
	asked: NewExecution,
	{state, now}: Moment,
	own: Engine = engine,
): ExecutionState {
	const {definition, roleArn} = machine;
	const attempt = {definition, roleArn, progress: newProgress()};
	const execution: ExecutionState = {...newExecution(machine, asked, now), attempt};
	const run = runOf(execution, machine, {state, now}, own);
	const thread = {previous: 0};
	emit(run, thread, 'ExecutionStarted', {
		input: execution.input,
		inputDetails: notTruncated,
		roleArn: machine.roleArn,
	});

	if (machine.type === 'STANDARD' || asked.mapRun) {
		state.executions.push(execution);
	}

	follow(run, thread);

	return execution;
}

/**
 * Continues from the states that failed, with the input they had, and the definition and the role of the
 * original attempt. What the role is allowed to do is judged again.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function redriveExecution(
	execution: ExecutionState,
	{state, now}: Moment,
	own: Engine = engine,
): void {
	const thread = {previous: execution.history.at(-1)?.id ?? 0};
	execution.redriveCount += 1;
	execution.redrivenAt = now;
	Object.assign(execution, {status: 'RUNNING', stoppedAt: null, error: null, cause: null});
	const run = runOf(execution, machineOf(execution, state), {state, now}, own);
	emit(run, thread, 'ExecutionRedriven', {redriveCount: execution.redriveCount});
	follow(run, thread);
}

/** The state machine of an execution. That of a Map Run's executions is the Map state's own, under its label. */
function machineOf({stateMachineArn, attempt}: ExecutionState, state: AccountState) {
	const [parent = '', label] = stateMachineArn.split('/');
	const machine = state.stateMachines.find(({arn}) => arn === parent);

	if (!machine) {
		throw new Error(`The state machine ${stateMachineArn} does not exist in this account.`);
	}

	return label === undefined
		? machine
		: {
				...machine,
				arn: stateMachineArn,
				definition: attempt.definition,
			};
}

function runOf(
	execution: ExecutionState,
	machine: StateMachineState,
	{state, now}: Moment,
	own: Engine,
): PracticeRun {
	const {attempt} = execution;
	const definition = readDefinition(attempt.definition) ?? {};

	return {state, execution, machine, attempt, definition, beganAt: now, now, engine: own};
}

function newExecution(
	machine: StateMachineState,
	{name: asked, input, mapRun}: NewExecution,
	now: number,
): Omit<ExecutionState, 'attempt'> {
	const name = asked ?? randomUUID();
	const isExpress = (mapRun?.kind ?? machine.type) === 'EXPRESS';
	const prefix = machine.arn.replace(':stateMachine:', isExpress ? ':express:' : ':execution:');

	return {
		arn: `${prefix}:${name}${isExpress ? `:${randomUUID()}` : ''}`,
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
		redrivenAt: null,
		mapRun: mapRun ? {arn: mapRun.arn, itemCount: mapRun.itemCount} : null,
		history: [],
	};
}
