import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution, StateMachineSummary} from '../account/step-functions.ts';
import {agoOf} from '../text.ts';

export type RecentFailure = {at: Date; error: string | null};

/** By the ARN of the state machine; one that is not in it may have failed all the same. */
export type RecentFailures = ReadonlyMap<string, RecentFailure>;

/** As many as a small window shows: ListExecutions allows a burst of 100 calls. */
const mostLookedAt = 15;

/** Nobody waits longer for the list. */
const longestMilliseconds = 1500;

/** The newest failure of the first state machines; what comes too late, or is refused, is left out. */
export async function recentFailures(
	machines: readonly StateMachineSummary[],
	reads: Reads,
): Promise<RecentFailures> {
	const found = new Map<string, RecentFailure>();
	const all = Promise.all(
		machines
			.filter(({type}) => type === 'STANDARD')
			.slice(0, mostLookedAt)
			.map(async ({arn}) => {
				const failure = await newestFailure(arn, reads).catch(ifRefused(null));
				failure && found.set(arn, failure);
			}),
	);
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise(resolve => {
		timer = setTimeout(resolve, longestMilliseconds);
	});
	await Promise.race([all, late]);
	clearTimeout(timer);
	// What fails later concerns nobody any more.
	all.catch(() => {});

	return new Map(found);
}

async function newestFailure(arn: string, reads: Reads): Promise<RecentFailure | null> {
	const lists = await Promise.all([
		reads.executions(arn, 'FAILED'),
		reads.executions(arn, 'TIMED_OUT'),
	]);
	const [newest] = lists
		.flatMap(([first]) => first ?? [])
		.toSorted((one, other) => endOf(other) - endOf(one));

	if (!newest?.stoppedAt) {
		return null;
	}

	// The list does not tell the error.
	const {error} = await reads.execution(newest.arn).catch(ifRefused({error: null}));
	return {at: newest.stoppedAt, error};
}

const endOf = ({stoppedAt}: Execution): number => stoppedAt?.getTime() ?? 0;

/** Those that failed last come first, the others as AWS lists them. */
export const byRecentFailure = (
	machines: readonly StateMachineSummary[],
	failures: RecentFailures,
): StateMachineSummary[] =>
	machines.toSorted((one, other) => at(other, failures) - at(one, failures));

const at = ({arn}: StateMachineSummary, failures: RecentFailures): number =>
	failures.get(arn)?.at.getTime() ?? 0;

/** `failed 12 min ago: States.Timeout`. */
export function describeRecent({at: time, error}: RecentFailure, now: number): string {
	return `failed ${agoOf(now - time.getTime())}${error ? `: ${error}` : ''}`;
}
