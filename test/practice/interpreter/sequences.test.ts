import {describe, expect, test} from 'vitest';
import {runDefinition} from '../../../source/practice/interpreter/run-definition.ts';
import {
	definition as definitionOf,
	invoke,
	task,
} from '../../../source/practice/scenarios/build/states.ts';

const fail = {Type: 'Fail', Error: 'No', Cause: 'Not today'};
const retry = [{ErrorEquals: ['States.ALL'], MaxAttempts: 2}];
const caught = [{ErrorEquals: ['States.ALL'], Next: 'Handled'}];
const handled = {Handled: {Type: 'Pass', End: true}};
const branch = {StartAt: 'Inner', States: {Inner: fail}};

function sequence(states: Record<string, object>, input: unknown = {}) {
	const {execution} = runDefinition({
		definition: definitionOf(Object.keys(states)[0] ?? '', states),
		input,
		tasks: () => null,
	});

	return execution.history.map(({id, previousEventId, type}) => `${id}<${previousEventId} ${type}`);
}

// As recorded on AWS: no event says that a state was retried or its failure caught.
describe('the events are those of AWS for', () => {
	test('a Parallel state that is retried: one failure, at the end', () => {
		expect(sequence({P: {Type: 'Parallel', Branches: [branch], Retry: retry, End: true}})).toEqual([
			'1<0 ExecutionStarted',
			'2<0 ParallelStateEntered',
			'3<2 ParallelStateStarted',
			'4<3 FailStateEntered',
			'5<4 ParallelStateStarted',
			'6<5 FailStateEntered',
			'7<6 ParallelStateStarted',
			'8<7 FailStateEntered',
			'9<8 ParallelStateFailed',
			'10<9 ExecutionFailed',
		]);
	});

	test('a Map state whose failure is caught: its end points at the failure within', () => {
		const states = {
			M: {Type: 'Map', ItemProcessor: branch, Catch: caught, End: true},
			...handled,
		};

		expect(sequence(states, [1])).toEqual([
			'1<0 ExecutionStarted',
			'2<0 MapStateEntered',
			'3<2 MapStateStarted',
			'4<3 MapIterationStarted',
			'5<4 FailStateEntered',
			'6<5 MapIterationFailed',
			'7<5 MapStateFailed',
			'8<7 MapStateExited',
			'9<8 PassStateEntered',
			'10<9 PassStateExited',
			'11<10 ExecutionSucceeded',
		]);
	});

	test('a Map state that is retried', () => {
		const states = {
			M: {Type: 'Map', ItemProcessor: branch, Retry: [{...retry[0], MaxAttempts: 1}], End: true},
		};

		expect(sequence(states, [1]).slice(3)).toEqual([
			'4<3 MapIterationStarted',
			'5<4 FailStateEntered',
			'6<5 MapIterationFailed',
			'7<5 MapStateStarted',
			'8<7 MapIterationStarted',
			'9<8 FailStateEntered',
			'10<9 MapIterationFailed',
			'11<9 MapStateFailed',
			'12<11 ExecutionFailed',
		]);
	});
});

describe('a definition that is run by itself', () => {
	const definition = definitionOf('A', {
		A: invoke('a', {Catch: caught, Next: 'B'}),
		B: invoke('b', {End: true}),
		...handled,
	});

	test('says which attempts were made to fail', () => {
		const {execution, injected} = runDefinition({
			definition,
			input: {},
			tasks: ({state}) => (state === 'B' ? {error: 'Broken', cause: 'no'} : null),
		});

		expect(execution).toMatchObject({status: 'FAILED', error: 'Broken', cause: 'no'});
		expect(injected).toEqual([{state: 'B', error: 'Broken', executionArn: execution.arn}]);
	});

	test('starts child executions for real', () => {
		const child = 'arn:aws:states:eu-west-1:123456789012:stateMachine:child';
		const {execution, injected, state} = runDefinition({
			definition: definitionOf('Start', {
				Start: task(
					'states:startExecution.sync:2',
					{StateMachineArn: child, Input: {}},
					{End: true},
				),
			}),
			input: {},
			tasks: ({state}) => (state === 'A' ? {error: 'Broken', cause: null} : null),
			children: {child: definitionOf('A', {A: invoke('a', {End: true})})},
		});

		expect(execution).toMatchObject({status: 'FAILED', error: 'States.TaskFailed'});
		expect(JSON.parse(execution.cause ?? '')).toMatchObject({Error: 'Broken', Status: 'FAILED'});
		const [only] = injected;
		expect(state.executions.find(({arn}) => arn === only?.executionArn)?.stateMachineArn).toBe(
			child,
		);
	});
});
