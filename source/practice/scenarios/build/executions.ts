import {continueHistory} from '../../executions/history.ts';
import {runStates} from '../../executions/run-states.ts';
import type {ExecutionState, StateMachineState} from '../../state.ts';
import {uuidOf} from '../../uuid-of.ts';
import {hours} from './names.ts';

/** The last runs of a Standard state machine, all of which ended well. */
export const pastExecutions = (now: number, machine: StateMachineState): ExecutionState[] =>
	machine.type === 'EXPRESS' ? [] : [3, 27, 51].map(ago => run(now - hours(ago), machine));

function run(startedAt: number, machine: StateMachineState): ExecutionState {
	const name = uuidOf(`${machine.name} at ${startedAt}`);
	const input = JSON.stringify({requestedBy: 'schedule', day: dayOf(startedAt)});
	const {events, ...ending} = runStates(machine.definition, input);
	const started = {
		type: 'ExecutionStarted',
		details: {input, inputDetails: {truncated: false}, roleArn: machine.roleArn},
	};
	const history = continueHistory([], [started, ...events], startedAt);

	return {
		arn: `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`,
		name,
		stateMachineArn: machine.arn,
		startedAt,
		stoppedAt: history.at(-1)?.timestamp ?? startedAt,
		input,
		redriveCount: 0,
		history,
		...ending,
	};
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
