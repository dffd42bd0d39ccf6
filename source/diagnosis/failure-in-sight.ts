import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {Execution, ExecutionStatus} from '../account/step-functions.ts';
import {followFailure} from './follow-failure.ts';
import type {FollowedFailure, WaitingIn} from './followed-failure.ts';

/** What an examination has to explain before it can call anything healthy. */
export type FailureInSight =
	/** No execution failed or hangs, or AWS keeps no record of any (Express). */
	| {kind: 'none'}
	/** The execution that the person named does not exist. */
	| {kind: 'missing'; executionArn: string}
	/** Why nothing could be looked at. */
	| {kind: 'unread'; why: string; isNamed: boolean}
	/** A failure, or a run that hangs: what the checks have to explain. */
	| {kind: 'failed' | 'stuck'; followed: FollowedFailure}
	/** It runs or it succeeded: shown, with what it survived. */
	| {kind: 'alive'; followed: FollowedFailure};

type Asked = {stateMachineArn: string; executionArn: string | null};

/** Of the execution named, or else of the state machine's newest one. */
export async function failureInSight(
	reads: Reads,
	{stateMachineArn, executionArn}: Asked,
	now: number,
): Promise<FailureInSight> {
	const isNamed = executionArn !== null;

	try {
		const arn = executionArn ?? (await newestInSight(reads, stateMachineArn, now))?.arn ?? null;

		if (arn === null || arn.includes(':express:')) {
			return {kind: 'none'};
		}

		const followed = await followFailure(reads, arn);
		return {kind: kindOf(followed, now), followed};
	} catch (error) {
		if (error instanceof AccountError) {
			return isNamed && error.kind === 'not-found'
				? {kind: 'missing', executionArn}
				: {kind: 'unread', why: error.message, isNamed};
		}

		throw error;
	}
}

const failed = new Set<ExecutionStatus>(['FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']);

/** Null where the newest is none to worry about: it succeeded, or has only just begun. */
async function newestInSight(
	reads: Reads,
	stateMachineArn: string,
	now: number,
): Promise<Execution | null> {
	const {type} = await reads.stateMachine(stateMachineArn);
	const [newest] = type === 'EXPRESS' ? [] : await reads.executions(stateMachineArn);

	return newest && (failed.has(newest.status) || runsLong(newest, now)) ? newest : null;
}

/** A wait without a limit that lasts this long is taken for one that does not end. */
export const hangsAfter = 3_600_000;

const runsLong = ({status, startedAt}: Execution, now: number): boolean =>
	status === 'RUNNING' && startedAt !== null && now - startedAt.getTime() >= hangsAfter;

function kindOf({failure, waiting}: FollowedFailure, now: number): 'failed' | 'stuck' | 'alive' {
	if (failed.has(failure.status)) {
		return 'failed';
	}

	return failure.status === 'RUNNING' && waiting.some(each => hangs(each, now)) ? 'stuck' : 'alive';
}

const waitsForOthers = new Set<WaitingIn['waitsFor']['kind']>([
	'activity-worker',
	'activity-result',
	'task-token',
	'job',
	'call',
	'map-run',
]);

/** Whether it has waited for somebody or something for long, and no limit will end that soon. */
export const hangs = ({waitsFor, since, timeoutSeconds}: WaitingIn, now: number): boolean =>
	waitsForOthers.has(waitsFor.kind) &&
	since !== null &&
	now - since.getTime() >= hangsAfter &&
	// The clock of a timeout starts when a worker takes the task.
	(timeoutSeconds === null || waitsFor.kind === 'activity-worker');
