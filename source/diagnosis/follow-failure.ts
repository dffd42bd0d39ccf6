import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {ExecutedMachine, Execution} from '../account/step-functions.ts';
import {type NormalPath, normalPath} from '../definition/normal-path.ts';
import {DefinitionSyntaxError, parseDefinition} from '../definition/parse-definition.ts';
import type {Chain} from '../history/chain.ts';
import type {Link, LinkKind} from '../history/failure.ts';
import {childExecutionOf, executionArnIn, mapRunOf} from '../history/followed.ts';
import {waitingStates} from '../history/waiting.ts';
import {followMapRun} from './follow-map-run.ts';
import type {FollowedFailure, Root, WaitingIn} from './followed-failure.ts';
import {type ReadChain, readChain} from './read-chain.ts';

/** Executions within executions are followed this far. */
export const deepest = 8;

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
	const execution = await reads.execution(executionArn);
	const [machine, read] = await readInside(reads, execution);
	const own = ownFailure(execution, machine, read, kind);
	const below = await followBelow(reads, own, depth);

	return below === null ? own : joined(own, below);
}

type Inside = [ExecutedMachine | null, ReadChain | string];

/** An Express execution has no history: its logs alone tell what happened inside. */
async function readInside(reads: Reads, {arn}: Execution): Promise<Inside> {
	if (arn.includes(':express:')) {
		return [null, `AWS keeps no history of the Express execution ${arn}.`];
	}

	const machine = await reads.executedMachine(arn).catch(ifRefused(null));

	try {
		return [machine, await readChain(reads, arn, pathOf(machine))];
	} catch (error) {
		if (error instanceof AccountError) {
			return [machine, `The history of ${arn} was not read: ${error.message}`];
		}

		throw error;
	}
}

function pathOf(machine: ExecutedMachine | null): NormalPath | null {
	try {
		return machine && normalPath(parseDefinition(machine.definition));
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			return null;
		}

		throw error;
	}
}

function ownFailure(
	execution: Execution,
	machine: ExecutedMachine | null,
	read: ReadChain | string,
	kind: LinkKind,
): FollowedFailure {
	const {arn, status, startedAt, stoppedAt, error, cause} = execution;
	const chain = typeof read === 'string' ? null : read.chain;
	const first: Link = {
		kind,
		state: null,
		executionArn: arn,
		error,
		cause,
		at: stoppedAt,
		index: null,
	};
	const waiting =
		chain && status !== 'FAILED' && status !== 'SUCCEEDED' ? waitingIn(chain, arn) : [];
	const links = status === 'RUNNING' ? waiting.slice(0, 1).map(waitingLink) : (chain?.links ?? []);
	const last = links.at(-1);
	const root: Root = {
		execution,
		machine,
		chain,
		events: typeof read === 'string' ? [] : read.events,
		state: last?.state ?? null,
		error: last?.error ?? error,
		cause: last?.cause ?? cause,
	};

	return {
		failure: {
			executionArn: arn,
			status,
			startedAt,
			stoppedAt,
			chain: status === 'SUCCEEDED' ? [] : [first, ...links],
		},
		root,
		survived: (chain?.survived ?? []).map(each => ({...each, executionArn: arn})),
		waiting,
		mapRuns: [],
		failState: chain?.failState ?? null,
		unread: unreadOf(arn, read),
	};
}

const waitingIn = ({passages}: Chain, executionArn: string) =>
	waitingStates(passages).map(waiting => ({...waiting, executionArn}));

/** What a running execution waits in stands where the root of a failed one does. */
const waitingLink = ({state, since, executionArn}: WaitingIn): Link => ({
	kind: 'state',
	state,
	executionArn,
	error: null,
	cause: null,
	at: since,
	index: null,
});

const unreadOf = (arn: string, read: ReadChain | string): string[] =>
	typeof read === 'string'
		? [read]
		: read.isCutShort
			? [
					`Of the history of ${arn} the newest ${read.events.length} events were read; older ones could name another root.`,
				]
			: [];

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

	if (child === null && mapRunArn === null) {
		return null;
	}

	if (depth >= deepest) {
		return only(root, [
			`Followed through ${depth} executions; what ${child ?? mapRunArn} failed of was not read.`,
		]);
	}

	return child === null
		? followMapRun(reads, mapRunArn ?? '', root, arn => follow(reads, arn, 'item', depth + 1))
		: follow(reads, child, 'child-execution', depth + 1).catch(unfollowed(root, child));
}

const executionArnOf = (job: string | null): string | null =>
	job?.includes(':execution:') ? job : null;

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
