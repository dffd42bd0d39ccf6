import type {GetLogEventsRequest, GetLogEventsResponse} from '@aws-sdk/client-cloudwatch-logs';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import {arrivedEvents, findLogGroup} from './lookup.ts';

export const getLogEventsOperations = {
	/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
	GetLogEvents(input: GetLogEventsRequest, context: OperationContext): GetLogEventsResponse {
		const group = findLogGroup(input.logGroupName ?? input.logGroupIdentifier, context.state);

		if (!group.streams.some(({name}) => name === input.logStreamName)) {
			throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
		}

		const {limit = 10_000, startTime = 0, endTime = Number.POSITIVE_INFINITY} = input;
		const inTime = arrivedEvents([group], context.now()).filter(
			({stream, timestamp}) =>
				stream === input.logStreamName && timestamp >= startTime && timestamp < endTime,
		);
		const shown = input.startFromHead ? inTime.slice(0, limit) : inTime.slice(-limit);

		return {
			events: shown.map(({timestamp, message, ingestedAt}) => ({
				timestamp,
				message,
				ingestionTime: ingestedAt,
			})),
			nextForwardToken: `f/${shown.at(-1)?.id ?? 0}`,
			nextBackwardToken: `b/${shown[0]?.id ?? 0}`,
		};
	},
};
