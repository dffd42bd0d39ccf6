import {AccountError} from '../../source/account/account-error.ts';
import type {LogEventPage, LogGroup} from '../../source/account/cloudwatch-logs.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {earlierLogs, logSpan, recentLogs} from '../../source/diagnosis/express-execution.ts';
import {stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import {type ExecutionLog, executionsIn} from '../../source/execution-log/executions-in.ts';
import {durationOf, timeOf} from '../../source/text.ts';
import {isExecutionOf} from '../common/express-subject.ts';
import {liveLogGroup, subjectLogGroup} from '../common/subject-log-group.ts';

export type ReadLogs = {
	logGroup: LogGroup;
	/** Those of this state machine alone, the newest first. */
	executions: ExecutionLog[];
	/** How many executions of other state machines the same log group has. */
	others: number;
	from: number;
	/** The moment up to which everything was read. */
	until: number;
	truncated: boolean;
	source: LogEventPage['source'];
};

/** The executions of the last three hours. */
export const readRecentLogs = (context: CheckContext): Promise<ReadLogs> =>
	read(context, recentLogs, null);

/** One execution: in the last three hours, and then further back. */
export async function readLogsOf(executionArn: string, context: CheckContext): Promise<ReadLogs> {
	const soon = await read(context, recentLogs, executionArn);
	return soon.executions.length > 0 ? soon : read(context, earlierLogs, executionArn);
}

async function read(
	context: CheckContext,
	back: number,
	executionArn: string | null,
): Promise<ReadLogs> {
	const logGroup = await existingLogGroup(context);
	const now = context.now();
	const {from, to} = logSpan(now, back);
	const page = await context.reads.logEvents({logGroup, from, to, executionArn});
	const {events, truncated, source, readAt = now} = page;
	const {executions} = executionsIn(events);
	const own = executions.filter(({arn}) =>
		executionArn === null
			? isExecutionOf(stateMachineArnOf(context.subject), arn)
			: arn === executionArn,
	);

	return {
		logGroup,
		executions: own,
		others: executions.length - own.length,
		from,
		until: truncated ? (events.at(-1)?.timestamp ?? from) : readAt,
		truncated,
		source,
	};
}

async function existingLogGroup(context: CheckContext): Promise<LogGroup> {
	const logGroup = await liveLogGroup(context);

	if (logGroup === null) {
		const {name} = await subjectLogGroup(context);
		throw new AccountError(
			'not-found',
			'logs:FilterLogEvents',
			`log group ${name} does not exist, and its events were deleted with it.`,
		);
	}

	return logGroup;
}

/** How the events were read, and how far. */
export function readingWords({source, from, until, truncated}: ReadLogs): string {
	const span = durationOf(until - from);

	return truncated
		? `Read with ${source}, but not completely: only the events up to ${timeOf(until)}, the first ${span}, are evaluated.`
		: `Read with ${source}: everything from ${timeOf(from)} to ${timeOf(until)}.`;
}
