import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {LogGroup} from '../account/cloudwatch-logs.ts';
import type {Execution, ExecutionStatus, HistoryEvent} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import {type ExecutionLog, executionsIn} from '../execution-log/executions-in.ts';
import {hasStart, type TrueStatus, trueStatus} from '../execution-log/true-status.ts';
import {chainOf} from '../history/chain.ts';
import {parseTarget} from '../incident/target.ts';
import type {ReadChain} from './read-chain.ts';

/** An Express execution as far as its log events tell of it: AWS keeps no history. */
export type ExpressRun =
	| {kind: 'seen'; execution: Execution; read: ReadChain; unread: string[]}
	| {kind: 'unknown'; why: string};

const minute = 60_000;
const hour = 60 * minute;

/** What the console shows by default: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-view-execution-details.html */
export const recentLogs = 3 * hour;
/** For an execution whose ARN does not show when it ran. */
export const earlierLogs = 7 * 24 * hour;

/** Up to a whole minute, so that those who ask a moment apart ask the same, and it is read once. */
export function logSpan(now: number, back: number): {from: number; to: number} {
	const to = Math.ceil(now / minute) * minute;
	return {from: to - back, to};
}

/** Throws AccountError where its logs cannot be read. */
export async function expressRun(
	reads: Reads,
	executionArn: string,
	now: number,
): Promise<ExpressRun> {
	const target = parseTarget(executionArn);
	const logs = await logsOf(reads, target?.kind === 'execution' ? target.stateMachineArn : '');

	for (const back of [recentLogs, earlierLogs]) {
		const found = await executionsBack(reads, logs.logGroup, executionArn, now, back);
		const [log] = found.executions.filter(({arn}) => arn === executionArn);

		if (log) {
			return seen(log, found.until, logs.level);
		}
	}

	return {
		kind: 'unknown',
		why: `AWS keeps no history of Express executions, and the log group ${logs.logGroup.name} has no event of ${nameOfArn(executionArn)} in the last seven days.`,
	};
}

/** The one that began last of those that have ended; null where the logs of the last hours hold none. */
export async function newestExpressRun(
	reads: Reads,
	stateMachineArn: string,
	now: number,
): Promise<ExpressRun | null> {
	const logs = await logsOf(reads, stateMachineArn);

	// Of another class every look is a query of Logs Insights: slow, and charged for. At a lower level the newest
	// that succeeded leaves no event, so the newest seen need not be the newest.
	if (logs.logGroup.class !== 'STANDARD' || logs.level !== 'ALL') {
		return null;
	}

	const {executions, until} = await executionsBack(reads, logs.logGroup, null, now, recentLogs);
	const newest = executions.find(
		log => isOwn(log.arn, stateMachineArn) && statuses[trueStatus(log, until).kind] !== null,
	);

	return newest ? seen(newest, until, logs.level) : null;
}

export type ExpressRunsSeen = {
	runs: Array<Extract<ExpressRun, {kind: 'seen'}>>;
	unread: string[];
};

/** All that ended in the window, as far as the logs tell. Throws AccountError where they cannot be read. */
export async function expressRunsSince(
	reads: Reads,
	stateMachineArn: string,
	{since, until}: {since: number; until: number},
): Promise<ExpressRunsSeen> {
	const logs = await logsOf(reads, stateMachineArn);

	if (logs.logGroup.class !== 'STANDARD') {
		throw unreadable(
			`the log group ${logs.logGroup.name} is of class ${logs.logGroup.class}, which is slow to search and charged for.`,
		);
	}

	const found = await executionsBack(reads, logs.logGroup, null, until, until - since);
	const runs = found.executions
		.filter(({arn}) => isOwn(arn, stateMachineArn))
		.map(log => seen(log, found.until, logs.level))
		.filter(run => run.kind === 'seen');

	return {
		runs,
		unread: found.until < until ? ['There are more log events than were read.'] : [],
	};
}

