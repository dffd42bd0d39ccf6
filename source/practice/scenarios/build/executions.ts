import {emptyAccount} from '../../empty-account.ts';
import type {ExecutionState} from '../../execution-state.ts';
import {uuidOf} from '../../ids.ts';
import {beginExecution, engineWith} from '../../interpreter/begin.ts';
import {successOf} from '../../interpreter/run-definition.ts';
import {passTime} from '../../interpreter/runs.ts';
import type {StateMachineState} from '../../state.ts';
import {hours} from './names.ts';

const engine = engineWith(successOf);

/** The last runs of a Standard state machine. A definition that cannot succeed with this input has none. */
export const pastExecutions = (now: number, machine: StateMachineState): ExecutionState[] =>
	machine.type === 'EXPRESS'
		? []
		: [3, 27, 51]
				.map(ago => run(now - hours(ago), machine))
				.filter(({status}) => status === 'SUCCEEDED');

function run(startedAt: number, machine: StateMachineState): ExecutionState {
	const state = emptyAccount();
	const day = new Date(startedAt).toISOString().slice(0, 10);
	const execution = beginExecution(
		machine,
		{
			name: uuidOf(`${machine.name} at ${startedAt}`),
			input: JSON.stringify({requestedBy: 'schedule', day}),
		},
		{state, now: startedAt},
		engine,
	);
	passTime(state, startedAt + hours(1));

	return execution;
}
