import type {StateMachineContext} from '../../source/diagnosis/check.ts';
import {failureInSight} from '../../source/diagnosis/failure-in-sight.ts';
import type {FollowedFailure, WaitingIn} from '../../source/diagnosis/followed-failure.ts';

export type WaitingRun = {followed: FollowedFailure; waiting: readonly WaitingIn[]};

/** The execution that runs, and what it waits for; null where none in sight does. */
export async function waitingRun({
	subject,
	reads,
	now,
}: StateMachineContext): Promise<WaitingRun | null> {
	const sight = await failureInSight(reads, subject, now());
	const isRunning =
		(sight.kind === 'stuck' || sight.kind === 'alive') &&
		sight.followed.failure.status === 'RUNNING';

	return isRunning ? {followed: sight.followed, waiting: sight.followed.waiting} : null;
}
