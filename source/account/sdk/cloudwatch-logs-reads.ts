import type {LogGroup as SdkLogGroup} from '@aws-sdk/client-cloudwatch-logs';
import type {Clock} from '../../clock.ts';
import type {CloudWatchLogsReads, LogGroup} from '../cloudwatch-logs.ts';
import {collect, find} from './collect.ts';
import {logEvents} from './log-events.ts';
import {accountResourcePolicies, logGroupResourcePolicy} from './log-resource-policies.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

/** As many as somebody could want to pick from; an account may hold a million. */
const logGroupsAtMost = 2000;

export const cloudWatchLogsReads = (
	logs: Services['cloudWatchLogs'],
	clock: Clock,
): CloudWatchLogsReads => ({
	logGroup: name =>
		logs('DescribeLogGroups', async (client, sdk) => {
			const pages = sdk.paginateDescribeLogGroups(
				{client, pageSize: 50},
				{logGroupNamePrefix: name},
			);
			const group = await find(
				pages,
				page => page.logGroups,
				({logGroupName}) => logGroupName === name,
			);

			return group ? toLogGroup(group) : null;
		}),

	listLogGroups: logGroupNamePrefix =>
		logs('DescribeLogGroups', async (client, sdk) => {
			const request = logGroupNamePrefix ? {logGroupNamePrefix} : {};
			const pages = sdk.paginateDescribeLogGroups({client, pageSize: 50}, request);
			const groups = await collect(pages, page => page.logGroups, logGroupsAtMost);

			return groups.map(toLogGroup);
		}),

	accountResourcePolicies: () => accountResourcePolicies(logs),
	logGroupResourcePolicy: logGroupArn => logGroupResourcePolicy(logs, logGroupArn),

	logStreamExists: (logGroupName, logStreamNamePrefix) =>
		logs('DescribeLogStreams', async (client, sdk) => {
			// Streams come sorted by name, so the stream itself is first among those it is a prefix of.
			const {logStreams} = await client.send(
				new sdk.DescribeLogStreamsCommand({logGroupName, logStreamNamePrefix}),
			);

			return (logStreams ?? []).some(stream => stream.logStreamName === logStreamNamePrefix);
		}),

	logEvents: query => logEvents(logs, query, clock),
});

function toLogGroup(group: SdkLogGroup): LogGroup {
	const arn = required(group.logGroupArn ?? group.arn, 'arn');

	return {
		name: required(group.logGroupName, 'logGroupName'),
		arn: arn.endsWith(':*') ? arn.slice(0, -2) : arn,
		class: group.logGroupClass ?? 'STANDARD',
		kmsKeyArn: group.kmsKeyId ?? null,
		retentionInDays: group.retentionInDays ?? null,
		createdAt: group.creationTime === undefined ? null : new Date(group.creationTime),
	};
}
