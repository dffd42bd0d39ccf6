import type {Reads} from '../account/account.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {changesRefused, readChanges} from './changes.ts';
import {decodedRefused, readDecoded} from './decoded.ts';
import type {FailureEvidence, TaskLogs} from './evidence.ts';
import {type FailedTask, failedTask} from './failed-task.ts';
import {orSay} from './or-say.ts';
import {readTaskLogs, refusedLogs} from './read-logs.ts';

/** What evidence is gathered on. */
export type EvidenceAsked = {
	/** The failure that has to be explained. */
	followed: FollowedFailure;
	location: {partition: string; region: string; accountId: string};
	/** Milliseconds since 1970. */
	now: number;
};

/** Reads everything at once. What cannot be read says so: nothing of it is thrown, and no check waits for it. */
export async function gatherEvidence(asked: EvidenceAsked, reads: Reads): Promise<FailureEvidence> {
	const task = failedTask(asked.followed.root);
	const [logs, changes, decoded] = await Promise.all([
		task && taskLogs(task, asked, reads),
		orSay(
			readChanges(asked.followed, {reads, location: asked.location, now: asked.now}),
			changesRefused,
		),
		orSay(readDecoded(asked.followed, reads), why =>
			decodedRefused(why, asked.followed.root.cause),
		),
	]);

	return {logs, changes, decoded};
}

const taskLogs = (
	task: FailedTask,
	{location}: EvidenceAsked,
	reads: Reads,
): Promise<TaskLogs | null> =>
	orSay(readTaskLogs(task, {reads, location}), why => refusedLogs(task, why));
