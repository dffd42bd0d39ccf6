import {expect, test} from 'vitest';
import {flows} from '../../flows/index.ts';
import type {Reads} from '../../source/account/account.ts';
import {AccountError} from '../../source/account/account-error.ts';
import type {Execution, MapRun} from '../../source/account/step-functions.ts';
import {failureText} from '../../source/diagnosis/failure-text.ts';
import {followFailure} from '../../source/diagnosis/follow-failure.ts';
import {understand} from '../../source/incident/understand.ts';
import {
	anExecution,
	executed,
	failedTask,
	historyOf,
	type Told,
} from '../support/failed-execution.ts';
import {fakeReads} from '../support/fake-reads.ts';
import {aLogGroup, aStateMachine, noon} from '../support/samples.ts';

const arnOf = (name: string) => `arn:aws:states:eu-west-1:123456789012:execution:orders:${name}`;
const mapRunArn = 'arn:aws:states:eu-west-1:123456789012:mapRun:orders/Each:1-2-3';

type Run = Partial<Execution> & {events: Told[]};

/** Executions by their names, each with its history. */
function account(runs: Record<string, Run>, rest: Partial<Reads> = {}): Reads {
	const named = (arn: string): [string, Run] => {
		const name = arn.split(':').at(-1) ?? '';
		const run = runs[name];

		if (!run) {
			throw new AccountError('not-found', 'states:DescribeExecution', `${arn} does not exist.`);
		}

		return [name, run];
	};

	return fakeReads({
		reads: {
			execution: async arn => {
				const [name, {events, ...given}] = named(arn);
				const end = events.at(-1)?.details ?? {};
				return anExecution({
					arn,
					name,
					error: typeof end.error === 'string' ? end.error : null,
					cause: typeof end.cause === 'string' ? end.cause : null,
					...given,
				});
			},
			executedMachine: async () => executed('{"StartAt":"A","States":{}}'),
			historyPage: async arn => ({events: historyOf(...named(arn)[1].events), next: null}),
			...rest,
		},
	});
}

/** A task that started another execution and got its end back. */
const nested = (state: string, child: string): Told[] => {
	const details = {
		error: 'States.TaskFailed',
		cause: JSON.stringify({ExecutionArn: arnOf(child), Status: 'FAILED'}),
		resourceType: 'states',
		resource: 'startExecution.sync:2',
	};

	return [
		{type: 'ExecutionStarted'},
		{type: 'TaskStateEntered', details: {name: state}, previous: 0},
		{type: 'TaskScheduled', details: {resourceType: 'states'}},
		{type: 'TaskFailed', details},
		{type: 'ExecutionFailed', details},
	];
};

const links = async (reads: Reads, name: string) =>
	(await followFailure(reads, arnOf(name))).failure.chain.map(
		({kind, state, error}) => `${kind} ${state} ${error}`,
	);

test('through several levels of executions, down to the state that failed', async () => {
	const reads = account({
		top: {events: nested('Start middle', 'middle')},
		middle: {events: nested('Start low', 'low')},
		low: {events: failedTask('Charge', 'Lambda.AccessDenied')},
	});
	expect(await links(reads, 'top')).toEqual([
		'execution null States.TaskFailed',
		'state Start middle States.TaskFailed',
		'child-execution null States.TaskFailed',
		'state Start low States.TaskFailed',
		'child-execution null Lambda.AccessDenied',
		'state Charge Lambda.AccessDenied',
	]);
	expect((await followFailure(reads, arnOf('top'))).root).toMatchObject({
		execution: {name: 'low'},
		state: 'Charge',
	});
});

test('executions that start each other end at a bound that is said', async () => {
	const reads = account({top: {events: nested('Again', 'top')}});
	const {unread} = await followFailure(reads, arnOf('top'));
	expect(unread).toEqual([expect.stringContaining('Followed through 8 executions')]);
});

test('a child that is not there any more leaves the parent as the root, and says so', async () => {
	const {root, unread} = await followFailure(
		account({top: {events: nested('Start', 'gone')}}),
		arnOf('top'),
	);
	expect(root.state).toBe('Start');
	expect(unread).toEqual([expect.stringContaining('gone')]);
});

