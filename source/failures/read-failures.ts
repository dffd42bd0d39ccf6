import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {ExecutedMachine, Execution, ExecutionStatus} from '../account/step-functions.ts';
import type {Clock} from '../clock.ts';
import type {Pacer} from '../fleet/pacer.ts';
import {count, grouped, timeOf} from '../text.ts';
import {executedMachines} from './executed-machines.ts';
import {expressFailures} from './express-failures.ts';
import {type FailedExecution, type FailureGroup, groupFailures} from './failure-groups.ts';
import {byEnd, listFailures, lookBack} from './list-failures.ts';
import {type ExecutionReads, pacedReads} from './paced-reads.ts';
import {readRoot, withKnown} from './read-root.ts';

/** The failed executions of a window of time, as far as they could be read. */
export type FailuresRead = {
	/** Milliseconds since 1970. */
	since: number;
	until: number;
	/** How many sfn-fix has repeated before, and leaves out. */
	repeated: number;
	/** The group whose repeat was begun last, where executions of it are left. */
	begunGroup: string | null;
	/** How many were listed, and of how many the root was read. */
	failed: number;
	read: number;
	groups: FailureGroup[];
	/** In sentences, what of the window was not read: a cause can be missing. */
	unread: string[];
	/** What a person should know of the list besides. */
	notes: string[];
};

export type ReadingOptions = {
	stateMachineArn: string;
	/** Milliseconds since 1970. */
	since: number;
	pacer: Pacer;
	clock: Clock;
	/** Whether this failure was repeated before. */
	isRepeated?(execution: Execution): boolean;
	/** The group whose repeat was begun last. */
	begunGroup?: string | null;
	signal?: AbortSignal;
	onProgress(line: string): void;
};

const statuses: readonly ExecutionStatus[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];
const historiesAtMost = 1000;
const atOnce = 20;
const patienceMilliseconds = 120_000;

/** Lists the failed executions, follows each down to its root, and groups them by it. Throws AccountError where none can be listed. */
export async function readFailures(
	unpaced: Reads,
	{
		stateMachineArn,
		since,
		pacer,
		clock,
		isRepeated = () => false,
		begunGroup = null,
		signal,
		onProgress,
	}: ReadingOptions,
): Promise<FailuresRead> {
	const reads = pacedReads(unpaced, pacer);
	const until = clock.now();
	const window = {since, until};
	const {type} = await reads.stateMachine(stateMachineArn);

	if (type === 'EXPRESS') {
		const {found, unread} = await expressFailures(unpaced, stateMachineArn, window);
		const counts = {repeated: 0, begunGroup: null, failed: found.length, read: found.length};
		return {...window, ...counts, groups: groupFailures(found), unread, notes: []};
	}

	onProgress('Listing the failed executions');
	const listed = await Promise.all(
		statuses.map(status => listFailures(reads, stateMachineArn, status, since)),
	);
	const all = listed.flatMap(({executions}) => executions).toSorted(byEnd);
	const failed = all.filter(execution => !isRepeated(execution));
	const chosen = failed.slice(0, historiesAtMost);
	const roots = await readRoots(chosen, reads, unpaced, {clock, signal, onProgress});

	const groups = groupFailures(roots.found);

	return {
		...window,
		repeated: all.length - failed.length,
		begunGroup: groups.some(({id}) => id === begunGroup) ? begunGroup : null,
		failed: failed.length,
		read: roots.found.length,
		groups,
		unread: [
			...(listed.some(({isCut}) => isCut)
				? [
						`Only the newest ${grouped(failed.length)} failed executions were listed: more of them failed in this window.`,
					]
				: []),
			...(failed.length > chosen.length
				? [
						`The history of ${count(failed.length - chosen.length, 'older failed execution')} was not read (at most ${grouped(historiesAtMost)} are).`,
					]
				: []),
			...roots.unread,
		],
		notes: [
			...(all.length > failed.length
				? [
						`${count(all.length - failed.length, 'execution')} that sfn-fix started again are left out.`,
					]
				: []),
			...(listed.some(({endsAt}) => endsAt !== null)
				? [
						`Executions that began before ${timeOf(since - lookBack)} were not listed, even where they failed later.`,
					]
				: []),
		],
	};
}

type Working = Pick<ReadingOptions, 'clock' | 'onProgress'> & {signal: AbortSignal | undefined};

/** Several at once, so that the rates decide how long it takes. */
async function readRoots(
	executions: readonly Execution[],
	paced: ExecutionReads,
	unpaced: Reads,
	{clock, signal, onProgress}: Working,
): Promise<{found: FailedExecution[]; unread: string[]}> {
	const began = clock.now();
	const machines = await executedMachines(executions, paced.executedMachine);
	const childMachines = new Map<string, Promise<ExecutedMachine>>();
	const found: FailedExecution[] = [];
	const reasons: string[] = [];
	const waiting = [...executions];
	const isOver = () => signal?.aborted || clock.now() - began > patienceMilliseconds;

	const work = async (): Promise<void> => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const known = {execution: next, machine: machines.get(next.arn) ?? null, childMachines};
			// Reads of its own, so that no history is kept longer than it is needed.
			const one = await readRoot(next, withKnown(known, paced, unpaced)).catch(reasonOf);

			if (typeof one === 'string') {
				reasons.push(one);
			} else {
				found.push({...one, machine: machines.get(next.arn) ?? null});
			}

			const done = found.length + reasons.length;

			if (done % 50 === 0) {
				onProgress(
					`Reading why they failed: ${grouped(done)} of ${count(executions.length, 'execution')}`,
				);
			}

			if (isOver()) {
				return;
			}
		}
	};

	await Promise.all(Array.from({length: atOnce}, work));
	const [reason] = reasons;

	return {
		found,
		unread: [
			...(reason === undefined
				? []
				: [`Why ${count(reasons.length, 'execution')} failed was not read: ${reason}`]),
			...(waiting.length > 0
				? [
						`The history of ${count(waiting.length, 'execution')} was not read: the time for it was over.`,
					]
				: []),
		],
	};
}

function reasonOf(error: unknown): string {
	if (error instanceof AccountError) {
		return error.message;
	}

	throw error;
}
