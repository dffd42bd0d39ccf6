import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Reads} from '../../source/account/account.ts';
import type {HistoryEvent} from '../../source/account/step-functions.ts';
import {nameOfArn} from '../../source/aws/arn.ts';
import {normalPath} from '../../source/definition/normal-path.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {followFailure} from '../../source/diagnosis/follow-failure.ts';
import {type Chain, chainOf} from '../../source/history/chain.ts';
import {emptyAccount} from '../../source/practice/empty-account.ts';
import type {ExecutionState} from '../../source/practice/execution-state.ts';
import {beginExecution} from '../../source/practice/interpreter/begin.ts';
import {passTime} from '../../source/practice/interpreter/runs.ts';
import {stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {policy} from '../../source/practice/scenarios/build/policies.ts';
import {role, stateMachine} from '../../source/practice/scenarios/build/resources.ts';
import {withRuns} from '../../source/practice/scenarios/build/runs.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {anExecution, executed} from '../support/failed-execution.ts';
import {fakeReads} from '../support/fake-reads.ts';
import {type Generated, generate, region} from './generated.ts';

const now = Date.UTC(2026, 0, 5);
const everything = {Effect: 'Allow', Action: '*', Resource: '*'};

/** Runs it to its end on a practice account. */
function play({machines, failing, durations}: Generated): [ExecutionState, AccountState] {
	const state = emptyAccount();
	const made = Object.entries(machines).map(([name, definition]) =>
		stateMachine(now, name, {
			definition: JSON.stringify(definition),
			roleArn: role(now, 'runs').arn,
		}),
	);
	state.stateMachines.push(...made);
	state.roles.push(role(now, 'runs', {inlinePolicies: {own: policy(everything)}}));

	for (const machine of made) {
		withRuns(state, machine, now, []);
	}

	state.taskOutcomes = Object.entries(durations).map(([name, duration]) => ({
		of: `${region}${name}`,
		duration,
		failure: failing[name] ?? null,
		result: null,
	}));
	const [main] = made;
	const execution = main && beginExecution(main, {input: '{"items":[1,2]}'}, {state, now});
	passTime(state, now + 86_400_000);

	if (!execution) {
		throw new Error('There is nothing to start.');
	}

	return [execution, state];
}

/** An account that shows what was played. */
const readsOf = (state: AccountState): Reads => {
	const played = (arn: string): ExecutionState => {
		const execution = state.executions.find(each => each.arn === arn);

		if (!execution) {
			throw new Error(`There is no ${arn}.`);
		}

		return execution;
	};

	return fakeReads({
		reads: {
			execution: async arn => {
				const {name, stateMachineArn, status, error, cause} = played(arn);
				return anExecution({arn, name, stateMachineArn, status, error, cause});
			},
			executedMachine: async arn => executed(machineOf(played(arn), state).definition),
			historyPage: async arn => ({events: eventsOf(played(arn)), next: null}),
		},
	});
};

const machineOf = ({stateMachineArn: arn}: ExecutionState, {stateMachines}: AccountState) => {
	const machine = stateMachines.find(each => each.arn === arn);

	if (!machine) {
		throw new Error(`There is no ${arn}.`);
	}

	return machine;
};

const eventsOf = ({history}: ExecutionState): HistoryEvent[] =>
	history.map(event => ({...event, timestamp: new Date(event.timestamp)}));

/** `newest`: how many events are read, from the end. */
function chainIn(execution: ExecutionState, state: AccountState, newest: number): Chain {
	return chainOf({
		executionArn: execution.arn,
		events: eventsOf(execution).slice(-newest),
		normalPath: normalPath(parseDefinition(machineOf(execution, state).definition)),
	});
}

test('the root is named right in 2,000 of 2,000 workflows, and a survived failure never is', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer(), async seed => {
			const generated = generate(seed, stateMachineArn);
			const [execution, state] = play(generated);
			expect(execution.status).toBe('FAILED');
			const {root, survived, unread} = await followFailure(readsOf(state), execution.arn);
			const caught = survived.filter(({by}) => by === 'catch').map(each => each.state);
			expect({machine: nameOfArn(root.execution.stateMachineArn), state: root.state}).toEqual(
				generated.root,
			);
			expect(unread).toEqual([]);
			expect(caught).not.toContain(generated.root.state);
			expect(caught.filter(name => !generated.survived.has(name ?? ''))).toEqual([]);
		}),
		{numRuns: 2000},
	);
}, 60_000);

test('with the end of the history alone, the root is the same or said to be uncertain', () => {
	fc.assert(
		fc.property(fc.integer(), seed => {
			const [execution, state] = play(generate(seed, stateMachineArn));
			const whole = chainIn(execution, state, execution.history.length).root?.name;

			for (let newest = 1; newest < execution.history.length; newest += 3) {
				const {certain, root} = chainIn(execution, state, newest);
				expect(certain ? root?.name : whole, `the newest ${newest}`).toBe(whole);
			}
		}),
		{numRuns: 300},
	);
});
