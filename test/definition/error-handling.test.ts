import {expect, test} from 'vitest';
import {
	choiceWithoutDefault,
	statesWithRetryCatch,
	timeoutOf,
} from '../../source/definition/error-handling.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';

const definition = parseDefinition(
	JSON.stringify({
		TimeoutSeconds: 300,
		States: {
			Charge: {
				Type: 'Task',
				Retry: [{ErrorEquals: ['Lambda.TooManyRequestsException']}, {ErrorEquals: ['States.ALL']}],
				Catch: [{ErrorEquals: ['States.TaskFailed'], Next: 'Sorry'}],
				TimeoutSecondsPath: '$.limit',
				HeartbeatSeconds: 30,
			},
			Both: {Type: 'Parallel', Branches: [{States: {Deep: {Type: 'Choice', Choices: []}}}]},
			Pick: {Type: 'Choice', Choices: [], Default: 'Charge'},
			Odd: {Type: 'Task', Retry: 'often', Catch: [7, {ErrorEquals: 'States.ALL'}]},
			Sorry: {Type: 'Fail'},
		},
	}),
);

test('what each state retries and catches', () => {
	const found = statesWithRetryCatch(definition).map(({state, retries, catches}) => [
		state.name,
		retries,
		catches,
	]);

	expect(found).toEqual([
		['Charge', [['Lambda.TooManyRequestsException'], ['States.ALL']], [['States.TaskFailed']]],
		['Both', [], []],
		['Odd', [], [[]]],
	]);
});

test('choices that may match nothing, at any depth', () => {
	expect(choiceWithoutDefault(definition).map(({path}) => path)).toEqual([
		'/States/Both/Branches/0/States/Deep',
	]);
});

test('time limits of the machine and of a state', () => {
	const [charge, both] = statesWithRetryCatch(definition);

	expect(timeoutOf(definition)).toEqual({timeout: 300, heartbeat: null});
	expect(charge && timeoutOf(charge.state)).toEqual({timeout: '$.limit', heartbeat: 30});
	expect(both && timeoutOf(both.state)).toEqual({timeout: null, heartbeat: null});
});
