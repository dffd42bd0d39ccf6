import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution} from '../account/step-functions.ts';

const day = 86_400_000;
/** CloudTrail keeps events of its history for so long. */
export const kept = 90 * day;
const withoutSuccess = 7 * day;
export const historyBound = 'CloudTrail keeps its event history for 90 days';

export type ChangesWindow = {from: number; to: number; notes: string[]; read: string[]};

/** The week up to then. */
export const back = (to: number, oldest = 0): ChangesWindow => ({
	from: Math.max(to - withoutSuccess, oldest),
	to,
	notes: [],
	read: [],
});

/** From the last success before the failure to the first failure after that success, or until now. */
export async function windowOf(
	failed: Execution,
	arn: string,
	{reads, now}: {reads: Pick<Reads, 'executions'>; now: number},
): Promise<ChangesWindow> {
	const started = failed.startedAt?.getTime() ?? now;
	const isRunning = failed.status === 'RUNNING';
	const end = isRunning ? now : (endOf(failed) ?? now);

	if (failed.arn.includes(':express:')) {
		return {
			...back(end, now - kept),
			notes: [
				'AWS does not list Express executions: the 7 days before the failure were looked at.',
			],
		};
	}

	const [succeeded, failures] = await Promise.all([
		reads.executions(arn, 'SUCCEEDED').catch(ifRefused(null)),
		isRunning ? [] : reads.executions(arn, 'FAILED').catch(ifRefused(null)),
	]);
	const success = succeeded?.find(each => each.stoppedAt && each.stoppedAt.getTime() <= started);
	const since = success ? (endOf(success) ?? 0) : started;
	const first = failures?.filter(each => (each.startedAt?.getTime() ?? 0) >= since).at(-1);
	const to = (first && endOf(first)) ?? end;
	const until = isRunning ? 'now: the execution is still running' : 'the first failure after it';
	const read = ['states:ListExecutions'];

	return success
		? {
				from: Math.max(since, now - kept),
				to,
				read,
				notes: [
					`Between the last success (${success.name}) and ${until}.`,
					...(since < now - kept ? [`${historyBound}, and that success is older.`] : []),
				],
			}
		: {
				...back(to, now - kept),
				read,
				notes: [
					`${succeeded === null ? 'The executions could not be listed' : 'No earlier success was found'}: the 7 days before ${isRunning ? 'now were looked at, since the execution is still running' : 'the failure were looked at'}.`,
				],
			};
}

const endOf = ({stoppedAt, startedAt}: Execution): number | null =>
	(stoppedAt ?? startedAt)?.getTime() ?? null;