function isOwn(arn: string, stateMachineArn: string): boolean {
	const target = parseTarget(arn);
	return (
		arn.includes(':express:') &&
		target?.kind === 'execution' &&
		target.stateMachineArn === stateMachineArn
	);
}

type Logs = {logGroup: LogGroup; level: string};

async function logsOf(reads: Reads, stateMachineArn: string): Promise<Logs> {
	const {name, logging} = await reads.stateMachine(stateMachineArn);
	const destination = logging.destinations[0]?.replace(/:\*$/, '');

	if (logging.level === 'OFF' || destination === undefined) {
		throw unreadable(
			`AWS keeps no history of Express executions, and logging of ${name} is OFF, so nothing tells how it ended.`,
		);
	}

	const logGroup = await reads.logGroup(nameOfArn(destination));

	if (logGroup === null) {
		throw unreadable(`the log group ${nameOfArn(destination)} does not exist.`);
	}

	return {logGroup, level: logging.level};
}

const unreadable = (message: string): AccountError =>
	new AccountError('invalid-request', 'logs:FilterLogEvents', message);

async function executionsBack(
	reads: Reads,
	logGroup: LogGroup,
	executionArn: string | null,
	now: number,
	back: number,
): Promise<{executions: ExecutionLog[]; until: number}> {
	const {from, to} = logSpan(now, back);
	const page = await reads.logEvents({logGroup, from, to, executionArn});
	const {events, truncated, readAt = now} = page;
	const until = truncated ? (events.at(-1)?.timestamp ?? from) : readAt;
	return {executions: executionsIn(events).executions, until};
}

/** Null where the logs do not say how it ended. */
const statuses: Record<TrueStatus['kind'], ExecutionStatus | null> = {
	succeeded: 'SUCCEEDED',
	failed: 'FAILED',
	'timed-out': 'TIMED_OUT',
	aborted: 'ABORTED',
	running: null,
	'end-not-logged': null,
};

function seen(log: ExecutionLog, until: number, level: string): ExpressRun {
	const end = trueStatus(log, until);
	const status = statuses[end.kind];

	if (status === null) {
		return {
			kind: 'unknown',
			why: `The logs hold the start of ${nameOfArn(log.arn)} and no end: events arrive late, or are lost.`,
		};
	}

	const events = historyIn(log);
	const isWhole = level === 'ALL' && hasStart(log);
	const target = parseTarget(log.arn);

	return {
		kind: 'seen',
		execution: {
			arn: log.arn,
			name: nameOfArn(log.arn),
			stateMachineArn: target?.kind === 'execution' ? target.stateMachineArn : '',
			status,
			startedAt: hasStart(log) ? new Date(log.first.at) : null,
			stoppedAt: 'at' in end ? new Date(end.at) : null,
			input: inputOf(log),
			error: 'error' in end ? end.error : null,
			cause: 'cause' in end ? end.cause : null,
			redriveStatus: null,
			redriveStatusReason: null,
		},
		read: {
			events,
			chain: chainOf({executionArn: log.arn, events, normalPath: null}),
			isCutShort: false,
		},
		unread: isWhole
			? []
			: [
					`Read from the log events of ${nameOfArn(log.arn)}, which are not its whole history${level === 'ALL' ? '' : `: at log level ${level} only failures are logged`}.`,
				],
	};
}

/** The newest first, as a history is read. */
const historyIn = ({records}: ExecutionLog): HistoryEvent[] =>
	records
		.map(({id, previousId, type, at, details}, index) => ({
			id: id ?? index + 1,
			previousEventId: previousId ?? index,
			type,
			timestamp: new Date(at),
			details,
		}))
		.toReversed();

function inputOf({records}: ExecutionLog): string | null {
	const input = records.find(({type}) => type === 'ExecutionStarted')?.details.input;
	return typeof input === 'string' ? input : null;
}
