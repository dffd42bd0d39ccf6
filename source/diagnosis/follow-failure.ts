import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {ExecutedMachine, Execution} from '../account/step-functions.ts';
import {type NormalPath, normalPath} from '../definition/normal-path.ts';
import {DefinitionSyntaxError, parseDefinition} from '../definition/parse-definition.ts';
import type {LinkKind} from '../history/failure.ts';
import {childExecutionOf, executionArnIn, mapRunOf} from '../history/followed.ts';
import {type ExpressRun, expressRun} from './express-execution.ts';
import {followMapRun, toleratedMapRuns} from './follow-map-run.ts';
import type {FollowedFailure, Root} from './followed-failure.ts';
import {executionLink, ownFailure} from './own-failure.ts';
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

type Inside = [ExecutedMachine | null, ReadChain | string];

/** An Express execution has no history: its logs alone tell what happened inside. */
async function readInside(reads: Reads, execution: Execution): Promise<Inside> {
	const {arn} = execution;

	if (arn.includes(':express:')) {
		return [null, await readLogged(reads, execution)];
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

const untilLogged = 600_000;

async function readLogged(
	reads: Reads,
	{arn, startedAt, stoppedAt}: Execution,
): Promise<ReadChain | string> {
	const end = stoppedAt ?? startedAt;

	try {
		const run = end && (await expressRun(reads, arn, end.getTime() + untilLogged));
		return run?.kind === 'seen' ? run.read : (run?.why ?? `When ${arn} ran is not known.`);
	} catch (error) {
		if (error instanceof AccountError) {
			return `The log events of the Express execution ${arn} were not read: ${error.message}`;
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
