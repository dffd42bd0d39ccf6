import {expect, test} from 'vitest';
import type {LogEventQuery, LogGroup} from '../../source/account/cloudwatch-logs.ts';
import type {Clock} from '../../source/clock.ts';
import {accountOver, Refusal} from './fake-wire.ts';

const executionArn = 'arn:aws:states:eu-west-1:123456789012:express:orders:run-1:9d0c';
const logGroup: LogGroup = {
	name: '/aws/vendedlogs/states/orders',
	arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/orders',
	class: 'STANDARD',
	kmsKeyArn: null,
	retentionInDays: null,
	createdAt: null,
};
const query: LogEventQuery = {
	logGroup,
	from: 1_767_000_000_400,
	to: 1_767_000_060_600,
	executionArn,
};
const infrequent: LogEventQuery = {...query, logGroup: {...logGroup, class: 'INFREQUENT_ACCESS'}};

/** Each look at the time, and each sleep, takes as long as it is told. */
function clockOf(step: number): Clock {
	let time = 0;

	return {
		now: () => {
			time += step;

			return time;
		},
		sleep: async milliseconds => {
			time += milliseconds;
		},
	};
}

test('the events of an execution are filtered by its ARN and read to the last page', async () => {
	const {reads, inputs} = accountOver({
		'logs:FilterLogEvents': ({nextToken}) =>
			nextToken
				? {events: [{timestamp: 2, ingestionTime: 5, logStreamName: 's', message: '{}'}]}
				: {events: [{timestamp: 1, message: 'one'}], nextToken: 'more'},
	});

	expect(await reads.logEvents(query)).toEqual({
		events: [
			{timestamp: 1, ingestedAt: null, stream: null, message: 'one'},
			{timestamp: 2, ingestedAt: 5, stream: 's', message: '{}'},
		],
		truncated: false,
		source: 'FilterLogEvents',
	});
	expect(inputs('logs:FilterLogEvents')[0]).toEqual({
		logGroupName: logGroup.name,
		startTime: query.from,
		endTime: query.to,
		filterPattern: `{ $.execution_arn = "${executionArn}" }`,
	});
});

test('without an execution there is no filter', async () => {
	const {reads, inputs} = accountOver({'logs:FilterLogEvents': () => ({events: []})});
	await reads.logEvents({...query, executionArn: null});

	expect(inputs('logs:FilterLogEvents')[0]).not.toHaveProperty('filterPattern');
});

const endless = {'logs:FilterLogEvents': () => ({events: [], nextToken: 'more'})};

test('reading stops at forty pages, and says so', async () => {
	const {reads, calls} = accountOver(endless, clockOf(1));

	expect(await reads.logEvents(query)).toMatchObject({truncated: true});
	expect(calls).toHaveLength(40);
});

test('reading stops at twenty seconds, and says so', async () => {
	const {reads, calls} = accountOver(endless, clockOf(5000));

	expect(await reads.logEvents(query)).toMatchObject({truncated: true});
	expect(calls).toHaveLength(4);
});

const row = (fields: Record<string, string>) =>
	Object.entries(fields).map(([field, value]) => ({field, value}));

test('a log group for infrequent access is read with Logs Insights', async () => {
	let looks = 0;
	const mine = JSON.stringify({execution_arn: executionArn, type: 'ExecutionFailed'});
	const parent = JSON.stringify({execution_arn: 'arn:parent', details: executionArn});
	const {reads, inputs} = accountOver(
		{
			'logs:StartQuery': () => ({queryId: 'q-1'}),
			'logs:GetQueryResults': () => {
				looks += 1;

				return looks < 3
					? {status: looks === 1 ? 'Scheduled' : 'Running', results: []}
					: {
							status: 'Complete',
							results: [
								row({
									'@timestamp': '2026-01-02 03:04:05.678',
									'@ingestionTime': '2026-01-02 03:04:06.000',
									'@logStream': 's',
									'@message': mine,
									'@ptr': 'x',
								}),
								row({'@timestamp': '2026-01-02 03:04:07.000', '@message': parent}),
								row({'@timestamp': '1767323047000', '@message': '{"cut short'}),
							],
						};
			},
		},
		clockOf(1),
	);

	expect(await reads.logEvents(infrequent)).toEqual({
		events: [
			{
				timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
				ingestedAt: Date.UTC(2026, 0, 2, 3, 4, 6),
				stream: 's',
				message: mine,
			},
			{timestamp: 1_767_323_047_000, ingestedAt: null, stream: null, message: '{"cut short'},
		],
		truncated: false,
		source: 'Logs Insights',
	});
	expect(inputs('logs:StartQuery')[0]).toMatchObject({
		logGroupName: logGroup.name,
		startTime: 1_767_000_000,
		endTime: 1_767_000_061,
		limit: 10_000,
		queryString: expect.stringContaining(`filter @message like "${executionArn}"`),
	});
});

test('a query that does not end is left after thirty seconds with what it has', async () => {
	const {reads, count} = accountOver(
		{
			'logs:StartQuery': () => ({queryId: 'q-1'}),
			'logs:GetQueryResults': () => ({
				status: 'Running',
				results: [row({'@timestamp': '2026-01-02 03:04:05.678', '@message': '-'})],
			}),
			'logs:StopQuery': () => new Refusal('AccessDeniedException', 'No'),
		},
		clockOf(500),
	);
	const page = await reads.logEvents({...infrequent, executionArn: null});

	expect(page.truncated).toBe(true);
	expect(page.events).toHaveLength(1);
	expect(count('logs:StopQuery')).toBe(1);
	expect(count('logs:GetQueryResults')).toBeLessThanOrEqual(60);
});

test('a query that failed is not an empty answer', async () => {
	const {reads} = accountOver({
		'logs:StartQuery': () => ({queryId: 'q-1'}),
		'logs:GetQueryResults': () => ({status: 'Failed', results: []}),
	});

	await expect(reads.logEvents(infrequent)).rejects.toMatchObject({
		kind: 'unavailable',
		message: expect.stringContaining('ended as Failed'),
	});
});

test('a delivery log group says where its events are, without asking AWS', async () => {
	const {reads, calls} = accountOver({});

	await expect(
		reads.logEvents({...query, logGroup: {...logGroup, class: 'DELIVERY'}}),
	).rejects.toMatchObject({
		kind: 'invalid-request',
		message: expect.stringContaining('read them where they are delivered to'),
	});
	expect(calls).toHaveLength(0);
});
