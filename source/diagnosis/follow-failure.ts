import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {Execution, ExecutionStatus} from '../account/step-functions.ts';
import {answeredFailure} from '../history/answered.ts';
import type {LinkKind} from '../history/failure.ts';
import {childExecutionOf, executionArnIn, mapRunOf, tokenHolderOf} from '../history/followed.ts';
import type {ExpressRun} from './express-execution.ts';
import {followMapRun, toleratedMapRuns} from './follow-map-run.ts';
import type {FollowedFailure, Root} from './followed-failure.ts';
import {executionLink, ownFailure} from './own-failure.ts';
import {answeredExecution, readInside} from './read-inside.ts';

/** Executions within executions are followed this far. */
const deepest = 8;

const known = new WeakMap<Reads, Map<string, Promise<FollowedFailure>>>();

/**
 * Follows an execution down to its root, through child executions and Map Runs. Everything but DescribeExecution is
 * optional: without it less is known, and that is said. Throws AccountError where the execution itself cannot be read.
 */
export function followFailure(reads: Reads, executionArn: string): Promise<FollowedFailure> {
	const followed = known.get(reads) ?? new Map<string, Promise<FollowedFailure>>();
	known.set(reads, followed);
	const answer = followed.get(executionArn) ?? followFailureAnew(reads, executionArn);
	followed.set(executionArn, answer);
	return answer;
}

/** The same, whatever was read before: an execution that is repeated changes. */
export const followFailureAnew = (reads: Reads, executionArn: string): Promise<FollowedFailure> =>
	follow(reads, executionArn, 'execution', 0);

async function follow(
	reads: Reads,
	executionArn: string,
	kind: LinkKind,
	depth: number,
): Promise<FollowedFailure> {
	return followOf(reads, await reads.execution(executionArn), kind, depth);
}

async function followOf(
	reads: Reads,
	execution: Execution,
	kind: LinkKind,
	depth: number,
): Promise<FollowedFailure> {
	const [machine, read] = await readInside(reads, execution);
	const own = ownFailure(execution, machine, read, kind);

	if (execution.status === 'SUCCEEDED') {
		const tolerated = own.root.chain && (await toleratedMapRuns(reads, own.root.chain));
		return tolerated === null
			? own
			: {...own, mapRuns: tolerated.mapRuns, unread: [...own.unread, ...tolerated.unread]};
	}

	const below = await followBelow(reads, own, depth);
	return below === null ? own : joined(own, below);
}

/** An Express execution as its log events tell of it. */
export function followLogged({
	execution,
	read,
	unread,
}: Extract<ExpressRun, {kind: 'seen'}>): FollowedFailure {
	const own = ownFailure(execution, null, read, 'execution');
	return {...own, unread: [...own.unread, ...unread]};
}

/**
 * The Map Run that a person named, whether or not it ended its execution: a Catch can handle its failure, and items
 * that failed can be tolerated. Throws AccountError where there is none.
 */
export async function followNamedMapRun(reads: Reads, arn: string): Promise<FollowedFailure> {
	const run = await reads.mapRun(arn);
	const followed = await followFailure(reads, run.executionArn);

	const isOnTheWay = followed.mapRuns.some(each => each.arn === arn);

	if (isOnTheWay && followed.failure.status !== 'SUCCEEDED') {
		return followed;
	}

	const below = await followMapRun(reads, arn, followed.root, child =>
		follow(reads, child, 'item', 1),
	);
	const [first] = followed.failure.chain;
	const own = followed.root.execution.arn === run.executionArn ? followed.root.chain : null;
	const state = own?.passages.all.find(passage => mapRunOf(passage) === arn)?.name ?? null;
	const at = run.stoppedAt;

	return joined(
		{
			...followed,
			failure: {
				...followed.failure,
				chain: [
					first ?? executionLink(followed.root.execution),
					{
						kind: 'map-run',
						state,
						executionArn: run.executionArn,
						error: null,
						cause: null,
						at,
						index: null,
					},
				],
			},
			mapRuns: [],
		},
		below,
	);
}

/** What the root of one execution started and waited for; null where it is the last. */
async function followBelow(
	reads: Reads,
	{root, failure, waiting}: FollowedFailure,
	depth: number,
): Promise<FollowedFailure | null> {
	const {execution, chain} = root;
	const passage = chain?.root ?? null;
	const [waits] = waiting;
	const isRunning = failure.status === 'RUNNING';
	const child = isRunning
		? waits?.waitsFor.kind === 'job'
			? executionArnOf(waits.waitsFor.job)
			: null
		: passage
			? childExecutionOf(passage)
			: execution.error === 'States.TaskFailed'
				? executionArnIn(execution.cause)
				: null;
	const mapRunArn = isRunning
		? waits?.waitsFor.kind === 'map-run'
			? waits.waitsFor.mapRunArn
			: null
		: passage && mapRunOf(passage);

	const answered = isRunning || passage === null ? null : answeredFailure(passage);
	const holder = isRunning || passage === null ? null : tokenHolderOf(passage);
	const below = child ?? mapRunArn ?? answered?.executionArn ?? holder;

	if (below === null) {
		return null;
	}

	if (depth >= deepest) {
		return only(root, [
			`Followed through ${depth} executions; what ${below} failed of was not read.`,
		]);
	}

	if (answered !== null) {
		return followOf(reads, answeredExecution(answered), 'child-execution', depth + 1);
	}

	if (holder !== null) {
		const held = await follow(reads, holder, 'child-execution', depth + 1).catch(
			unfollowed(root, holder),
		);
		return endedBadly.has(held.failure.status) ? held : only(root, [heldWords(holder, held)]);
	}

	return child === null
		? followMapRun(reads, mapRunArn ?? '', root, arn => follow(reads, arn, 'item', depth + 1))
		: follow(reads, child, 'child-execution', depth + 1).catch(unfollowed(root, child));
}

const executionArnOf = (job: string | null): string | null =>
	job?.includes(':execution:') ? job : null;

const endedBadly = new Set<ExecutionStatus>(['FAILED', 'TIMED_OUT', 'ABORTED']);

const heldWords = (arn: string, {failure: {status}}: FollowedFailure): string =>
	`The execution ${arn}, which was given the task token, is ${status}: it did not return the token in time.`;

const unfollowed =
	(root: Root, child: string) =>
	(error: unknown): FollowedFailure => {
		if (error instanceof AccountError) {
			return only(root, [`The execution ${child} was not read: ${error.message}`]);
		}

		throw error;
	};

/** Nothing further is known than that something is left unread. */
const only = (root: Root, unread: string[]): FollowedFailure => ({
	failure: {
		executionArn: root.execution.arn,
		status: root.execution.status,
		startedAt: null,
		stoppedAt: null,
		chain: [],
	},
	root,
	survived: [],
	waiting: [],
	mapRuns: [],
	failState: null,
	unread,
});

const joined = (own: FollowedFailure, below: FollowedFailure): FollowedFailure => ({
	...own,
	failure: {...own.failure, chain: [...own.failure.chain, ...below.failure.chain]},
	root: below.root,
	survived: [...own.survived, ...below.survived],
	waiting: below.waiting.length > 0 ? below.waiting : own.waiting,
	mapRuns: [...own.mapRuns, ...below.mapRuns],
	unread: [...own.unread, ...below.unread],
});
