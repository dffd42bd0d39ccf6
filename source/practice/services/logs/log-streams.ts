import type {
	DescribeLogStreamsRequest,
	DescribeLogStreamsResponse,
	LogStream,
} from '@aws-sdk/client-cloudwatch-logs';
import type {OperationContext} from '../../service.ts';
import type {LogGroupState, LogStreamState} from '../../state.ts';
import {findLogGroup, logsPage} from './lookup.ts';

export const logStreamOperations = {
	DescribeLogStreams(
		input: DescribeLogStreamsRequest,
		context: OperationContext,
	): DescribeLogStreamsResponse {
		const group = findLogGroup(input.logGroupName ?? input.logGroupIdentifier, context.state);
		const streams = group.streams
			.filter(({name}) => name.startsWith(input.logStreamNamePrefix ?? ''))
			.toSorted(
				input.orderBy === 'LastEventTime'
					? (a, b) => lastEventTime(a) - lastEventTime(b)
					: (a, b) => (a.name < b.name ? -1 : 1),
			);
		const ordered = input.descending ? streams.toReversed() : streams;
		const {entries, nextToken} = logsPage(ordered, input, context);

		return {logStreams: entries.map(stream => describe(group, stream)), nextToken};
	},
};

const lastEventTime = (stream: LogStreamState): number =>
	Math.max(stream.createdAt, ...stream.events.map(({timestamp}) => timestamp));

function describe(group: LogGroupState, {name, createdAt, events}: LogStreamState): LogStream {
	const times = events.map(({timestamp}) => timestamp);

	return {
		logStreamName: name,
		creationTime: createdAt,
		...(times.length > 0 && {
			firstEventTimestamp: Math.min(...times),
			lastEventTimestamp: Math.max(...times),
			lastIngestionTime: Math.max(...events.map(({ingestedAt}) => ingestedAt)),
		}),
		arn: `${group.arn}:log-stream:${name}`,
		storedBytes: 0,
	};
}
