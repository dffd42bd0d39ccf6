import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution, MapRun} from '../account/step-functions.ts';
import type {Chain} from '../history/chain.ts';
import {mapRunOf} from '../history/followed.ts';
import type {FollowedFailure, FollowedMapRun, ItemGroup, Root} from './followed-failure.ts';

/** Of a Map Run's failed children this many are looked at. */
const sampleAtMost = 20;

/** Of so many groups of children that failed alike one is followed down to its root. */
const followedAtMost = 5;

type Follow = (executionArn: string) => Promise<FollowedFailure>;

/** The counts, a sample of the failed children grouped by their root, and the largest group's chain. */
export async function followMapRun(
	reads: Reads,
	arn: string,
	root: Root,
	follow: Follow,
): Promise<FollowedFailure> {
	const running = await runningItem(reads, arn, root, follow);
	const {groups, unread, ...counts} = await readMapRun(reads, arn, root.state, sampleAtMost);
	const followed = await Promise.all(
		groups
			.slice(0, followedAtMost)
			.map(({executionArn}) => follow(executionArn).catch(ifRefused(null))),
	);
	const byRoot = sameRoots(groups.map((group, index) => withRoot(group, followed[index] ?? null)));
	const [largest] = byRoot;
	const item =
		running ?? followed.find(each => each?.failure.executionArn === largest?.executionArn) ?? null;

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
		mapRuns: [{...counts, groups: byRoot}, ...(item?.mapRuns ?? [])],
		failState: null,
		unread: [...unread, ...(item?.unread ?? [])],
	};
}

/** While the Map Run is under way: the item that has run longest, as far as the list goes. */
async function runningItem(
	reads: Reads,
	arn: string,
	{execution}: Root,
	follow: Follow,
): Promise<FollowedFailure | null> {
	const running =
		execution.status === 'RUNNING'
			? await reads.mapRunExecutions(arn, 'RUNNING', sampleAtMost).catch(ifRefused([]))
			: [];
	const oldest = running.at(-1);
	return oldest ? follow(oldest.arn).catch(ifRefused(null)) : null;
}

type ReadMapRun = FollowedMapRun & {unread: string[]};

/** The counts of a Map Run, and a sample of its failed children. */
async function readMapRun(
	reads: Reads,
	arn: string,
	state: string | null,
	sample: number,
): Promise<ReadMapRun> {
	const run = await reads.mapRun(arn).catch(ifRefused(null));
	const children = mayHaveFailed(run) ? await failedChildren(reads, arn, sample) : [];
	const described = await Promise.all(
		(children ?? []).map(child => reads.execution(child.arn).catch(ifRefused(child))),
	);

	return {
		arn,
		state,
		run,
		groups: groupsOf(described),
		sampled: described.length,
		unread: unreadOf(arn, run, children),
	};
}

const withRoot = (group: ItemGroup, followed: FollowedFailure | null): ItemGroup => {
	if (followed === null) {
		return group;
	}

	const {state, error, cause} = followed.root;
	return {...group, root: {state, error, cause}};
};

/** Children can fail differently on the outside and of the same inside. */
function sameRoots(groups: readonly ItemGroup[]): ItemGroup[] {
	const merged = new Map<string, ItemGroup>();

	for (const group of groups) {
		const {root} = group;
		const key = root ? `${root.state} ${alike(root)}` : group.executionArn;
		const known = merged.get(key);
		merged.set(key, known ? {...known, count: known.count + group.count} : group);
	}

	return [...merged.values()].toSorted((one, other) => other.count - one.count);
}

/** Where the items could not be read or the results not written, no child failed. */
const mayHaveFailed = (run: MapRun | null): boolean =>
	run === null || run.executions.failed + run.executions.timedOut + run.executions.aborted > 0;

/** Null where AWS does not list them. */
async function failedChildren(
	reads: Reads,
	arn: string,
	sample: number,
): Promise<Execution[] | null> {
	for (const status of ['FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
		const found = await reads
			.mapRunExecutions(arn, status, sample)
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

type Failed = {error: string | null; cause: string | null};

const alike = ({error, cause}: Failed): string =>
	`${error} ${(cause ?? '').replaceAll(varying, '#')}`;

/** Children that failed alike differ in ids, times and their own names only. */
function groupsOf(children: readonly Execution[]): ItemGroup[] {
	const groups = new Map<string, ItemGroup>();

	// The list is newest first, and what failed first stands for its group.
	for (const {arn, error, cause} of children.toReversed()) {
		const key = alike({error, cause});
		const group = groups.get(key) ?? {error, cause, count: 0, executionArn: arn, root: null};
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

const toleratedAtMost = 5;
const toleratedSample = 5;

/** The Map Runs of an execution that succeeded although some of their items failed. */
export async function toleratedMapRuns(
	reads: Reads,
	{passages}: Chain,
): Promise<Pick<FollowedFailure, 'mapRuns' | 'unread'>> {
	const runs = passages.all.flatMap(passage => {
		const arn = mapRunOf(passage);
		return arn === null ? [] : [{arn, state: passage.name}];
	});
	const read = await Promise.all(
		runs
			.slice(0, toleratedAtMost)
			.map(({arn, state}) => readMapRun(reads, arn, state, toleratedSample)),
	);

	return {
		mapRuns: read
			// One that could not be described stays: its items are not known.
			.filter(({run}) => run === null || run.items.failed > 0)
			.map(({unread: _, ...mapRun}) => mapRun),
		unread: [
			...read.flatMap(({unread}) => unread),
			...(runs.length > toleratedAtMost
				? [`Of ${runs.length} Map Runs the first ${toleratedAtMost} were read.`]
				: []),
		],
	};
}
