import type {Reads} from '../account/account.ts';
import {changesRefused, type EvidenceOf, readChanges} from './changes.ts';
import {decodedRefused, readDecoded} from './decoded.ts';
import type {FailureEvidence, TaskLogs} from './evidence.ts';
import {type FailedTask, failedTask} from './failed-task.ts';
import {inTime} from './in-time.ts';
import {orSay} from './or-say.ts';
import {readTaskLogs, refusedLogs} from './read-logs.ts';

/** What evidence is gathered on. */
export type EvidenceAsked = EvidenceOf & {
	location: {partition: string; region: string; accountId: string};
	/** Milliseconds since 1970. */
	now: number;
};

export type Gathering = {
	evidence: Promise<FailureEvidence>;
	/** The verdict is there: what AWS has not answered soon is left out, and that is said. */
	hurry(): void;
};

/** Reads everything at once. What cannot be read says so: nothing of it is thrown, and no check waits for it. */
export function gatherEvidence(asked: EvidenceAsked, all: Reads): Gathering {
	const {reads, hurry, end} = inTime(all);
	return {evidence: gather(asked, reads).finally(end), hurry};
}

async function gather(asked: EvidenceAsked, reads: Reads): Promise<FailureEvidence> {
	const {followed, text, location, now} = asked;
	const task = followed && failedTask(followed.root);
	const [logs, changes, decoded] = await Promise.all([
		task && taskLogs(task, asked, reads),
		orSay(readChanges(asked, {reads, location, now}), why => changesRefused(why, followed)),
		orSay(readDecoded(text, reads), why => decodedRefused(why, text)),
	]);

	return {
		logs,
		changes,
		decoded,
		notRead: {
			logs: logs
				? null
				: followed === null
					? 'No execution that failed is known.'
					: task === null
						? 'The events that were read show no task that was called and failed.'
						: 'The task did not start any work of which sfn-fix reads the log.',
			changes: null,
			decoded: decoded ? null : 'The error holds no encoded authorization message.',
		},
	};
}

const taskLogs = (
	task: FailedTask,
	{location}: EvidenceAsked,
	reads: Reads,
): Promise<TaskLogs | null> =>
	orSay(readTaskLogs(task, {reads, location}), why => refusedLogs(task, why));