test('without the history, the execution and its children are still known', async () => {
	const historyPage = async () => {
		throw new AccountError('access-denied', 'states:GetExecutionHistory', 'not allowed.');
	};
	const reads = account(
		{
			top: {events: nested('Start', 'low')},
			low: {events: failedTask('Charge', 'Lambda.AccessDenied')},
		},
		{historyPage},
	);
	expect(await links(reads, 'top')).toEqual([
		'execution null States.TaskFailed',
		'child-execution null Lambda.AccessDenied',
	]);
	expect((await followFailure(reads, arnOf('top'))).unread).toHaveLength(2);
});

const counts = (failed: number, total: number) => ({
	pending: 0,
	running: 0,
	succeeded: total - failed,
	failed,
	timedOut: 0,
	aborted: 0,
	total,
	failuresNotRedrivable: null,
});

const aMapRun = (failed: number): MapRun => ({
	arn: mapRunArn,
	executionArn: arnOf('top'),
	status: 'FAILED',
	startedAt: null,
	stoppedAt: null,
	items: counts(failed, 10_000),
	executions: counts(failed, 10_000),
	toleratedFailures: {count: 0, percentage: 0},
});

const distributed = (error: string): Told[] => [
	{type: 'ExecutionStarted'},
	{type: 'MapStateEntered', details: {name: 'Each'}, previous: 0},
	{type: 'MapStateStarted', details: {length: 0}},
	{type: 'MapRunStarted', details: {mapRunArn}},
	{type: 'MapRunFailed', details: {error, cause: 'see the items'}},
	{type: 'MapStateFailed'},
	{type: 'ExecutionFailed', details: {error, cause: 'see the items'}},
];

const failing = (name: string, error: string): Execution =>
	anExecution({arn: arnOf(name), name, error});

test('from a Map Run into the item that failed first of the largest group', async () => {
	const reads = account(
		{
			top: {events: distributed('States.ExceedToleratedFailureThreshold')},
			a: {events: failedTask('Charge', 'Denied')},
			b: {events: failedTask('Charge', 'Denied')},
			c: {events: failedTask('Ship', 'NoStock')},
		},
		{
			mapRun: async () => aMapRun(3),
			mapRunExecutions: async (_, status) =>
				status === 'FAILED'
					? [failing('c', 'NoStock'), failing('b', 'Denied'), failing('a', 'Denied')]
					: [],
		},
	);
	const {failure, mapRuns, root} = await followFailure(reads, arnOf('top'));
	expect(failure.chain.map(({kind}) => kind)).toEqual(['execution', 'map-run', 'item', 'state']);
	expect(mapRuns).toMatchObject([
		{
			run: {items: {failed: 3, total: 10_000}},
			sampled: 3,
			groups: [
				{error: 'Denied', count: 2, executionArn: arnOf('a')},
				{error: 'NoStock', count: 1},
			],
		},
	]);
	expect(root).toMatchObject({execution: {name: 'a'}, state: 'Charge', error: 'Denied'});
});

test('a Map Run that could not read its items has none to look into', async () => {
	const reads = account(
		{top: {events: distributed('States.ItemReaderFailed')}},
		{mapRun: async () => aMapRun(0)},
	);
	expect(await links(reads, 'top')).toEqual([
		'execution null States.ItemReaderFailed',
		'map-run Each States.ItemReaderFailed',
	]);
});

test('without permission for the Map Run the answer is smaller, and says so', async () => {
	const refused = async () => {
		throw new AccountError('access-denied', 'states:DescribeMapRun', 'not allowed.');
	};
	const {unread, failure} = await followFailure(
		account(
			{top: {events: distributed('States.ExceedToleratedFailureThreshold')}},
			{mapRun: refused, mapRunExecutions: refused},
		),
		arnOf('top'),
	);
	expect(failure.chain.at(-1)?.kind).toBe('map-run');
	expect(unread).toHaveLength(2);
});

test('a long history is read backwards, and no further than it takes', async () => {
	const events = historyOf(
		{type: 'ExecutionStarted'},
		...Array.from({length: 3000}, (_, index): Told[] => [
			{type: 'PassStateEntered', details: {name: 'Loop'}, ...(index === 0 && {previous: 0})},
			{type: 'PassStateExited', details: {name: 'Loop'}},
		]).flat(),
		...failedTask('Charge', 'Denied')
			.slice(1)
			.map(({previous: _, ...told}) => told),
	);
	let pages = 0;
	const reads = account(
		{top: {events: failedTask('Charge', 'Denied')}},
		{
			historyPage: async (_, next) => {
				pages += 1;
				const from = Number(next ?? 0);
				return {events: events.slice(from, from + 1000), next: String(from + 1000)};
			},
		},
	);
	expect((await followFailure(reads, arnOf('top'))).root.state).toBe('Charge');
	expect(pages).toBe(1);
});

