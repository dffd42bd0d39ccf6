import {uuidOf} from '../../ids.ts';
import {beginExecution, redriveExecution} from '../../interpreter/begin.ts';
import {passTime, stop} from '../../interpreter/runs.ts';
import type {ScenarioAccount} from '../../scenario.ts';
import type {AccountState, StateMachineState} from '../../state.ts';
import {stateMachineArn} from './names.ts';

/** All times in milliseconds before now. */
export type PastRun = {
	input: unknown;
	ago: number;
	redrivenAgo?: number;
	stopped?: {ago: number; error: string | null; cause: string | null};
};

const nameOf = (machine: string, ago: number): string => uuidOf(`${machine} ${ago}`);

export const executionArnOf = (machine: string, ago: number): string =>
	`${stateMachineArn(machine).replace(':stateMachine:', ':execution:')}:${nameOf(machine, ago)}`;

/** The executions as they are by now, in place of those that the account made up. */
export function withRuns(
	state: AccountState,
	machine: StateMachineState,
	now: number,
	runs: readonly PastRun[],
): AccountState {
	state.executions = state.executions.filter(({stateMachineArn: arn}) => arn !== machine.arn);
	const find = (ago: number) =>
		state.executions.find(({arn}) => arn === executionArnOf(machine.name, ago));
	const steps = runs.flatMap(({input, ago, redrivenAgo, stopped}) => [
		{
			ago,
			do: () => {
				const asked = {name: nameOf(machine.name, ago), input: JSON.stringify(input)};
				beginExecution(machine, asked, {state, now: now - ago});
			},
		},
		...[redrivenAgo ?? []].flat().map(each => ({
			ago: each,
			do: () => {
				const execution = find(ago);

				if (execution) {
					redriveExecution(execution, {state, now: now - each});
				}
			},
		})),
		...[stopped ?? []].flat().map(({ago: each, error, cause}) => ({
			ago: each,
			do: () => {
				const execution = find(ago);

				if (execution) {
					stop(execution, {error, cause}, {state, now: now - each});
				}
			},
		})),
	]);

	for (const step of steps.toSorted((a, b) => b.ago - a.ago)) {
		passTime(state, now - step.ago);
		step.do();
	}

	passTime(state, now);

	return state;
}

/** The details of the task that failed last, as the console's event view shows them. */
export function consolePaste(account: ScenarioAccount): string {
	const failed = account(0).executions.findLast(({status}) => status === 'FAILED');
	const event = failed?.history.findLast(({type}) => type === 'TaskFailed');

	if (!event) {
		throw new Error('No task has failed in this scenario.');
	}

	return JSON.stringify(event.details, null, 2);
}
