import type {LogGroup as SdkLogGroup} from '@aws-sdk/client-cloudwatch-logs';
import type {Clock} from '../../clock.ts';
import type {CloudWatchLogsReads, LogGroup} from '../cloudwatch-logs.ts';
import {collectSome, find} from './collect.ts';
import {logEvents} from './log-events.ts';
import {logLineReads} from './log-lines.ts';
import {accountResourcePolicies, logGroupResourcePolicy} from './log-resource-policies.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

/** As many as somebody could want to pick from; an account may hold a million. */
const logGroupsAtMost = 2000;

export const cloudWatchLogsReads = (
	logs: Services['cloudWatchLogs'],
	clock: Clock,
): CloudWatchLogsReads => ({
	logGroup: name => logGroupNamed(logs, name),
	logGroupsNamed: names => logGroupsNamed(logs, names),

	listLogGroups: logGroupNamePrefix =>
		logs('DescribeLogGroups', async (client, sdk) => {
			const request = logGroupNamePrefix ? {logGroupNamePrefix} : {};
			const pages = sdk.paginateDescribeLogGroups({client, pageSize: 50}, request);
			const {items, complete} = await collectSome(pages, page => page.logGroups, logGroupsAtMost);

			return {items: items.map(toLogGroup), complete};
		}),

	accountResourcePolicies: () => accountResourcePolicies(logs),
	logGroupResourcePolicy: logGroupArn => logGroupResourcePolicy(logs, logGroupArn),

	logStreamExists: (logGroupName, logStreamNamePrefix) =>
		logs('DescribeLogStreams', async (client, sdk) => {
			// Streams come sorted by name, so the stream itself is first among those it is a prefix of.
			const {logStreams} = await client.send(
				new sdk.DescribeLogStreamsCommand({logGroupName, logStreamNamePrefix}),
			);

			return required(logStreams, 'logStreams').some(
				stream => stream.logStreamName === logStreamNamePrefix,
			);
		}),

	logEvents: query => logEvents(logs, query, clock),
	...logLineReads(logs),
});

/** Names come sorted, so the name itself is first among those that it begins. */
const logGroupNamed = (logs: Services['cloudWatchLogs'], name: string): Promise<LogGroup | null> =>
	logs('DescribeLogGroups', async (client, sdk) => {
		const pages = sdk.paginateDescribeLogGroups({client, pageSize: 50}, {logGroupNamePrefix: name});
		const group = await find(
			pages,
			page => page.logGroups,
			({logGroupName}) => logGroupName === name,
		);

		return group ? toLogGroup(group) : null;
	});

/** DescribeLogGroups takes no more identifiers at once. */
const namesPerCall = 50;
/** AWS allows ten of these calls a second. */
const callsAtOnce = 5;

/** Asked for by fifty at once; that one does not exist is believed only once it was asked for alone. */
async function logGroupsNamed(
	logs: Services['cloudWatchLogs'],
	names: readonly string[],
): Promise<LogGroup[]> {
	const wanted = new Set(names);
	const found = new Map<string, LogGroup>();

	for (let at = 0; at < names.length; at += namesPerCall) {
		const answer = await logs('DescribeLogGroups', (client, sdk) =>
			client.send(
				new sdk.DescribeLogGroupsCommand({
					logGroupIdentifiers: names.slice(at, at + namesPerCall),
				}),
			),
		);

		for (const group of required(answer.logGroups, 'logGroups').map(toLogGroup)) {
			if (wanted.has(group.name)) {
				found.set(group.name, group);
			}
		}
	}

	const missing = [...wanted].filter(name => !found.has(name));
	const late: Array<LogGroup | null> = [];

	for (let at = 0; at < missing.length; at += callsAtOnce) {
		const some = missing.slice(at, at + callsAtOnce);
		late.push(...(await Promise.all(some.map(name => logGroupNamed(logs, name)))));
	}

	return [...found.values(), ...late.filter(group => group !== null)];
}

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
