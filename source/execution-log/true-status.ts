import type {ExecutionLog} from './executions-in.ts';
import type {LogRecord} from './log-record.ts';

/** What became of an execution, by its own events. Times are milliseconds since 1970. */
export type TrueStatus =
	| {kind: 'succeeded'; at: number}
	| {
			kind: 'failed' | 'timed-out' | 'aborted';
			at: number;
			error: string | null;
			cause: string | null;
	  }
	/** Without an end, and not yet for longer than an execution can take. */
	| {kind: 'running'; since: number}
	/** Without an end, and it must have ended since. */
	| {kind: 'end-not-logged'; since: number};

/** https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html */
const longestExpressMilliseconds = 5 * 60_000;

const endings = new Map<string, TrueStatus['kind']>([
	['ExecutionSucceeded', 'succeeded'],
	['ExecutionFailed', 'failed'],
	['ExecutionTimedOut', 'timed-out'],
	['ExecutionAborted', 'aborted'],
]);

/** The event with which an execution ends; null where the logs hold none. */
export const endOf = ({records}: Pick<ExecutionLog, 'records'>): LogRecord | null =>
	records.findLast(({type}) => endings.has(type)) ?? null;

export const hasStart = ({records}: Pick<ExecutionLog, 'records'>): boolean =>
	records.some(({type}) => type === 'ExecutionStarted');

/** `until` is the moment up to which the logs were read. */
export function trueStatus(execution: ExecutionLog, until: number): TrueStatus {
	const end = endOf(execution);
	const kind = end && endings.get(end.type);

	if (end && kind === 'succeeded') {
		return {kind, at: end.at};
	}

	if (end && (kind === 'failed' || kind === 'timed-out' || kind === 'aborted')) {
		const {error, cause} = end.details;
		return {kind, at: end.at, error: textOf(error), cause: textOf(cause)};
	}

	const since = execution.first.at;
	return {kind: mayStillRun(execution, until) ? 'running' : 'end-not-logged', since};
}

/** A Standard execution may take a year. */
const mayStillRun = ({arn, first}: ExecutionLog, until: number): boolean =>
	!arn.includes(':express:') || until - first.at <= longestExpressMilliseconds;

const textOf = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;
