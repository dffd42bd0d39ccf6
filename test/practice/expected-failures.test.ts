import {describe, expect, test} from 'vitest';
import type {ExecutionState, HistoryEventState} from '../../source/practice/execution-state.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {expectedFailures} from './expected-failures.ts';

const now = Date.UTC(2026, 2, 9, 8, 30);

/** What the account knows better than a reader of its histories: the executions that were started, deepest first. */
function descendants(execution: ExecutionState, state: AccountState): ExecutionState[] {
	const children = state.executions.filter(
		({mapRun, input}) =>
			state.mapRuns.some(
				({arn, executionArn}) => mapRun?.arn === arn && executionArn === execution.arn,
			) || input.includes(`"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID":"${execution.arn}"`),
	);

	return [...children.flatMap(child => descendants(child, state)), execution];
}

const nameOf = ({details}: HistoryEventState): unknown => details.name;

describe.each(Object.entries(expectedFailures))('%s', (id, expected) => {
	const scenario = scenarios[id];
	const state = scenario?.account(now);
	const machine = state?.stateMachines.find(({name}) => name === scenario?.target);
	const execution = scenario?.executionArn
		? state?.executions.find(({arn}) => arn === scenario.executionArn)
		: state?.executions.findLast(({stateMachineArn}) => stateMachineArn === machine?.arn);

	test('has the execution in this status', () => {
		expect(machine).toBeDefined();
		expect(execution?.status ?? null).toBe(expected.status);
	});

	test('holds the root, and what was survived', () => {
		const all = state && execution ? descendants(execution, state) : [];
		const {root, survived} = expected;
		const failed = all.find(({status}) => status === expected.status) ?? execution;
		const entered = failed?.history.filter(({type}) => type.endsWith('StateEntered')) ?? [];

		if (root) {
			expect(failed?.stateMachineArn.split(':').at(-1)?.split('/')[0]).toBe(root.machine);
			expect(entered.map(nameOf)).toContain(root.state);
		}

		if (root?.error) {
			const errors = failed?.history.map(({details}) => details.error) ?? [];
			expect([...errors, failed?.error]).toContain(root.error);
		}

		for (const name of survived) {
			expect(entered.map(nameOf)).toContain(name);
		}
	});
});
