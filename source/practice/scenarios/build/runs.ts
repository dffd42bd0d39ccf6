import {uuidOf} from '../../ids.ts';
import {beginExecution} from '../../interpreter/begin.ts';
import {passTime} from '../../interpreter/runs.ts';
import type {ScenarioAccount} from '../../scenario.ts';
import type {AccountState, StateMachineState} from '../../state.ts';

/** `ago` is in milliseconds. */
export type PastRun = {input: unknown; ago: number};

/** What has become of these executions by now, in place of those that the account made up. */
export function withRuns(
	state: AccountState,
	machine: StateMachineState,
	now: number,
	runs: readonly PastRun[],
): AccountState {
	state.executions = state.executions.filter(
		({stateMachineArn}) => stateMachineArn !== machine.arn,
	);

	for (const {input, ago} of runs.toSorted((a, b) => b.ago - a.ago)) {
		const name = uuidOf(`${machine.name} ${ago}`);
		beginExecution(machine, {name, input: JSON.stringify(input)}, {state, now: now - ago});
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
