import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution, MapRun} from '../account/step-functions.ts';
import type {FollowedFailure, ItemGroup, Root} from './followed-failure.ts';

/** Of a Map Run's failed children this many are looked at. */
export const sampleAtMost = 20;

type Follow = (executionArn: string) => Promise<FollowedFailure>;

/** The counts, a sample of the failed children grouped by their error, and the largest group down to its root. */
export async function followMapRun(
	reads: Reads,
	arn: string,
	root: Root,
	follow: Follow,
): Promise<FollowedFailure> {
	const run = await reads.mapRun(arn).catch(ifRefused(null));
	const children = mayHaveFailed(run) ? await failedChildren(reads, arn) : [];
	const described = await Promise.all(
		(children ?? []).map(child => reads.execution(child.arn).catch(ifRefused(child))),
	);
	const groups = groupsOf(described);
	const [largest] = groups;
	const item = largest ? await follow(largest.executionArn).catch(ifRefused(null)) : null;

	return {
		failure: {
			executionArn: root.execution.arn,
			status: root.execution.status,
			startedAt: null,
			stoppedAt: null,
			chain: item?.failure.chain ?? [],
		},
		root: item?.root ?? root,
		survived: [],
		waiting: item?.waiting ?? [],
		mapRuns: [{arn, run, groups, sampled: described.length}, ...(item?.mapRuns ?? [])],
		failState: null,
		unread: [...unreadOf(arn, run, children), ...(item?.unread ?? [])],
	};
}

/** Where the items could not be read or the results not written, no child failed. */
const mayHaveFailed = (run: MapRun | null): boolean =>
	run === null || run.executions.failed + run.executions.timedOut + run.executions.aborted > 0;

/** Null where AWS does not list them. */
async function failedChildren(reads: Reads, arn: string): Promise<Execution[] | null> {
	for (const status of ['FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
		const found = await reads
			.mapRunExecutions(arn, status, sampleAtMost)
			.catch(ifRefused<Execution[] | null>(null));

		if (found === null || found.length > 0) {
			return found;
		}
	}

	return [];
}

/** Names of role sessions, ids and numbers: children that failed alike differ in these. */
const varying =
	/(?<=:assumed-role\/[\w+=,.@-]{1,64}\/)[\w+=,.@-]{2,64}|[\da-f]{8}-[\da-f-]{27}|\d{1,20}/gi;

/** Children that failed alike differ in ids, times and their own names only. */
function groupsOf(children: readonly Execution[]): ItemGroup[] {
	const groups = new Map<string, ItemGroup>();

	// The list is newest first, and what failed first stands for its group.
	for (const {arn, error, cause} of children.toReversed()) {
		const key = `${error} ${(cause ?? '').replaceAll(varying, '#')}`;
		const group = groups.get(key) ?? {error, cause, count: 0, executionArn: arn};
		groups.set(key, {...group, count: group.count + 1});
	}

	return [...groups.values()].toSorted((one, other) => other.count - one.count);
}

const unreadOf = (
	arn: string,
	run: MapRun | null,
	children: readonly Execution[] | null,
): string[] => [
	...(run === null
		? [`How many items of the Map Run ${arn} failed was not read (states:DescribeMapRun).`]
		: []),
	...(children === null
		? [`The children of the Map Run ${arn} were not listed (states:ListExecutions).`]
		: []),
];
