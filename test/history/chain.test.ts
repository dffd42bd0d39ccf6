import {expect, test} from 'vitest';
import {normalPath} from '../../source/definition/normal-path.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {chainOf} from '../../source/history/chain.ts';
import {waitingStates} from '../../source/history/waiting.ts';
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

const names = (told: Told[], states?: Record<string, object>) =>
	read(told, states).links.map(({kind, state}) => `${kind} ${state}`);

const caught = (state: string, error: string): Told[] => [
	{type: 'TaskStateEntered', details: {name: state}},
	{type: 'TaskScheduled'},
	{type: 'TaskFailed', details: {error}},
	{type: 'TaskStateExited', details: {name: state}},
];

const passed = (state: string): Told[] => [
	{type: 'PassStateEntered', details: {name: state}},
	{type: 'PassStateExited', details: {name: state}},
];

const refused: Told[] = [
	{type: 'FailStateEntered', details: {name: 'Failed', input: '{"order":41}'}},
	{type: 'ExecutionFailed', details: {error: 'OrderFailed'}},
];

const start: Told = {type: 'ExecutionStarted'};

test('a Fail state that a Catch leads to is not the root: what was caught is', () => {
	const told = [start, ...caught('Charge', 'Denied'), ...refused];
	expect(names(told)).toEqual(['state Failed', 'caught Charge']);
	expect(read(told).links.map(({error}) => error)).toEqual(['OrderFailed', 'Denied']);
});

test('states that only the Catch leads to may come between', () => {
	const states = {
		Charge: {Type: 'Task', Next: 'Ship', Catch: [{ErrorEquals: ['States.ALL'], Next: 'Tell'}]},
		Tell: {Type: 'Pass', Next: 'Failed'},
		Ship: {Type: 'Pass', End: true},
		Failed: {Type: 'Fail'},
	};
	const told = [start, ...caught('Charge', 'Denied'), ...passed('Tell'), ...refused];
	expect(names(told, states)).toEqual(['state Failed', 'caught Charge']);
});

test('once the execution is back among the states that come without a Catch, the failure was survived', () => {
	const states = {
		Charge: {Type: 'Task', Next: 'Ship', Catch: [{ErrorEquals: ['States.ALL'], Next: 'Tell'}]},
		Tell: {Type: 'Pass', Next: 'Ship'},
		Ship: {Type: 'Pass', Next: 'Failed'},
		Failed: {Type: 'Fail'},
	};
	const told = [
		start,
		...caught('Charge', 'Denied'),
		...passed('Tell'),
		...passed('Ship'),
		...refused,
	];
	expect(names(told, states)).toEqual(['state Failed']);
	expect(read(told, states).survived).toMatchObject([
		{state: 'Charge', error: 'Denied', by: 'catch', next: 'Tell'},
	]);
});

test('without the definition, only what the Fail state was still given counts as why', () => {
	const between = [start, ...caught('Charge', 'Denied'), ...passed('Tell')];
	const told = (input: string): Told[] => [
		...between,
		{type: 'FailStateEntered', details: {name: 'Failed', input}},
		{type: 'ExecutionFailed', details: {error: 'OrderFailed'}},
	];
	expect(names(told('{"err":{"Error":"Denied"}}'))).toEqual(['state Failed', 'caught Charge']);
	expect(names(told('{}'))).toEqual(['state Failed']);
});

test('a Fail state with CausePath passes on what was caught, whatever ran since', () => {
	const cause = 'User: a is not authorized to perform: "s3:GetObject"';
	const failed = (own: string): Told[] => [
		start,
		{type: 'TaskStateEntered', details: {name: 'Charge'}, previous: 0},
		{type: 'TaskFailed', details: {error: 'S3.S3Exception', cause}},
		{type: 'TaskStateExited', details: {name: 'Charge', output: '{}'}},
		...passed('Clean up'),
		{type: 'FailStateEntered', details: {name: 'Failed', input: JSON.stringify({cause})}},
		{type: 'ExecutionFailed', details: {error: 'OrderFailed', cause: own}},
	];
	const states = {
		Charge: {
			Type: 'Task',
			Next: 'Clean up',
			Catch: [{ErrorEquals: ['States.ALL'], Next: 'Clean up'}],
		},
		'Clean up': {Type: 'Pass', Next: 'Failed'},
		Failed: {Type: 'Fail', Error: 'OrderFailed', CausePath: '$.cause'},
	};
	expect(names(failed(cause), states)).toEqual(['state Failed', 'caught Charge']);
	expect(names(failed('no stock'), states)).toEqual(['state Failed']);
});

test('a state that fails by itself is the root, whatever was caught before it', () => {
	const told: Told[] = [
		start,
		...caught('Charge', 'Denied'),
		{type: 'PassStateEntered', details: {name: 'Ship'}},
		{
			type: 'ExecutionFailed',
			details: {
				error: 'States.Runtime',
				cause:
					'An error occurred while executing the state \'Ship\' (entered at the event id #6). The path \'$.x\' was not found in \'{"err":{"Error":"States.Timeout"}}\'',
			},
		},
	];
	expect(names(told)).toEqual(['state Ship']);
	expect(read(told).survived.map(({state}) => state)).toEqual(['Charge']);
});

test('an error without an event that a Catch took is read from what it handed on', () => {
	const told: Told[] = [
		start,
		{type: 'TaskStateEntered', details: {name: 'Charge'}, previous: 0},
		{
			type: 'TaskStateExited',
			details: {
				name: 'Charge',
				output: '{"err":{"Error":"States.ParameterPathFailure","Cause":"no $.id"}}',
			},
		},
		...refused,
	];
	expect(read(told).links.at(-1)).toMatchObject({
		kind: 'caught',
		state: 'Charge',
		error: 'States.ParameterPathFailure',
		cause: 'no $.id',
	});
});

