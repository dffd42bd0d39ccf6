import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Reads} from '../../source/account/account.ts';
import type {HistoryEvent} from '../../source/account/step-functions.ts';
import {nameOfArn} from '../../source/aws/arn.ts';
import {normalPath} from '../../source/definition/normal-path.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {followFailure} from '../../source/diagnosis/follow-failure.ts';
import {type Chain, chainOf} from '../../source/history/chain.ts';
import {beginExecution} from '../../source/practice/interpreter/begin.ts';
import {passTime} from '../../source/practice/interpreter/runs.ts';
import {stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {policy} from '../../source/practice/scenarios/build/policies.ts';
import {role, stateMachine} from '../../source/practice/scenarios/build/resources.ts';
import {withRuns} from '../../source/practice/scenarios/build/runs.ts';
import {healthy} from '../../source/practice/scenarios/healthy.ts';
import type {AccountState, ExecutionState, HistoryEventState} from '../../source/practice/state.ts';
import {anExecution, executed} from '../support/failed-execution.ts';
import {fakeReads} from '../support/fake-reads.ts';
import {type Generated, generate, region} from './generated.ts';

const now = Date.UTC(2026, 0, 5);
const everything = {Effect: 'Allow', Action: '*', Resource: '*'};

/** Runs it to its end on a practice account. */
function play({machines, failing, durations}: Generated): [ExecutionState, AccountState] {
	const state = healthy.account(now);
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
	const execution = main && beginExecution(main, {input: '{"items":[1,2]}'}, state, now);
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
	asAws(history).map(event => ({...event, timestamp: new Date(event.timestamp)}));

/** `newest`: how many events are read, from the end. */
function chainIn(execution: ExecutionState, state: AccountState, newest: number): Chain {
	return chainOf({
		executionArn: execution.arn,
		events: eventsOf(execution).slice(-newest),
		normalPath: normalPath(parseDefinition(machineOf(execution, state).definition)),
	});
}

const isContainerFailure = ({type}: HistoryEventState) =>
	/^(?:Parallel|Map)StateFailed$/.test(type);

/** The end of a Parallel or Map state points at the failure within it, and is told once: a Retry comes before it. */
function asAws(history: readonly HistoryEventState[]): HistoryEventState[] {
	const pointers = new Map<number, number>();

	for (const [index, event] of history.entries()) {
		if (isContainerFailure(event)) {
			const before = history.slice(0, index).findLast(({type}) => !type.endsWith('StateAborted'));
			const inner =
				before?.type === 'MapIterationFailed' ? before.previousEventId : (before?.id ?? 0);
			pointers.set(event.id, pointers.get(inner) ?? inner);
		}
	}

	const retried = new Set(
		history
			.filter(({type}) => type.endsWith('StateStarted'))
			.map(({previousEventId}) => previousEventId),
	);

	return history
		.filter(event => !isContainerFailure(event) || !retried.has(event.id))
		.map(event => {
			const own = pointers.get(event.id);
			const isRetry = event.type.endsWith('StateStarted');
			const before = isRetry ? pointers.get(event.previousEventId) : undefined;
			return {...event, previousEventId: own ?? before ?? event.previousEventId};
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
