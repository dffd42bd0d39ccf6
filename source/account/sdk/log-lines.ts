import type {CloudWatchLogsReads, LogEvent} from '../cloudwatch-logs.ts';
import {ifRefused} from '../if-refused.ts';
import {toLogEvent} from './log-events.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

const eventsAtMost = 200;
const pagesAtMost = 2;

type LineReads = Pick<CloudWatchLogsReads, 'lastEvents' | 'searchEvents' | 'logStreamNames'>;

/** Lines of a task, in few calls: what is not among them is shown by a printed command. */
export const logLineReads = (logs: Services['cloudWatchLogs']): LineReads => ({
	lastEvents: ({group, stream, from, to}) =>
		logs('GetLogEvents', async (client, sdk) => {
			const {events} = await client.send(
				new sdk.GetLogEventsCommand({
					logGroupName: group,
					logStreamName: stream,
					startTime: from,
					endTime: to,
					limit: eventsAtMost,
					startFromHead: false,
				}),
			);
			const read = required(events, 'events').map(event => ({...toLogEvent(event), stream}));

			return {events: read, isCut: read.length >= eventsAtMost};
		}).catch(ifRefused(null, ['not-found'])),

	async searchEvents({group, pattern, from, to}) {
		const found: LogEvent[] = [];
		let nextToken: string | undefined;
		let calls = 0;

		// A page can be empty and have a next one.
		do {
			const page = await logs('FilterLogEvents', (client, sdk) =>
				client.send(
					new sdk.FilterLogEventsCommand({
						logGroupName: group,
						startTime: from,
						endTime: to,
						limit: eventsAtMost,
						nextToken,
						...(pattern !== null && {filterPattern: pattern}),
					}),
				),
			).catch(ifRefused(null, ['not-found']));

			if (page === null) {
				return null;
			}

			calls += 1;
			found.push(...required(page.events, 'events').map(toLogEvent));
			nextToken = page.nextToken;
		} while (nextToken && calls < pagesAtMost && found.length < eventsAtMost);

		return {events: found, isCut: nextToken !== undefined, calls};
	},

	logStreamNames: (logGroupName, logStreamNamePrefix) =>
		logs('DescribeLogStreams', async (client, sdk) => {
			const {logStreams} = await client.send(
				new sdk.DescribeLogStreamsCommand({logGroupName, logStreamNamePrefix, limit: 50}),
			);

			return required(logStreams, 'logStreams').flatMap(({logStreamName}) => logStreamName ?? []);
		}).catch(ifRefused(null, ['not-found'])),
});