test('after a redrive only what follows it counts', () => {
	const told: Told[] = [
		start,
		{type: 'TaskStateEntered', details: {name: 'Charge'}, previous: 0},
		{type: 'TaskScheduled', details: {resource: 'invoke'}},
		{type: 'TaskFailed', details: {error: 'Denied'}},
		{type: 'ExecutionFailed', details: {error: 'Denied'}},
		{type: 'ExecutionRedriven'},
		{type: 'TaskScheduled', details: {resource: 'invoke'}},
		{type: 'TaskSucceeded'},
		{type: 'TaskStateExited', details: {name: 'Charge'}},
		{type: 'FailStateEntered', details: {name: 'Stop'}},
		{type: 'ExecutionFailed', details: {error: 'Stopped'}},
	];
	expect(names(told)).toEqual(['state Stop']);
	expect(names(told.slice(0, 6))).toEqual([]);
});

test('what failed before a redrive did not end what runs since', () => {
	const told: Told[] = [
		start,
		{type: 'TaskStateEntered', details: {name: 'Charge'}, previous: 0},
		{type: 'TaskScheduled'},
		{type: 'TaskFailed', details: {error: 'Denied'}},
		{type: 'ExecutionFailed', details: {error: 'Denied'}},
		{type: 'ExecutionRedriven'},
		{type: 'TaskScheduled'},
		{type: 'ExecutionTimedOut', details: {error: 'States.Timeout'}},
	];
	expect(read(told).links.at(-1)).toMatchObject({state: 'Charge', error: 'States.Timeout'});
	expect(waitingStates(read(told.slice(0, -1)).passages)[0]?.failed).toBeUndefined();
});

test('what was under way when the time was up is the root, the longest first', () => {
	const told: Told[] = [
		start,
		{type: 'ParallelStateEntered', details: {name: 'Both'}, previous: 0},
		{type: 'ParallelStateStarted'},
		{type: 'TaskStateEntered', details: {name: 'Ask'}, previous: 3},
		{type: 'TaskStateEntered', details: {name: 'Tell'}, previous: 3},
		{type: 'TaskScheduled', previous: 4},
		{type: 'ExecutionTimedOut', details: {error: 'States.Timeout'}},
	];
	expect(names(told)).toEqual(['state Both', 'state Ask']);
});

test('what a running execution waits for, since when, and with which limit; the token stays out of it', () => {
	const told: Told[] = [
		start,
		{type: 'TaskStateEntered', details: {name: 'Ask'}, previous: 0},
		{
			type: 'TaskScheduled',
			details: {
				resourceType: 'sqs',
				resource: 'sendMessage.waitForTaskToken',
				parameters: '{"MessageBody":{"token":"AQDSECRET"}}',
			},
		},
		{type: 'TaskStarted'},
		{type: 'TaskSubmitted', details: {resource: 'sendMessage.waitForTaskToken', output: '{}'}},
	];
	const waiting = waitingStates(read(told).passages);
	expect(waiting).toMatchObject([
		{
			state: 'Ask',
			waitsFor: {kind: 'task-token', service: 'sqs:sendMessage.waitForTaskToken'},
			timeoutSeconds: null,
			heartbeatSeconds: null,
		},
	]);
	expect(JSON.stringify(waiting)).not.toContain('AQDSECRET');
});

test.each([
	[{type: 'ActivityScheduled', details: {resource: 'arn:activity'}}, {kind: 'activity-worker'}],
	[
		{type: 'TaskFailed', details: {error: 'Busy'}},
		{kind: 'next-attempt', error: 'Busy'},
	],
	[
		{type: 'MapRunStarted', details: {mapRunArn: 'arn:map'}},
		{kind: 'map-run', mapRunArn: 'arn:map'},
	],
	[
		{
			type: 'TaskSubmitted',
			details: {resource: 'runTask.sync', output: '{"Tasks":[{"TaskArn":"arn:task"}]}'},
		},
		{kind: 'job', job: 'arn:task'},
	],
	[
		{
			type: 'TaskSubmitted',
			details: {resource: 'startBuild.sync', output: '{"Build":{"Id":"b:1"}}'},
		},
		{kind: 'job', job: 'b:1'},
	],
] satisfies Array<[Told, object]>)('%j', (last, waitsFor) => {
	const type = last.type === 'MapRunStarted' ? 'Map' : 'Task';
	const told: Told[] = [
		start,
		{type: `${type}StateEntered`, details: {name: 'Wait'}, previous: 0},
		last,
	];
	expect(waitingStates(read(told).passages)).toMatchObject([{state: 'Wait', waitsFor}]);
});

test('a runtime error on one branch is not blamed on what happened last on another', () => {
	const told: Told[] = [
		start,
		{type: 'ParallelStateEntered', details: {name: 'Both'}},
		{type: 'ParallelStateStarted'},
		{type: 'PassStateEntered', details: {name: 'Left'}},
		{type: 'TaskStateEntered', details: {name: 'Right'}, previous: 3},
		{
			type: 'ExecutionFailed',
			details: {
				error: 'States.Runtime',
				cause:
					"An error occurred while executing the state 'Left' (entered at the event id #4). No path.",
			},
		},
	];
	expect(names(told).at(-1)).toBe('state Left');
});

test('where the events do not reach back to its beginning, the state has no name', () => {
	const told: Told[] = [
		{type: 'TaskFailed', details: {error: 'CardDeclined'}, previous: 900},
		{type: 'ExecutionFailed', details: {error: 'CardDeclined'}},
	];
	const {links, certain} = read(told);
	expect(links).toMatchObject([{state: null, error: 'CardDeclined', cause: null}]);
	expect(certain).toBe(false);
});