test('what a running execution waits for is found in the execution that it waits for', async () => {
	const reads = account({
		top: {
			status: 'RUNNING',
			stoppedAt: null,
			events: [
				{type: 'ExecutionStarted'},
				{type: 'TaskStateEntered', details: {name: 'Start'}, previous: 0},
				{type: 'TaskScheduled', details: {resourceType: 'states', resource: 'startExecution.sync'}},
				{
					type: 'TaskSubmitted',
					details: {
						resource: 'startExecution.sync',
						output: JSON.stringify({ExecutionArn: arnOf('low')}),
					},
				},
			],
		},
		low: {
			status: 'RUNNING',
			stoppedAt: null,
			events: [
				{type: 'ExecutionStarted'},
				{type: 'TaskStateEntered', details: {name: 'Approve'}, previous: 0},
				{type: 'ActivityScheduled', details: {resource: 'arn:aws:states:eu-west-1:1:activity:a'}},
			],
		},
	});
	const {waiting, failure} = await followFailure(reads, arnOf('top'));
	expect(failure.chain.map(({kind, state}) => [kind, state])).toEqual([
		['execution', null],
		['state', 'Start'],
		['child-execution', null],
		['state', 'Approve'],
	]);
	expect(waiting).toMatchObject([
		{state: 'Approve', executionArn: arnOf('low'), waitsFor: {kind: 'activity-worker'}},
	]);
});

const expressArn = 'arn:aws:states:eu-west-1:123456789012:express:rates:run-1:0b5';

/** A task that got the end of an Express execution as its answer, and a Choice that judged it. */
const synced = (end: object, last: Told[]): Told[] => {
	const details = {resourceType: 'aws-sdk:sfn', resource: 'startSyncExecution'};
	return [
		{type: 'ExecutionStarted'},
		{type: 'TaskStateEntered', details: {name: 'Rate'}, previous: 0},
		{type: 'TaskScheduled', details},
		{type: 'TaskStarted', details},
		{
			type: 'TaskSucceeded',
			details: {...details, output: JSON.stringify({ExecutionArn: expressArn, ...end})},
		},
		{type: 'TaskStateExited', details: {name: 'Rate'}},
		{type: 'ChoiceStateEntered', details: {name: 'Rated?'}},
		{type: 'ChoiceStateExited', details: {name: 'Rated?'}},
		...last,
	];
};
const failState: Told[] = [
	{type: 'FailStateEntered', details: {name: 'Give up'}},
	{type: 'ExecutionFailed', details: {error: 'NoRate', cause: 'see above'}},
];
const failedEnd = {Status: 'FAILED', Error: 'TariffMissing', Cause: 'no tariff'};

/** The Express state machine, whose logs hold the events given, or whose logging is off. */
const logged = (events: ExecutionLogRecord[] | null): Partial<Reads> => ({
	stateMachine: async arn =>
		aStateMachine({
			arn,
			name: 'rates',
			type: 'EXPRESS',
			logging: {
				level: events ? 'ALL' : 'OFF',
				includeExecutionData: true,
				destinations: events ? ['arn:aws:logs:eu-west-1:123456789012:log-group:/rates:*'] : [],
			},
		}),
	logGroup: async name => aLogGroup({name}),
	logEvents: async () => ({
		events: (events ?? []).map(record => ({
			timestamp: Number(record.event_timestamp),
			message: JSON.stringify(record),
			ingestedAt: null,
			stream: null,
		})),
		truncated: false,
		source: 'FilterLogEvents',
	}),
});
type ExecutionLogRecord = Record<string, unknown>;

test('StartSyncExecution answers with a failure: the Express execution is followed by its logs', async () => {
	const record = (id: number, type: string, details: object = {}) => ({
		id: String(id),
		type,
		details,
		previous_event_id: String(id - 1),
		event_timestamp: String(noon + id),
		execution_arn: expressArn,
	});
	const reads = account(
		{top: {events: synced(failedEnd, failState)}},
		logged([
			record(1, 'ExecutionStarted', {input: '{}'}),
			{...record(2, 'TaskStateEntered', {name: 'Look up'}), previous_event_id: '0'},
			record(3, 'TaskScheduled'),
			record(4, 'TaskFailed', {error: 'TariffMissing', cause: 'no tariff'}),
			record(5, 'ExecutionFailed', {error: 'TariffMissing', cause: 'no tariff'}),
		]),
	);

	expect(await links(reads, 'top')).toEqual([
		'execution null NoRate',
		'state Give up NoRate',
		'state Rate TariffMissing',
		'child-execution null TariffMissing',
		'state Look up TariffMissing',
	]);
	expect((await followFailure(reads, arnOf('top'))).unread).toEqual([]);

	// A cut log is not the whole history.
	const cut = account(
		{top: {events: synced(failedEnd, failState)}},
		logged([record(5, 'ExecutionFailed', {error: 'TariffMissing'})]),
	);
	expect((await followFailure(cut, arnOf('top'))).unread).toEqual([
		expect.stringContaining('whole history'),
	]);
});

