import type {Reads} from '../account/account.ts';
import {nameOfArn} from '../aws/arn.ts';
import {failedExecution} from '../diagnosis/failed-execution.ts';
import {failureInSight} from '../diagnosis/failure-in-sight.ts';
import {failureText} from '../diagnosis/failure-text.ts';
import {followFailure} from '../diagnosis/follow-failure.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import type {LastFailure} from './services.ts';

/**
Why the given execution failed or hangs, or else the newest failed one, followed down to its root. Null where AWS keeps
no record (Express).
*/
export async function lastFailure(
	reads: Reads,
	stateMachineArn: string,
	executionArn: string | null,
	now: number,
): Promise<LastFailure | null> {
	const followed =
		executionArn === null
			? await newestFailure(reads, stateMachineArn)
			: await namedFailure(reads, {stateMachineArn, executionArn}, now);

	return followed && asLastFailure(followed);
}

async function newestFailure(
	reads: Reads,
	stateMachineArn: string,
): Promise<FollowedFailure | null> {
	const execution = await failedExecution(reads, stateMachineArn, null);
	return execution && followFailure(reads, execution.arn);
}

async function namedFailure(
	reads: Reads,
	named: {stateMachineArn: string; executionArn: string},
	now: number,
): Promise<FollowedFailure | null> {
	const sight = await failureInSight(reads, named, now);
	return sight.kind === 'failed' || sight.kind === 'stuck' ? sight.followed : null;
}

export const asLastFailure = (followed: FollowedFailure): LastFailure => ({
	executionArn: followed.failure.executionArn,
	executionName: nameOfArn(followed.failure.executionArn),
	stoppedAt: followed.failure.stoppedAt,
	text: failureText(followed),
	followed,
});
