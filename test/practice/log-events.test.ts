import {
	FilterLogEventsCommand,
	GetQueryResultsCommand,
	paginateFilterLogEvents,
	StartQueryCommand,
	StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {describe, expect, test} from 'vitest';
import {expressFailed} from '../../source/practice/scenarios/express-failed.ts';
import {expressInfrequentAccess} from '../../source/practice/scenarios/express-infrequent-access.ts';
import {expressLogGroupDeleted} from '../../source/practice/scenarios/express-log-group-deleted.ts';
import {type Practice, practise} from './clients.ts';
import {executionArnOf, filter, logGroupName, ofExecution} from './express-events.ts';

async function query(
	{logs, clock}: Practice,
	queryString: string,
	{from = 0, to = clock.now()} = {},
) {
	const {queryId} = await logs.send(
		new StartQueryCommand({
			logGroupName,
			startTime: Math.floor(from / 1000),
			endTime: Math.ceil(to / 1000),
			queryString,
		}),
	);
	clock.advance(900);
	const {results = []} = await logs.send(new GetQueryResultsCommand({queryId}));

	return results.map(row => Object.fromEntries(row.map(({field, value}) => [field, value])));
}

describe('FilterLogEvents', () => {
	test('keeps to the times, and goes through all streams from the oldest event on', async () => {
		const {logs, clock} = practise(expressFailed);
		const startTime = clock.now() - 100 * 60_000;
		const endTime = clock.now() - 40 * 60_000;

		const {events = []} = await logs.send(
			new FilterLogEventsCommand({logGroupName, startTime, endTime}),
		);

		const times = events.map(({timestamp = 0}) => timestamp);
		expect(times).toHaveLength(12);
		expect(times).toEqual(times.toSorted((a, b) => a - b));
		expect(times.every(time => time >= startTime && time <= endTime)).toBe(true);
		expect(new Set(events.map(({logStreamName}) => logStreamName))).toEqual(
			new Set([
				'states/basket-pricing/2026-03-09-06-53/00000000',
				'states/basket-pricing/2026-03-09-07-46/00000000',
			]),
		);
	});

	test('can answer empty pages before the one with what is sought', async () => {
		const practice = practise(expressFailed, ({behaviour}) => {
			behaviour.pageSize = 10;
		});
		const pages: number[] = [];

		for await (const {events = []} of paginateFilterLogEvents(
			{client: practice.logs},
			{logGroupName, filterPattern: ofExecution(executionArnOf(expressFailed))},
		)) {
			pages.push(events.length);
		}

		expect(pages).toEqual([0, 0, 5]);
	});

	test.each([
		['"TaskFailed"', 1],
		['{ $.details.error = "PriceListUnavailable" }', 2],
		['{ $.type != "TaskFailed" }', 28],
	])('finds by %s', async (pattern, count) => {
		expect(await filter(practise(expressFailed), pattern)).toHaveLength(count);
	});

	test.each(['{ $.a = }', '{ a = "b" }', '"open'])('does not understand %s', async pattern => {
		await expect(filter(practise(expressFailed), pattern)).rejects.toMatchObject({
			name: 'InvalidParameterException',
		});
	});

	test('is refused for Infrequent Access', async () => {
		await expect(filter(practise(expressInfrequentAccess), '')).rejects.toMatchObject({
			name: 'InvalidOperationException',
			message: `The log group ${logGroupName} is of log-group-class INFREQUENT_ACCESS. FilterLogEvents is not supported for this log class.`,
		});
	});
});

describe('Logs Insights', () => {
	const arn = executionArnOf(expressInfrequentAccess);
	const all = 'fields @message | sort @timestamp asc';

	test('reads Infrequent Access', async () => {
		const text = `fields @timestamp, @logStream, @message | filter @message like "${arn}" | sort @timestamp asc`;
		const rows = await query(practise(expressInfrequentAccess), text);

		expect(rows.map(row => [row['@timestamp'], JSON.parse(row['@message'] ?? '').type])).toEqual([
			['2026-03-09 08:16:00.000', 'ExecutionStarted'],
			['2026-03-09 08:16:00.012', 'TaskStateEntered'],
			['2026-03-09 08:16:00.014', 'TaskScheduled'],
			['2026-03-09 08:16:00.420', 'TaskSucceeded'],
			['2026-03-09 08:16:00.425', 'TaskStateExited'],
			['2026-03-09 08:16:00.431', 'ExecutionSucceeded'],
		]);
		expect(Object.keys(rows[0] ?? {})).toEqual(['@timestamp', '@logStream', '@message', '@ptr']);
	});

	test('keeps to the times', async () => {
		const practice = practise(expressFailed);
		const from = practice.clock.now() - 20 * 60_000;

		expect(await query(practice, all, {from})).toHaveLength(5);
	});

	test('takes its time, and can be stopped', async () => {
		const {logs, clock} = practise(expressFailed);
		const start = async () => {
			const {queryId} = await logs.send(
				new StartQueryCommand({
					logGroupName,
					startTime: 0,
					endTime: clock.now() / 1000,
					queryString: all,
				}),
			);

			return async () => {
				const {status, results} = await logs.send(new GetQueryResultsCommand({queryId}));

				return {queryId, status, count: results?.length};
			};
		};

		const results = await start();
		expect(await results()).toMatchObject({status: 'Running', count: 0});
		clock.advance(900);
		expect(await results()).toMatchObject({status: 'Complete', count: 29});

		const stopped = await start();
		const {queryId} = await stopped();
		await logs.send(new StopQueryCommand({queryId}));
		clock.advance(900);
		expect(await stopped()).toMatchObject({status: 'Cancelled', count: 0});
	});

	// The account answers the queries that the program sends, and says so of all others.
	test.each(['fields type | guess 1', 'limit many', 'filter type = "a"', 'stats count(*)'])(
		'does not understand %s',
		async text => {
			await expect(query(practise(expressFailed), text)).rejects.toMatchObject({
				name: 'MalformedQueryException',
				queryCompileError: {location: {startCharOffset: expect.any(Number)}},
			});
		},
	);

	test('a log group has to be there', async () => {
		await expect(query(practise(expressLogGroupDeleted), all)).rejects.toMatchObject({
			name: 'ResourceNotFoundException',
			message: `Log group '${logGroupName}' does not exist for account ID '123456789012'`,
		});
	});
});
