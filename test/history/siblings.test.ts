import {describe, expect, test} from 'vitest';
import {normalPath} from '../../source/definition/normal-path.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {chainOf} from '../../source/history/chain.ts';
import {historyOf, type Told} from '../support/failed-execution.ts';

const read = (told: Told[], states?: Record<string, object>) => {
	const definition =
		states && parseDefinition(JSON.stringify({StartAt: Object.keys(states)[0], States: states}));

	return chainOf({
		executionArn: 'run',
		events: historyOf(...told),
		normalPath: definition ? normalPath(definition) : null,
	});
};

const linksOf = (told: Told[], states?: Record<string, object>) =>
	read(told, states).links.map(({kind, state, error}) => [kind, state, error]);

const start: Told = {type: 'ExecutionStarted'};
const entered = (name: string, type = 'Task', previous?: number): Told => ({
	type: `${type}StateEntered`,
	details: {name, input: '{}'},
	...(previous !== undefined && {previous}),
});
const failed = (error: string, cause = 'why'): Told => ({
	type: 'ExecutionFailed',
	details: {error, cause},
});

describe.each([
	['ActivityScheduled', 'ActivityTimedOut', 'States.Timeout'],
	['ActivityScheduled', 'ActivityTimedOut', 'States.HeartbeatTimeout'],
	['ActivityScheduled', 'ActivityScheduleFailed', 'States.Runtime'],
	['ActivityScheduled', 'ActivityFailed', 'WorkerGaveUp'],
	['TaskScheduled', 'TaskSubmitFailed', 'Batch.ClientException'],
	['TaskScheduled', 'TaskStartFailed', 'States.TaskFailed'],
	['TaskScheduled', 'TaskTimedOut', 'States.Timeout'],
	['LambdaFunctionScheduled', 'LambdaFunctionScheduleFailed', 'Lambda.TooManyRequests'],
	['LambdaFunctionScheduled', 'LambdaFunctionStartFailed', 'Lambda.Unknown'],
	['LambdaFunctionScheduled', 'LambdaFunctionTimedOut', 'States.Timeout'],
])('%s and then %s', (begin, end, error) => {
	const ending = {type: end, details: {error, cause: 'why'}};

	test('is the root where nothing caught it', () => {
		expect(
			linksOf([start, entered('Work', 'Task', 0), {type: begin}, ending, failed(error)]),
		).toEqual([['state', 'Work', error]]);
	});

	test('is the root behind the Fail state that its Catch led to', () => {
		const told = [
			start,
			entered('Work', 'Task', 0),
			{type: begin},
			ending,
			{type: 'TaskStateExited', details: {name: 'Work'}},
			entered('Failed', 'Fail'),
			failed('OrderFailed'),
		];
		expect(linksOf(told)).toEqual([
			['state', 'Failed', 'OrderFailed'],
			['caught', 'Work', error],
		]);
	});
});

test('a Fail state that a Choice leads to after a Catch, with ErrorPath, comes down to what was caught', () => {
	const states = {
		Charge: {
			Type: 'Task',
			Next: 'Ship',
			Catch: [{ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Is fatal'}],
		},
		'Is fatal': {
			Type: 'Choice',
			Choices: [{Variable: '$.failure.Error', StringEquals: 'Denied', Next: 'Failed'}],
			Default: 'Ship',
		},
		Ship: {Type: 'Pass', End: true},
		Failed: {Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause'},
	};
	const told: Told[] = [
		start,
		entered('Charge', 'Task', 0),
		{type: 'TaskScheduled'},
		{type: 'TaskFailed', details: {error: 'Denied', cause: 'not authorized'}},
		{type: 'TaskStateExited', details: {name: 'Charge'}},
		entered('Is fatal', 'Choice'),
		{type: 'ChoiceStateExited', details: {name: 'Is fatal'}},
		entered('Failed', 'Fail'),
		failed('Denied', 'not authorized'),
	];
	expect(linksOf(told, states)).toEqual([
		['state', 'Failed', 'Denied'],
		['caught', 'Charge', 'Denied'],
	]);
});

test('a handler that fails itself is the root, and what led to it is listed as caught', () => {
	const told: Told[] = [
		start,
		entered('Charge', 'Task', 0),
		{type: 'TaskScheduled'},
		{type: 'TaskFailed', details: {error: 'Busy'}},
		{type: 'TaskScheduled'},
		{type: 'TaskFailed', details: {error: 'Busy'}},
		{type: 'TaskStateExited', details: {name: 'Charge'}},
		entered('Tell support'),
		{type: 'TaskScheduled'},
		{type: 'TaskFailed', details: {error: 'Denied'}},
		failed('Denied'),
	];
	expect(linksOf(told)).toEqual([['state', 'Tell support', 'Denied']]);
	expect(read(told).survived).toMatchObject([
		{state: 'Charge', error: 'Busy', by: 'catch', next: 'Tell support'},
	]);
});

test('a path that a handler does not find is the handler’s own failure', () => {
	const told: Told[] = [
		start,
		entered('Charge', 'Task', 0),
		{type: 'TaskScheduled'},
		{type: 'TaskFailed', details: {error: 'Busy'}},
		{type: 'TaskStateExited', details: {name: 'Charge'}},
		entered('Tell support'),
		failed(
			'States.Runtime',
			"An error occurred while executing the state 'Tell support' (entered at the event id #6). The JSONPath '$.x' could not be found",
		),
	];
	expect(linksOf(told)).toEqual([['state', 'Tell support', 'States.Runtime']]);
});

test('one branch of a Parallel fails while another has caught its own failure', () => {
	const told: Told[] = [
		start,
		entered('Both', 'Parallel', 0),
		{type: 'ParallelStateStarted'},
		entered('Left', 'Task', 3),
		{type: 'TaskScheduled'},
		{type: 'TaskFailed', details: {error: 'Busy'}},
		{type: 'TaskStateExited', details: {name: 'Left'}},
		entered('Left later', 'Wait'),
		entered('Right', 'Task', 3),
		{type: 'TaskScheduled'},
		{type: 'TaskFailed', details: {error: 'Denied'}},
		{type: 'ParallelStateFailed'},
		failed('Denied'),
	];
	expect(linksOf(told)).toEqual([
		['state', 'Both', 'Denied'],
		['state', 'Right', 'Denied'],
	]);
});

test('an execution that failed before any state has no root, and none is made up', () => {
	const {links, root, certain} = read([start, failed('States.Runtime', 'Invalid input')]);
	expect([links, root, certain]).toEqual([[], null, false]);
});
