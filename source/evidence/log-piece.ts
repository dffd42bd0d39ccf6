import type {Reads} from '../account/account.ts';
import type {LogEvent} from '../account/cloudwatch-logs.ts';
import type {AwsCommand} from '../aws/command.ts';
import type {TaskLogs} from './evidence.ts';
import type {FailedTask} from './failed-task.ts';
import {readableLines} from './log-text.ts';

export type LogContext = {
	reads: Pick<
		Reads,
		| 'functionLogging'
		| 'containerLogging'
		| 'job'
		| 'lastEvents'
		| 'searchEvents'
		| 'logStreamNames'
	>;
	location: {partition: string; region: string; accountId: string};
};

/** Milliseconds since 1970. */
export type TimeWindow = {from: number; to: number};

/** A first line can be a little older than the event that says that the task was scheduled. */
export const before = 1_000;
/** A container can still write while Step Functions learns that its task stopped. */
export const afterwards = 60_000;

export const empty = (task: FailedTask, what: string): TaskLogs => ({
	title: `Log lines of the ${what}${task.state === null ? '' : ` that failed in state ${task.state}`}`,
	task: what,
	read: [],
	findings: [],
	notes: [],
	unavailable: null,
	commands: [],
	logGroup: null,
	streams: [],
	filter: null,
	lines: [],
	isCut: false,
});

export function shown(
	events: readonly LogEvent[],
	isCutBefore = false,
): Pick<TaskLogs, 'lines' | 'isCut' | 'findings' | 'streams'> {
	const {lines, isCut} = readableLines(events.toSorted((a, b) => a.timestamp - b.timestamp));

	return {
		lines,
		isCut: isCut || isCutBefore,
		streams: [...new Set(lines.map(({stream}) => stream))],
		findings: lines.map(({at, text}) => `${at.toISOString().slice(11, 23)} ${text}`),
	};
}

/** `terms` is a filter pattern; `streams` is what the names of the streams begin with. */
export const filterCommand = (
	{
		group,
		terms,
		streams,
		from,
		to,
	}: {group: string; terms: string | null; streams?: string} & TimeWindow,
	region: string | null = null,
): AwsCommand => [
	'logs',
	'filter-log-events',
	'--log-group-name',
	group,
	...(streams === undefined ? [] : ['--log-stream-name-prefix', streams]),
	...(terms === null ? [] : ['--filter-pattern', terms]),
	...timesOf({from, to}, region),
];

const timesOf = ({from, to}: TimeWindow, region: string | null): string[] => [
	'--start-time',
	String(from),
	'--end-time',
	String(to),
	...(region === null ? [] : ['--region', region]),
];

export const streamCommand = (
	{group, stream, from, to}: {group: string; stream: string} & TimeWindow,
	region: string | null,
): AwsCommand => [
	'logs',
	'get-log-events',
	'--log-group-name',
	group,
	'--log-stream-name',
	stream,
	...timesOf({from, to}, region),
];
