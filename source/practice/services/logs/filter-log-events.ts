import type {
	FilterLogEventsRequest,
	FilterLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import type {LogGroupState} from '../../state.ts';
import {parseFilterPattern} from './filter-pattern.ts';
import {arrivedEvents, findLogGroup, logsPage} from './lookup.ts';

export const filterLogEventsOperations = {
	/** A page is what was searched, not what was found: it can be empty and have a next one. */
	FilterLogEvents(
		input: FilterLogEventsRequest,
		context: OperationContext,
	): FilterLogEventsResponse {
		const group = findLogGroup(input.logGroupName ?? input.logGroupIdentifier, context.state);
		refuseInfrequentAccess(group);
		const matches = parseFilterPattern(input.filterPattern ?? '');
		const searched = arrivedEvents([group], context.now()).filter(
			({timestamp, stream}) =>
				timestamp >= (input.startTime ?? 0) &&
				timestamp <= (input.endTime ?? Number.POSITIVE_INFINITY) &&
				stream.startsWith(input.logStreamNamePrefix ?? '') &&
				(!input.logStreamNames || input.logStreamNames.includes(stream)),
		);
		const {entries, nextToken} = logsPage(searched, input, context, 10_000);

		return {
			events: entries
				.filter(({message}) => matches(message))
				.map(({id, stream, timestamp, ingestedAt, message}) => ({
					logStreamName: stream,
					timestamp,
					message,
					ingestionTime: ingestedAt,
					eventId: id,
				})),
			searchedLogStreams: [],
			nextToken,
		};
	},
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html */
function refuseInfrequentAccess(group: LogGroupState): void {
	if (group.class !== 'STANDARD') {
		throw new AwsError(
			'InvalidOperationException',
			`The log group ${group.name} is of log-group-class ${group.class}. FilterLogEvents is not supported for this log class.`,
		);
	}
}
