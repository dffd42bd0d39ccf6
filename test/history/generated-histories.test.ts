import fc from 'fast-check';
import {expect, test} from 'vitest';
import {normalPath} from '../../source/definition/normal-path.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {type Chain, chainOf} from '../../source/history/chain.ts';
import {childExecutionOf} from '../../source/history/followed.ts';
import type {ExecutionState} from '../../source/practice/execution-state.ts';
import {beginExecution} from '../../source/practice/interpreter/begin.ts';
import {passTime} from '../../source/practice/interpreter/runs.ts';
import {stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {policy} from '../../source/practice/scenarios/build/policies.ts';
import {role, stateMachine} from '../../source/practice/scenarios/build/resources.ts';
import {withRuns} from '../../source/practice/scenarios/build/runs.ts';
import {healthy} from '../../source/practice/scenarios/healthy.ts';
import type {AccountState} from '../../source/practice/state.ts';
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
	const execution = main && beginExecution(main, {input: '{"items":[1,2]}'}, {state, now});
	passTime(state, now + 86_400_000);

	if (!execution) {
		throw new Error('There is nothing to start.');
	}

	return [execution, state];
}

type Found = {
	machine: string;
	state: string | null;
	survived: Array<string | null>;
	certain: boolean;
};

/** Down through the executions that were started within others. */
function rootOf(execution: ExecutionState, state: AccountState): Found {
	const chain = chainIn(execution, state);
	const arn = chain.root && childExecutionOf(chain.root);
	const child = arn && state.executions.find(each => each.arn === arn);
	const survived = chain.survived.filter(({by}) => by === 'catch').map(each => each.state);

	if (child) {
		const inner = rootOf(child, state);
		return {...inner, survived: [...survived, ...inner.survived]};
	}

	return {
		machine: execution.stateMachineArn.split(':').at(-1) ?? '',
		state: chain.root?.name ?? null,
		survived,
		certain: chain.certain,
	};
}

/** `newest`: how many events are read, from the end. */
function chainIn(
	execution: ExecutionState,
	state: AccountState,
	newest = execution.history.length,
): Chain {
	const machine = state.stateMachines.find(({arn}) => arn === execution.stateMachineArn);

	return chainOf({
		executionArn: execution.arn,
		events: execution.history.slice(-newest).map(event => ({
			...event,
			timestamp: new Date(event.timestamp),
		})),
		normalPath: normalPath(parseDefinition(machine?.definition ?? '{}')),
	});
}

test('the root is named right in 2,000 of 2,000 workflows, and a survived failure never is', () => {
	fc.assert(
		fc.property(fc.integer(), seed => {
			const generated = generate(seed, stateMachineArn);
			const [execution, state] = play(generated);
			expect(execution.status).toBe('FAILED');
			const {survived, certain, ...root} = rootOf(execution, state);
			expect(root).toEqual(generated.root);
			expect(certain).toBe(true);
			expect(survived).not.toContain(generated.root.state);
			expect(survived.filter(name => !generated.survived.has(name ?? ''))).toEqual([]);
		}),
		{numRuns: 2000},
	);
});

test('with the end of the history alone, the root is the same or said to be uncertain', () => {
	fc.assert(
		fc.property(fc.integer(), seed => {
			const [execution, state] = play(generate(seed, stateMachineArn));
			const whole = chainIn(execution, state).root?.name;

			for (let newest = 1; newest < execution.history.length; newest += 3) {
				const {certain, root} = chainIn(execution, state, newest);
				expect(certain ? root?.name : whole, `the newest ${newest}`).toBe(whole);
			}
		}),
		{numRuns: 300},
	);
});
