import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {changesRefused, readChanges} from './changes.ts';
import type {Evidence, TaskLogs} from './evidence.ts';
import {type FailedTask, failedTask} from './failed-task.ts';
import {readTaskLogs, refusedLogs} from './read-logs.ts';

/** What evidence is gathered on. */
export type EvidenceAsked = {
	/** The failure that has to be explained. */
	followed: FollowedFailure;
	location: {partition: string; region: string; accountId: string};
	/** Milliseconds since 1970. */
	now: number;
};

/** However slow AWS is, what is read beside the checks ends. */
const patience = 30_000;

/** Reads everything at once. What cannot be read says so: nothing of it is thrown, and no check waits for it. */
export async function gatherEvidence(asked: EvidenceAsked, reads: Reads): Promise<Evidence> {
	const task = failedTask(asked.followed.root);
	const [logs, changes] = await Promise.all([
		task && taskLogs(task, asked, reads),
		orSay(
			readChanges(asked.followed, {reads, location: asked.location, now: asked.now}),
			changesRefused,
		),
	]);

	return {logs, changes};
}

const taskLogs = (
	task: FailedTask,
	{location}: EvidenceAsked,
	reads: Reads,
): Promise<TaskLogs | null> =>
	orSay(readTaskLogs(task, {reads, location}), why => refusedLogs(task, why));

/** A fault of our own is shown as one: it must not end a run that has its verdict. */
async function orSay<Value>(reading: Promise<Value>, say: (why: string) => Value): Promise<Value> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<Value>(resolve => {
		timer = setTimeout(
			() => resolve(say(`AWS did not answer within ${patience / 1000} s.`)),
			patience,
		);
	});

	try {
		return await Promise.race([reading, late]);
	} catch (error) {
		return say(
			error instanceof AccountError
				? error.message
				: `Reading it failed: ${error instanceof Error ? error.message : String(error)}`,
		);
	} finally {
		clearTimeout(timer);
	}
}
