import type {Clock} from '../../clock.ts';
import {AccountError} from '../account-error.ts';
import type {LogEvent, LogEventPage, LogEventQuery} from '../cloudwatch-logs.ts';
import {queryLogs} from './logs-insights.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

const pagesAtMost = 40;
const millisecondsAtMost = 20_000;

/**
 * The events of a log group within bounds of time and pages, oldest first. What can be read, and how,
 * depends on the log group's class:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */
export async function logEvents(
	logs: Services['cloudWatchLogs'],
	query: LogEventQuery,
	clock: Clock,
): Promise<LogEventPage> {
	const {logGroup} = query;

	if (logGroup.class === 'DELIVERY') {
		throw new AccountError(
			'invalid-request',
			'logs:FilterLogEvents',
			`The log group ${logGroup.name} is of class DELIVERY: CloudWatch Logs only passes its events on, so read them where they are delivered to.`,
		);
	}

	return logGroup.class === 'STANDARD'
		? filterLogEvents(logs, query, clock)
		: queryLogs(logs, query, clock);
}

async function filterLogEvents(
	logs: Services['cloudWatchLogs'],
	{logGroup, from, to, executionArn}: LogEventQuery,
	clock: Clock,
): Promise<LogEventPage> {
	const started = clock.now();
	const events: LogEvent[] = [];
	let nextToken: string | undefined;

	for (let pages = 0; pages < pagesAtMost; pages += 1) {
		const page = await logs('FilterLogEvents', async (client, sdk) => {
			const answer = await client.send(
				new sdk.FilterLogEventsCommand({
					logGroupName: logGroup.name,
					startTime: from,
					endTime: to,
					nextToken,
					...(executionArn && {filterPattern: executionPattern(executionArn)}),
				}),
			);

			return {
				events: required(answer.events, 'events').map(toLogEvent),
				nextToken: answer.nextToken,
			};
		});

		events.push(...page.events);
		nextToken = page.nextToken;

		if (!nextToken || clock.now() - started >= millisecondsAtMost) {
			break;
		}
	}

	return {events, truncated: nextToken !== undefined, source: 'FilterLogEvents'};
}

const executionPattern = (arn: string) => `{ $.execution_arn = ${JSON.stringify(arn)} }`;

type FilteredLogEvent = {
	timestamp?: number | undefined;
	ingestionTime?: number | undefined;
	logStreamName?: string | undefined;
	message?: string | undefined;
};

export const toLogEvent = (event: FilteredLogEvent): LogEvent => ({
	timestamp: required(event.timestamp, 'timestamp'),
	ingestedAt: event.ingestionTime ?? null,
	stream: event.logStreamName ?? null,
	message: event.message ?? '',
});
