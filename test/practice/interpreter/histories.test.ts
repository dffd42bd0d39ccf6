import {describe, expect, test} from 'vitest';
import {functionArn, region} from '../../../source/practice/scenarios/build/names.ts';
import {invoke, task, topicArn} from '../../../source/practice/scenarios/build/states.ts';
import {detailsOf, play, typesOf} from './play.ts';

const end = {End: true};
const one = (state: object) => ({Only: {...state, ...end}});
const failing = {
	of: functionArn('broken'),
	duration: null,
	failure: {error: 'Broken', cause: '{"errorMessage":"no"}'},
	result: null,
};

/** What an execution of these states leaves behind, without its first and its last event. */
async function between(states: Record<string, object>, input: unknown = {}) {
	const played = play(states, {
		arrange: ({taskOutcomes}) => {
			taskOutcomes.push(failing);
		},
	});
	const events = await played.history(await played.start(input));

	return {events, types: typesOf(events).slice(1, -1), last: events.at(-1)};
}

describe('the events of', () => {
	test.each<[string, Record<string, object>, unknown, string[]]>([
		['Pass', one({Type: 'Pass'}), {}, ['PassStateEntered', 'PassStateExited']],
		['Wait', one({Type: 'Wait', Seconds: 5}), {}, ['WaitStateEntered', 'WaitStateExited']],
		['Succeed', {Only: {Type: 'Succeed'}}, {}, ['SucceedStateEntered', 'SucceedStateExited']],
		['Fail', {Only: {Type: 'Fail', Error: 'No'}}, {}, ['FailStateEntered']],
		[
			'Choice',
			{
				Which: {
					Type: 'Choice',
					Choices: [{Variable: '$.a', NumericGreaterThan: 1, Next: 'Done'}],
				},
				Done: {Type: 'Succeed'},
			},
			{a: 2},
			['ChoiceStateEntered', 'ChoiceStateExited', 'SucceedStateEntered', 'SucceedStateExited'],
		],
		[
			'a request and its response',
			one(task('sns:publish', {TopicArn: topicArn('t'), Message: 'm'})),
			{},
			['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
		],
		[
			'a job that is waited for',
			one(task('glue:startJobRun.sync', {JobName: 'j'})),
			{},
			[
				'TaskStateEntered',
				'TaskScheduled',
				'TaskStarted',
				'TaskSubmitted',
				'TaskSucceeded',
				'TaskStateExited',
			],
		],
		[
			'a function that is its own Resource',
			one({Type: 'Task', Resource: functionArn('f')}),
			{},
			[
				'TaskStateEntered',
				'LambdaFunctionScheduled',
				'LambdaFunctionStarted',
				'LambdaFunctionSucceeded',
				'TaskStateExited',
			],
		],
		[
			'such a function that fails',
			one({Type: 'Task', Resource: functionArn('broken')}),
			{},
			[
				'TaskStateEntered',
				'LambdaFunctionScheduled',
				'LambdaFunctionStarted',
				'LambdaFunctionFailed',
			],
		],
		[
			'a callback that does not come',
			one(
				task(
					'sqs:sendMessage.waitForTaskToken',
					{QueueUrl: 'q', MessageBody: 'm'},
					{HeartbeatSeconds: 9},
				),
			),
			{},
			['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskTimedOut'],
		],
		[
			'Parallel',
			one({
				Type: 'Parallel',
				Branches: [{StartAt: 'A', States: {A: {Type: 'Pass', ...end}}}],
			}),
			{},
			[
				'ParallelStateEntered',
				'ParallelStateStarted',
				'PassStateEntered',
				'PassStateExited',
				'ParallelStateSucceeded',
				'ParallelStateExited',
			],
		],
		[
			'Parallel of which a branch fails',
			one({
				Type: 'Parallel',
				Branches: [
					{StartAt: 'A', States: {A: {Type: 'Wait', Seconds: 30, ...end}}},
					{StartAt: 'B', States: {B: {Type: 'Fail', Error: 'No'}}},
				],
			}),
			{},
			[
				'ParallelStateEntered',
				'ParallelStateStarted',
				'WaitStateEntered',
				'FailStateEntered',
				'WaitStateAborted',
				'ParallelStateFailed',
			],
		],
		[
			'Map',
			one({
				Type: 'Map',
				ItemsPath: '$.items',
				ItemProcessor: {StartAt: 'A', States: {A: invoke('broken', end)}},
			}),
			{items: [1]},
			[
				'MapStateEntered',
				'MapStateStarted',
				'MapIterationStarted',
				'TaskStateEntered',
				'TaskScheduled',
				'TaskStarted',
				'TaskFailed',
				'MapIterationFailed',
				'MapStateFailed',
			],
		],
		[
			'a Distributed Map',
			one({
				Type: 'Map',
				ItemProcessor: {
					ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
					StartAt: 'A',
					States: {A: {Type: 'Pass', ...end}},
				},
			}),
			[1, 2],
			[
				'MapStateEntered',
				'MapStateStarted',
				'MapRunStarted',
				'MapRunSucceeded',
				'MapStateSucceeded',
				'MapStateExited',
			],
		],
	])('%s', async (_what, states, input, types) => {
		const found = await between(states, input);

		expect(found.types).toEqual(types);
		const bare = found.events
			.filter(event => detailsOf(event).member === null)
			.map(({type}) => type);
		expect(bare.filter(type => !withoutDetails.includes(type ?? ''))).toEqual([]);
	});

	const withoutDetails = [
		'LambdaFunctionStarted',
		'ParallelStateStarted',
		'ParallelStateSucceeded',
		'ParallelStateFailed',
		'WaitStateAborted',
		'MapStateFailed',
		'MapStateSucceeded',
		'MapRunSucceeded',
	];
});

test('the details of a task name the integration in its parts', async () => {
	const {events} = await between(
		one(task('aws-sdk:s3:getObject', {Bucket: 'b', 'Key.$': '$.key'}, {TimeoutSeconds: 30})),
		{key: 'k'},
	);
	const [, entered, scheduled, started, succeeded, exited] = events.map(detailsOf);
	const of = {resourceType: 'aws-sdk:s3', resource: 'getObject'};

	expect(entered).toEqual({
		member: 'stateEnteredEventDetails',
		value: {name: 'Only', input: '{"key":"k"}', inputDetails: {truncated: false}},
	});
	expect(scheduled).toEqual({
		member: 'taskScheduledEventDetails',
		value: {...of, region, parameters: '{"Bucket":"b","Key":"k"}', timeoutInSeconds: 30},
	});
	expect(started).toEqual({member: 'taskStartedEventDetails', value: of});
	expect(succeeded).toMatchObject({member: 'taskSucceededEventDetails', value: of});
	expect(exited).toMatchObject({member: 'stateExitedEventDetails', value: {name: 'Only'}});
});

test('branches point back to their own events, and the end to the last of all', async () => {
	const branch = (name: string, seconds: number) => ({
		StartAt: name,
		States: {[name]: {Type: 'Wait', Seconds: seconds, End: true}},
	});
	const {events} = await between(
		one({Type: 'Parallel', Branches: [branch('Slow', 9), branch('Quick', 3)]}),
	);
	const waits = events.filter(({type}) => type?.startsWith('WaitState'));

	expect(waits.map(({id, previousEventId, type}) => [id, previousEventId, type])).toEqual([
		[4, 3, 'WaitStateEntered'],
		[5, 3, 'WaitStateEntered'],
		[6, 5, 'WaitStateExited'],
		[7, 4, 'WaitStateExited'],
	]);
	expect(events.at(-1)?.previousEventId).toBe(events.length - 1);
});

test('times rise, and a Wait takes its time', async () => {
	const {events} = await between(one({Type: 'Wait', Seconds: 7}));
	const times = events.map(({timestamp}) => timestamp?.getTime() ?? 0);

	expect(times).toEqual(times.toSorted((a, b) => a - b));
	expect((times[2] ?? 0) - (times[1] ?? 0)).toBe(7000);
});

// It used to time out here. On AWS the clock starts when a worker takes the task.
test('an activity that nobody works on waits, whatever its timeout', async () => {
	const activity = 'arn:aws:states:eu-west-1:123456789012:activity:pack';
	const played = play(one({Type: 'Task', Resource: activity, TimeoutSeconds: 20}));
	const executionArn = await played.start({}, 86_400);

	expect(await played.describe(executionArn)).toMatchObject({status: 'RUNNING'});
	expect(typesOf(await played.history(executionArn)).at(-1)).toBe('ActivityScheduled');
});
