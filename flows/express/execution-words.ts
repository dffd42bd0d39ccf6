import {nameOfArn} from '../../source/aws/arn.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {
	delayOf,
	type ExecutionLog,
	longestDelay,
} from '../../source/execution-log/executions-in.ts';
import type {LogRecord} from '../../source/execution-log/log-record.ts';
import {statusWords} from '../../source/execution-log/status-words.ts';
import {endOf, trueStatus} from '../../source/execution-log/true-status.ts';
import {count, durationOf, timeOf} from '../../source/text.ts';
import {namedExecution} from '../common/express-subject.ts';
import {query, withLogGroup} from '../common/find-out.ts';
import type {ReadLogs} from './read-execution-logs.ts';

/** One line for one execution: how it ended, by which events, and how late they arrived. */
export function executionLine(execution: ExecutionLog, {until}: ReadLogs): string {
	const {arn, records, first, last} = execution;
	const delay = longestDelay(execution);
	const came = delay === null ? '' : `; they arrived within ${durationOf(delay)}`;

	return `${nameOfArn(arn)} ${statusWords(trueStatus(execution, until))} (${count(records.length, 'event')}, ${first.type} to ${last.type}${came}).`;
}

/** The log events that prove it. */
export function proofOf(execution: ExecutionLog, logs: ReadLogs): string[] {
	const {records, first, last} = execution;
	const end = endOf(execution);

	return [
		`Execution: ${execution.arn}`,
		`In ${logs.logGroup.name}: ${count(records.length, 'event')}: ${typesWords(records)}.`,
		`First: ${recordWords(first)}`,
		`Last: ${recordWords(last)}`,
		...(end && end !== last ? [`Its end: ${recordWords(end)}`] : []),
	];
}

/** `event 6, ExecutionSucceeded, at 2026-…; in the logs 7 min 0 s later, stream states/…`. */
function recordWords(record: LogRecord): string {
	const {id, type, at, stream} = record;
	const delay = delayOf(record);

	return [
		`${id === null ? 'event' : `event ${id}`}, ${type}, at ${timeOf(at)}`,
		...(delay === null ? [] : [`in the logs ${durationOf(delay)} later`]),
		...(stream === null ? [] : [`stream ${stream}`]),
	].join('; ');
}

/** The first and the last ones, where there are many. */
function typesWords(records: readonly LogRecord[]): string {
	const types = records.map(({type}) => type);

	return types.length <= 12
		? types.join(', ')
		: [...types.slice(0, 6), `… ${types.length - 12} more …`, ...types.slice(-6)].join(', ');
}

export const howToKnow =
	'To find out, start an execution now (fix --retry starts one and waits for its events), or name the ARN of an execution that ran.';

/** The command that reads the same events; a log group of class INFREQUENT_ACCESS can only be queried. */
export function readingCommand(
	{logGroup, from, until}: ReadLogs,
	executionArn: string | null,
): AwsCommand {
	const name = option('log-group-name', logGroup.name);

	if (logGroup.class === 'STANDARD') {
		return [
			'logs',
			'filter-log-events',
			...name,
			...pattern(executionArn),
			...option('start-time', String(from)),
		];
	}

	const filter = executionArn && `filter @message like ${JSON.stringify(executionArn)} | `;

	return [
		'logs',
		'start-query',
		...name,
		...option('query-string', `fields @timestamp, @message | ${filter ?? ''}sort @timestamp asc`),
		...option('start-time', String(Math.floor(from / 1000))),
		...option('end-time', String(Math.floor(until / 1000))),
	];
}

const pattern = (executionArn: string | null): string[] =>
	executionArn === null
		? []
		: option('filter-pattern', `{ $.execution_arn = ${JSON.stringify(executionArn)} }`);

const threeHours = 3 * 3_600_000;

/** The events of the last three hours, or all of them, for checks that have read nothing yet. */
export const recentEventsCommands = (subject: Subject, now: number | null): AwsCommand[] =>
	withLogGroup(subject, ({name}) => [
		[
			'logs',
			'filter-log-events',
			...option('log-group-name', name),
			...pattern(namedExecution(subject)),
			...(now === null ? [] : option('start-time', String(now - threeHours))),
			...query('events[].[ingestionTime,message]'),
		],
	]);
