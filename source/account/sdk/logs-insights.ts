import type {ResultField} from '@aws-sdk/client-cloudwatch-logs';
import type {Clock} from '../../clock.ts';
import {member, parseJson} from '../../json.ts';
import {poll} from '../../poll.ts';
import {AccountError} from '../account-error.ts';
import type {LogEvent, LogEventPage, LogEventQuery} from '../cloudwatch-logs.ts';
import {ifRefused} from '../if-refused.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

type Logs = Services['cloudWatchLogs'];

/** The most that Logs Insights returns. */
const eventsAtMost = 10_000;
const millisecondsAtMost = 30_000;
const pollEvery = 500;

/**
 * Reads with Logs Insights, which is all that reads a log group of class INFREQUENT_ACCESS.
 * AWS charges for each gigabyte that such a query scans.
 */
export async function queryLogs(
	logs: Logs,
	query: LogEventQuery,
	clock: Clock,
): Promise<LogEventPage> {
	const queryId = await startQuery(logs, query);
	// What a query that still runs has found so far counts as well.
	let answer = null as Results | null;

	await poll(
		async () => {
			answer = await results(logs, queryId);
			return isRunning(answer) ? undefined : answer;
		},
		{
			clock,
			firstPause: pollEvery,
			longestPause: pollEvery,
			factor: 1,
			patience: millisecondsAtMost,
		},
	);

	const {status, events: found} = answer ?? {status: 'Running', events: []};

	if (isRunning({status})) {
		await stopQuery(logs, queryId);
	} else if (status !== 'Complete') {
		throw new AccountError(
			'unavailable',
			'logs:GetQueryResults',
			`The Logs Insights query on ${query.logGroup.name} ended as ${status}.`,
		);
	}

	return {
		events: found.filter(event => concerns(event, query.executionArn)),
		truncated: isRunning({status}) || found.length >= eventsAtMost,
		source: 'Logs Insights',
	};
}

type Results = {status: string; events: LogEvent[]};

const isRunning = ({status}: {status: string}) => status === 'Scheduled' || status === 'Running';

const startQuery = (logs: Logs, {logGroup, from, to, executionArn}: LogEventQuery) =>
	logs('StartQuery', async (client, sdk) => {
		const {queryId} = await client.send(
			new sdk.StartQueryCommand({
				logGroupName: logGroup.name,
				// Logs Insights takes whole seconds.
				startTime: Math.floor(from / 1000),
				endTime: Math.ceil(to / 1000),
				queryString: queryString(executionArn),
				limit: eventsAtMost,
			}),
		);

		return required(queryId, 'queryId');
	});

// Whether fields of JSON are discovered depends on the class; the text is always there to search.
const queryString = (executionArn: string | null) =>
	[
		'fields @timestamp, @ingestionTime, @logStream, @message',
		...(executionArn ? [`filter @message like ${JSON.stringify(executionArn)}`] : []),
		'sort @timestamp asc',
	].join(' | ');

const results = (logs: Logs, queryId: string) =>
	logs('GetQueryResults', async (client, sdk) => {
		const {status, results: rows} = await client.send(new sdk.GetQueryResultsCommand({queryId}));

		return {
			status: required(status, 'status'),
			// What a query that still runs has found so far.
			events: (status === 'Complete' ? required(rows, 'results') : (rows ?? [])).map(toLogEvent),
		};
	});

/** A courtesy: a query left running ends by itself, so a refusal to stop it is no failure. */
async function stopQuery(logs: Logs, queryId: string): Promise<void> {
	await logs('StopQuery', async (client, sdk) => {
		await client.send(new sdk.StopQueryCommand({queryId}));
	}).catch(ifRefused(undefined));
}

/** An execution's ARN also stands in the events of those it started; a message cut short is kept. */
function concerns({message}: LogEvent, executionArn: string | null): boolean {
	if (!executionArn) {
		return true;
	}

	const event = parseJson(message);
	return event === undefined || member(event, 'execution_arn') === executionArn;
}

function toLogEvent(row: ResultField[]): LogEvent {
	const fields = new Map(row.map(({field, value}) => [field, value]));
	const ingestedAt = fields.get('@ingestionTime');

	return {
		timestamp: required(milliseconds(fields.get('@timestamp')), '@timestamp'),
		ingestedAt: milliseconds(ingestedAt),
		stream: fields.get('@logStream') ?? null,
		message: fields.get('@message') ?? '',
	};
}

/** Logs Insights writes times in UTC, as `2024-05-01 12:00:00.000`; plain milliseconds are read as well. */
function milliseconds(text: string | undefined): number | null {
	if (!text) {
		return null;
	}

	const time = /^\d+$/.test(text) ? Number(text) : Date.parse(`${text.replace(' ', 'T')}Z`);

	return Number.isNaN(time) ? null : time;
}
