import {accountId, emptyAccount, region} from '../empty-account.ts';
import type {ExecutionState} from '../execution-state.ts';
import type {AccountState, StateMachineState} from '../state.ts';
import {beginExecution, engineWith} from './begin.ts';
import type {TaskAttempt, TaskEnd} from './run.ts';
import {passTime} from './runs.ts';

type DefinitionRun = {
	/** The text of the definition. */
	definition: string;
	input: unknown;
	/** How a task ends; null where it succeeds. */
	tasks: (task: TaskAttempt) => TaskEnd | null;
	/** The definitions that states:startExecution can start, by the name of their state machine. */
	children?: Record<string, string>;
};

/** `injected`: the attempts that `tasks` made fail, in the order in which they were made. */
export type DefinitionResult = {
	execution: ExecutionState;
	injected: {state: string; error: string; executionArn: string}[];
	state: AccountState;
};

const year = 365 * 24 * 3_600_000;

/** Runs a definition without an account around it: tasks end as the caller says, and every role is allowed everything. */
export function runDefinition({
	definition,
	input,
	tasks,
	children = {},
}: DefinitionRun): DefinitionResult {
	const state = emptyAccount();
	const machine = bareMachine('main', definition);
	state.stateMachines = [
		machine,
		...Object.entries(children).map(([name, text]) => bareMachine(name, text)),
	];
	const injected: DefinitionResult['injected'] = [];
	const engine = engineWith(task => {
		const end = tasks(task) ?? successOf(task);

		if (end && 'error' in end) {
			injected.push({state: task.state, error: end.error, executionArn: task.executionArn});
		}

		return end;
	});
	const start = Date.UTC(2026, 2, 9);
	const execution = beginExecution(
		machine,
		{name: 'run', input: JSON.stringify(input)},
		{state, now: start},
		engine,
	);
	passTime(state, start + year);

	return {execution, injected, state};
}

/** Executions are started for real; any other task answers what it was given. */
export const successOf = ({operation, parameters}: TaskAttempt): TaskEnd | null =>
	operation === 'states:startExecution' ? null : {output: {Payload: parameters, StatusCode: 200}};

const bareMachine = (name: string, definition: string): StateMachineState => ({
	arn: `arn:aws:states:${region}:${accountId}:stateMachine:${name}`,
	name,
	type: 'STANDARD',
	createdAt: 0,
	definition,
	roleArn: `arn:aws:iam::${accountId}:role/${name}-role`,
	logging: {level: 'OFF', includeExecutionData: false, destinations: []},
	tracing: false,
	kmsKeyArn: null,
	revisionId: 'INITIAL',
	tags: {},
});
