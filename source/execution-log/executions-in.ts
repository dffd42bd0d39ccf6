import {type LogGroupLine, type LogRecord, parseLogRecord} from './log-record.ts';

/** What the logs hold of one execution. */
export type ExecutionLog = {
	arn: string;
	/** In the order in which they happened, each once; never empty. */
	records: LogRecord[];
	first: LogRecord;
	last: LogRecord;
};

export type ExecutionsIn = {
	/** The one that began last comes first. */
	executions: ExecutionLog[];
	/** Lines that are no event of an execution. */
	otherLines: number;
};

/** Many state machines write to one log group, and what was read of it is sorted out for all of them. */
const sorted = new WeakMap<readonly LogGroupLine[], ExecutionsIn>();

/** Sorts out log lines in which the events of several executions are interleaved, late, or come twice. */
export function executionsIn(lines: readonly LogGroupLine[]): ExecutionsIn {
	const known = sorted.get(lines) ?? sortedOut(lines);
	sorted.set(lines, known);
	return known;
}

function sortedOut(lines: readonly LogGroupLine[]): ExecutionsIn {
	const records = lines.map(parseLogRecord).filter(record => record !== null);
	const executions = [...byExecution(records)]
		.map(([arn, own]) => toLog(arn, own))
		.filter(log => log !== null);

	return {
		executions: executions.toSorted((a, b) => b.first.at - a.first.at),
		otherLines: lines.length - records.length,
	};
}

function byExecution(records: readonly LogRecord[]): Map<string, LogRecord[]> {
	const groups = new Map<string, LogRecord[]>();

	for (const record of records) {
		const group = groups.get(record.executionArn) ?? [];
		groups.set(record.executionArn, group);
		group.push(record);
	}

	return groups;
}

function toLog(arn: string, unordered: readonly LogRecord[]): ExecutionLog | null {
	const records = inOrder(once(unordered));
	const first = records[0];
	const last = records.at(-1);

	return first && last ? {arn, records, first, last} : null;
}

/** Delivery may repeat itself. */
const once = (records: readonly LogRecord[]): LogRecord[] => [
	...new Map(records.map(record => [`${record.id ?? record.at} ${record.type}`, record])).values(),
];

/** By their ids; where one has none, by their times alone. */
function inOrder(records: readonly LogRecord[]): LogRecord[] {
	const numbered = records.every(({id}) => id !== null);

	return records.toSorted((a, b) =>
		numbered ? Number(a.id) - Number(b.id) || a.at - b.at : a.at - b.at,
	);
}

/** Milliseconds from the event until CloudWatch Logs had it; null where that is not told. */
export const delayOf = ({at, ingestedAt}: LogRecord): number | null =>
	ingestedAt === null ? null : Math.max(0, ingestedAt - at);

/** The longest that one of the events took; null where nothing is told of any. */
export const longestDelay = ({records}: Pick<ExecutionLog, 'records'>): number | null =>
	records
		.map(delayOf)
		.reduce(
			(longest, delay) => (delay !== null && delay > (longest ?? -1) ? delay : longest),
			null,
		);