test('where its logs tell nothing, its end is the root, and why no more is known is said', async () => {
	const reads = account({top: {events: synced(failedEnd, failState)}}, logged(null));
	const {root, unread} = await followFailure(reads, arnOf('top'));

	expect(root).toMatchObject({state: null, error: 'TariffMissing', execution: {arn: expressArn}});
	expect(unread).toEqual([expect.stringContaining('logging of rates is OFF')]);
});

test('an answer that tells of a failure is told where the execution went on, and no root where it succeeded', async () => {
	const charge = failedTask('Charge', 'Denied').slice(1);
	const next = charge.map(({previous: _, ...told}) => told);
	const went = await followFailure(account({top: {events: synced(failedEnd, next)}}), arnOf('top'));
	const fine = await followFailure(
		account({top: {events: synced({Status: 'SUCCEEDED'}, failState)}}),
		arnOf('top'),
	);

	expect(went.root).toMatchObject({state: 'Charge'});
	expect(went.survived).toMatchObject([{state: 'Rate', error: 'TariffMissing', by: 'answer'}]);
	expect(fine.root).toMatchObject({state: 'Give up'});
	expect(fine.survived).toEqual([]);
});

test.each([
	['FAILED', 'Charge', 0],
	['SUCCEEDED', 'Ask', 1],
] as const)('a task token that no %s execution returned', async (status, state, said) => {
	const details = {resourceType: 'states', resource: 'startExecution.waitForTaskToken'};
	const reads = account({
		top: {
			events: [
				{type: 'ExecutionStarted'},
				{type: 'TaskStateEntered', details: {name: 'Ask'}, previous: 0},
				{type: 'TaskScheduled', details},
				{
					type: 'TaskSubmitted',
					details: {...details, output: JSON.stringify({ExecutionArn: arnOf('low')})},
				},
				{type: 'TaskTimedOut', details: {...details, error: 'States.Timeout'}},
				{type: 'ExecutionFailed', details: {error: 'States.Timeout'}},
			],
		},
		low: {status, events: failedTask('Charge', 'Denied')},
	});
	const {root, unread} = await followFailure(reads, arnOf('top'));

	expect(root.state).toBe(state);
	expect(unread).toHaveLength(said);
});

/** What somebody's own code can quote, with a name of AWS's. */
const denial = {
	error: 'S3.S3Exception',
	cause:
		'User: arn:aws:sts::123456789012:assumed-role/orders-role/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEf is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k (Service: S3, Status Code: 403, Request ID: 1)',
};
const entered = (type: string): Told[] => [
	{type: 'ExecutionStarted'},
	{type: `${type}StateEntered`, details: {name: 'Work'}, previous: 0},
];
const ofToken = {resourceType: 'sqs', resource: 'sendMessage.waitForTaskToken'};
const failed = (type: string, ...before: string[]): Told[] => [
	...entered('Task'),
	...before.map(each => ({type: each, details: ofToken})),
	{type, details: {...ofToken, ...denial}},
	{type: 'ExecutionFailed', details: denial},
];

test.each<[string, string, Told[]]>([
	['a Fail state', 'task-failed', [...entered('Fail'), {type: 'ExecutionFailed', details: denial}]],
	['a worker of an activity', 'task-failed', failed('ActivityFailed', 'ActivityScheduled')],
	['who has a task token', 'task-failed', failed('TaskFailed', 'TaskScheduled', 'TaskSubmitted')],
	['AWS, which sent no token', 'action-denied', failed('TaskFailed', 'TaskScheduled')],
])('the error is written by %s', async (_who, flow, events) => {
	const followed = await followFailure(account({top: {events}}), arnOf('top'));
	expect(understand(failureText(followed), flows).matches[0]?.flow).toBe(flow);
});
