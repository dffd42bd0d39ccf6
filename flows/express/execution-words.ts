import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {
	delayOf,
	type ExecutionLog,
	longestDelay,
} from '../../source/execution-log/executions-in.ts';
import type {LogRecord} from '../../source/execution-log/log-record.ts';
import {statusWords, timeWords} from '../../source/execution-log/status-words.ts';
import {endOf, trueStatus} from '../../source/execution-log/true-status.ts';
import {durationOf} from '../../source/text.ts';
import {executionName, namedExecution} from '../common/express-subject.ts';
import {logGroupWord} from '../common/subject-log-group.ts';
import type {ReadLogs} from './read-execution-logs.ts';

/** One line for one execution: what became of it, by which events, and how late they came. */
export function executionLine(execution: ExecutionLog, {until}: ReadLogs): string {
	const {arn, records, first, last} = execution;
	const delay = longestDelay(execution);
	const came = delay === null ? '' : `; they came within ${durationOf(delay)}`;

	return `${executionName(arn)} ${statusWords(trueStatus(execution, until))} (${counted(records.length, 'event')}, ${first.type} to ${last.type}${came}).`;
}

/** The log events that prove it. */
export function proofOf(execution: ExecutionLog, logs: ReadLogs): string[] {
	const {records, first, last} = execution;
	const end = endOf(execution);

	return [
		`Execution: ${execution.arn}`,
		`In ${logs.logGroup.name}: ${counted(records.length, 'event')}: ${typesWords(records)}.`,
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
		`${id === null ? 'event' : `event ${id}`}, ${type}, at ${timeWords(at)}`,
		...(delay === null ? [] : [`in the logs ${durationOf(delay)} later`]),
		...(stream === null ? [] : [`stream ${stream}`]),
	].join('; ');
}

/** `1 event`, `7 events`. */
export const counted = (count: number, word: string): string =>
	`${count} ${word}${count === 1 ? '' : 's'}`;

/** The first and the last ones, where there are many. */
function typesWords(records: readonly LogRecord[]): string {
	const types = records.map(({type}) => type);

	return types.length <= 12
		? types.join(', ')
		: [...types.slice(0, 6), `… ${types.length - 12} more …`, ...types.slice(-6)].join(', ');
}

export const whatWouldTell =
	'What would tell: an execution that starts now (fix --retry starts one, and waits for its events), or the ARN of an execution that you know of.';

/** The command that reads the same events; a log group of class INFREQUENT_ACCESS can only be queried. */
export function readingCommand(
	{logGroup, from, until}: ReadLogs,
	subject: Subject,
	executionArn: string | null,
): string {
	const name = `--log-group-name ${shellQuote(logGroup.name)}`;

	if (logGroup.class === 'STANDARD') {
		return `aws logs filter-log-events ${name}${patternWords(executionArn)} --start-time ${from} --region ${subject.region}`;
	}

	const seconds = [from, until].map(time => Math.floor(time / 1000));
	const filter = executionArn && `filter @message like ${JSON.stringify(executionArn)} | `;
	const query = `fields @timestamp, @message | ${filter ?? ''}sort @timestamp asc`;
	return `aws logs start-query ${name} --query-string ${shellQuote(query)} --start-time ${seconds[0]} --end-time ${seconds[1]} --region ${subject.region} (then aws logs get-query-results with its queryId)`;
}

const patternWords = (executionArn: string | null): string =>
	executionArn === null
		? ''
		: ` --filter-pattern ${shellQuote(`{ $.execution_arn = ${JSON.stringify(executionArn)} }`)}`;

/** For the commands of checks, which are written before anything is read. */
export const filterCommand = (subject: Subject): string =>
	`aws logs filter-log-events --log-group-name ${logGroupWord(subject)}${patternWords(namedExecution(subject))} --start-time $(( ($(date +%s) - 3 * 3600) * 1000 )) --query 'events[].[ingestionTime,message]' --output text --region ${subject.region}`;
