import {describe, expect, test} from 'vitest';
import {functionArn} from '../../../source/practice/scenarios/build/names.ts';
import {invoke} from '../../../source/practice/scenarios/build/states.ts';
import {play, typesOf} from './play.ts';

const fails = (error: string) => ({
	arrange: ({taskOutcomes}: {taskOutcomes: object[]}) => {
		taskOutcomes.push({
			of: functionArn('f'),
			duration: 100,
			failure: {error, cause: 'why'},
			result: null,
		});
	},
});

const done = {Done: {Type: 'Succeed'}};
const count = (events: readonly unknown[], what: unknown) =>
	events.filter(each => each === what).length;

describe('Retry', () => {
	test('waits longer each time, then gives up', async () => {
		const retry = {ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2};
		const {
			start,
			history,
			describe: describeIt,
		} = play({Only: invoke('f', {Retry: [retry], End: true})}, fails('Busy'));
		const arn = await start();
		const events = await history(arn);
		const scheduled = events
			.filter(({type}) => type === 'TaskScheduled')
			.map(({timestamp}) => timestamp?.getTime() ?? 0);

		expect(scheduled).toHaveLength(3);
		const [first = 0, second = 0, third = 0] = scheduled;
		expect(third - second - (second - first)).toBe(4000);
		expect(count(typesOf(events), 'TaskStateEntered')).toBe(1);
		expect(await describeIt(arn)).toMatchObject({status: 'FAILED', error: 'Busy', cause: 'why'});
	});

	test.each([
		['Busy', ['States.ALL'], 4],
		['Busy', ['States.TaskFailed'], 4],
		['Busy', ['Other'], 1],
		['States.Timeout', ['States.TaskFailed'], 1],
		['States.Runtime', ['States.ALL'], 1],
	])('of %s with %j makes %i attempts', async (error, ErrorEquals, attempts) => {
		const {start, history} = play(
			{Only: invoke('f', {Retry: [{ErrorEquals}], End: true})},
			fails(error),
		);

		expect(count(typesOf(await history(await start())), 'TaskScheduled')).toBe(attempts);
	});
});

describe('Catch', () => {
	test('puts error and cause where ResultPath says', async () => {
		const catcher = {ErrorEquals: ['States.ALL'], ResultPath: '$.problem', Next: 'Done'};
		const {start, describe: describeIt} = play(
			{Only: invoke('f', {Catch: [catcher], End: true}), ...done},
			fails('Busy'),
		);

		expect(await describeIt(await start({a: 1}))).toMatchObject({
			status: 'SUCCEEDED',
			output: '{"a":1,"problem":{"Error":"Busy","Cause":"why"}}',
		});
	});

	test('sees a denied call, and not a path that finds nothing', async () => {
		const catcher = {ErrorEquals: ['States.ALL'], Next: 'Done'};
		const states = (payload: object) => ({
			Only: {
				...invoke('f', {Catch: [catcher], End: true}),
				Parameters: {FunctionName: 'f', ...payload},
			},
			...done,
		});
		const denied = play(states({}), {statements: []});
		const pathless = play(states({'Payload.$': '$.gone'}));

		expect(await denied.describe(await denied.start())).toMatchObject({
			status: 'SUCCEEDED',
			output: expect.stringContaining('"Error":"Lambda.AWSLambdaException"'),
		});
		expect(await pathless.describe(await pathless.start({here: 1}))).toMatchObject({
			status: 'FAILED',
			error: 'States.Runtime',
			cause:
				"An error occurred while executing the state 'Only' (entered at the event id #2). The JSONPath '$.gone' specified for the field 'Payload.$' could not be found in the input '{\"here\":1}'",
		});
	});
});

describe('time limits', () => {
	test('of a task end it with States.Timeout', async () => {
		const {
			start,
			describe: describeIt,
			history,
		} = play(
			{Only: invoke('f', {TimeoutSeconds: 3, End: true})},
			{
				arrange: ({taskOutcomes}) => {
					taskOutcomes.push({of: functionArn('f'), duration: 8000, failure: null, result: null});
				},
			},
		);
		const arn = await start();
		const execution = await describeIt(arn);

		expect(execution).toMatchObject({status: 'FAILED', error: 'States.Timeout'});
		expect(execution).not.toHaveProperty('cause');
		expect(typesOf(await history(arn)).slice(-2)).toEqual(['TaskTimedOut', 'ExecutionFailed']);
	});

	test('of the definition end the execution', async () => {
		const {
			start,
			describe: describeIt,
			history,
		} = play({Only: {Type: 'Wait', Seconds: 100, End: true}}, {rest: {TimeoutSeconds: 30}});
		const arn = await start({}, 20);
		expect(await describeIt(arn)).toMatchObject({status: 'RUNNING'});

		expect(typesOf(await history(arn))).toEqual(['ExecutionStarted', 'WaitStateEntered']);
		const later = await start({}, 40);
		expect(await describeIt(later)).toMatchObject({
			status: 'TIMED_OUT',
			error: 'States.Timeout',
			redriveStatus: 'REDRIVABLE',
		});
		expect(typesOf(await history(later)).at(-1)).toBe('ExecutionTimedOut');
	});
});

test.each<[string, object, unknown, string]>([
	[
		'a Choice that fits nothing',
		{Type: 'Choice', Choices: [{Variable: '$.a', StringEquals: 'x', Next: 'Done'}]},
		{a: 'y'},
		'Failed to transition out of the state. The state does not point to a next state.',
	],
	[
		'a Choice on what is not there',
		{Type: 'Choice', Choices: [{Variable: '$.b', StringEquals: 'x', Next: 'Done'}]},
		{a: 'y'},
		"Invalid path '$.b': The choice state's condition path references an invalid value.",
	],
	[
		'an InputPath to nowhere',
		{Type: 'Pass', InputPath: '$.b.c', Next: 'Done'},
		{},
		"Invalid path '$.b.c' : Missing property in path $['b']['c']",
	],
	[
		'a Map over no list',
		{
			Type: 'Map',
			ItemsPath: '$.a',
			ItemProcessor: {StartAt: 'A', States: {A: {Type: 'Pass', End: true}}},
			Next: 'Done',
		},
		{a: 1},
		'must point to array. Attempting to map over non-iterable node.',
	],
	[
		'an intrinsic function',
		{Type: 'Pass', Parameters: {'a.$': "States.Format('{}', $.a)"}, Next: 'Done'},
		{a: 1},
		'This practice account does not evaluate',
	],
])('%s is a States.Runtime', async (_what, state, input, cause) => {
	const {start, describe: describeIt} = play({Only: state, ...done});

	expect(await describeIt(await start(input))).toMatchObject({
		status: 'FAILED',
		error: 'States.Runtime',
		cause: expect.stringContaining(cause),
	});
});
