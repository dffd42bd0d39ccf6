import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {Execution, ExecutionStatus} from '../account/step-functions.ts';
import {count, durationOf} from '../text.ts';
import {type ExpressRun, expressRun, newestExpressRun} from './express-execution.ts';
import {followFailure, followLogged, followNamedMapRun} from './follow-failure.ts';
import type {FollowedFailure} from './followed-failure.ts';
import {hangs, hangsAfter} from './hangs.ts';

/** What an examination has to explain before it can call anything healthy. */
export type FailureInSight =
	/** No execution failed or hangs. */
	| {kind: 'none'}
	/** The execution or the Map Run that the person named does not exist. */
	| {kind: 'missing'; executionArn: string}
	/** Why nothing could be looked at; `executionArn` is null where none was named. */
	| {kind: 'unread'; why: string; executionArn: string | null}
	/** A failure, or a run that hangs: what the checks have to explain. */
	| {kind: 'failed' | 'stuck'; followed: FollowedFailure}
	/** It runs or it succeeded: shown, with what it survived. */
	| {kind: 'alive'; followed: FollowedFailure};

/** What a person named by this ARN. */
export const executionNamed = (arn: string): string =>
	`The ${arn.includes(':mapRun:') ? 'Map Run' : 'execution'} ${arn}`;

export type FailureQuery = {
	stateMachineArn: string;
	executionArn: string | null;
	mapRunArn?: string | null;
	/** Only a failure or a run that hangs is wanted: what succeeded is not followed. */
	isBrief?: boolean;
};

/** Of the execution or Map Run named, or else of the state machine's newest one. */
export async function failureInSight(
	reads: Reads,
	examined: FailureQuery,
	now: number,
): Promise<FailureInSight> {
	const named = examined.mapRunArn ?? examined.executionArn;

	try {
		return named === null
			? await newestInSight(reads, examined, now)
			: await namedInSight(reads, examined, named, now);
	} catch (error) {
		if (error instanceof AccountError) {
			return named !== null && error.kind === 'not-found'
				? {kind: 'missing', executionArn: named}
				: {kind: 'unread', why: error.message, executionArn: named};
		}

		throw error;
	}
}

async function namedInSight(
	reads: Reads,
	{mapRunArn = null}: FailureQuery,
	named: string,
	now: number,
): Promise<FailureInSight> {
	if (mapRunArn !== null) {
		const followed = await followNamedMapRun(reads, mapRunArn);
		const [run] = followed.mapRuns.filter(({arn}) => arn === mapRunArn);
		const hasFailed = run?.run?.status !== 'SUCCEEDED' || run.run.items.failed > 0;
		return hasFailed && kindOf(followed, now) === 'alive'
			? {kind: 'failed', followed}
			: sightOf(followed, now);
	}

	return named.includes(':express:')
		? expressSight(await expressRun(reads, named, now), named, now)
		: sightOf(await followFailure(reads, named), now);
}

function expressSight(run: ExpressRun, executionArn: string | null, now: number): FailureInSight {
	return run.kind === 'unknown'
		? {kind: 'unread', why: run.why, executionArn}
		: sightOf(followLogged(run), now);
}

async function newestInSight(
	reads: Reads,
	{stateMachineArn, isBrief = false}: FailureQuery,
	now: number,
): Promise<FailureInSight> {
	const {type} = await reads.stateMachine(stateMachineArn);

	if (type === 'EXPRESS') {
		return newestLogged(reads, stateMachineArn, now);
	}

	// What has only just begun says nothing yet: the one before it does.
	const listed = (await reads.executions(stateMachineArn)).filter(
		execution => execution.status !== 'RUNNING' || runsLong(execution, now),
	);
	const running = listed.filter(({status}) => status === 'RUNNING');
	const [ended] = listed.filter(({status}) => status !== 'RUNNING');
	// The newest of those that run, and those that have run longest.
	const looked = await Promise.all(
		[...new Set([...running.slice(0, 1), ...running.slice(1 - runningAtMost)])].map(({arn}) =>
			followFailure(reads, arn),
		),
	);
	const stuck = looked.find(followed => kindOf(followed, now) === 'stuck');

	if (ended && failed.has(ended.status) && (!stuck || isNewer(ended, stuck))) {
		return sightOf(await followFailure(reads, ended.arn), now);
	}

	if (stuck) {
		return {kind: 'stuck', followed: stuck};
	}

	const [unseen] = looked.flatMap(followed => unseenRun(followed, now) ?? []);

	if (unseen) {
		return unseen;
	}

	const [alive] = isBrief || !ended ? looked : [await followFailure(reads, ended.arn)];
	return alive ? sightOf(withRest(alive, running.length - looked.length), now) : {kind: 'none'};
}

/** So many of those that run are looked at. */
const runningAtMost = 8;

const withRest = (followed: FollowedFailure, rest: number): FollowedFailure =>
	rest === 0
		? followed
		: {
				...followed,
				unread: [
					...followed.unread,
					`${count(rest, 'execution')} more that run were not looked at: one of them can hang.`,
				],
			};

const isNewer = ({startedAt}: Execution, {failure}: FollowedFailure): boolean =>
	(startedAt?.getTime() ?? 0) > (failure.startedAt?.getTime() ?? 0);

/** Where the logs cannot be read, the checks of the logging say so. */
async function newestLogged(
	reads: Reads,
	stateMachineArn: string,
	now: number,
): Promise<FailureInSight> {
	try {
		const run = await newestExpressRun(reads, stateMachineArn, now);
		return run === null ? {kind: 'none'} : expressSight(run, null, now);
	} catch (error) {
		if (error instanceof AccountError) {
			return {kind: 'none'};
		}

		throw error;
	}
}

function sightOf(followed: FollowedFailure, now: number): FailureInSight {
	const kind = kindOf(followed, now);
	return (kind === 'alive' && unseenRun(followed, now)) || {kind, followed};
}

/** It has run for long and what it waits for was not read: it can hang as well as not. */
function unseenRun({failure, unread}: FollowedFailure, now: number): FailureInSight | null {
	const {executionArn, status, startedAt} = failure;
	const isUnseen =
		status === 'RUNNING' && unread.length > 0 && (startedAt === null || runsLong(failure, now));

	return isUnseen
		? {
				kind: 'unread',
				executionArn,
				why: `it is RUNNING${startedAt ? `, for ${durationOf(now - startedAt.getTime())}` : ''}, and what it waits for is not known. ${unread.join(' ')}`,
			}
		: null;
}

const failed = new Set<ExecutionStatus>(['FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']);

const runsLong = ({startedAt}: Pick<Execution, 'startedAt'>, now: number): boolean =>
	startedAt !== null && now - startedAt.getTime() >= hangsAfter;

function kindOf({failure, waiting}: FollowedFailure, now: number): 'failed' | 'stuck' | 'alive' {
	if (failed.has(failure.status)) {
		return 'failed';
	}

	return failure.status === 'RUNNING' && waiting.some(each => hangs(each, now)) ? 'stuck' : 'alive';
}
