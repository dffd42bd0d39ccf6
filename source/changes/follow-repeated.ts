import {ifRefused} from '../account/if-refused.ts';
import type {Execution} from '../account/step-functions.ts';
import type {Clock} from '../clock.ts';
import {poll} from '../poll.ts';
import {count, grouped, listOf} from '../text.ts';

/** `endedBefore`: when it failed before its redrive, in milliseconds since 1970; null of a new execution. */
export type Begun = {executionArn: string; endedBefore: number | null};

export type RepeatedEnds = {
	succeeded: number;
	/** The ARNs of those that failed again. */
	failed: string[];
	/** Not ended when the wait was over, or not readable. */
	open: number;
};

type Following = {
	/** At the rate of AWS. */
	read(executionArn: string): Promise<Execution>;
	clock: Clock;
	signal?: AbortSignal | undefined;
	onProgress(line: string): void;
};

const patienceMilliseconds = 120_000;
const betweenLooks = 5000;

/** How the repeated executions end, as far as they end while somebody waits. */
export async function followRepeated(
	begun: readonly Begun[],
	{read, clock, signal, onProgress}: Following,
): Promise<RepeatedEnds> {
	const ends: RepeatedEnds = {succeeded: 0, failed: [], open: 0};
	let running = begun;

	await poll(
		async () => {
			const looked = await Promise.all(
				running.map(async each => {
					const execution = await read(each.executionArn).catch(ifRefused(null));
					return [each, execution && endOf(execution, each)] as const;
				}),
			);

			for (const [{executionArn}, end] of looked) {
				if (end === 'succeeded') {
					ends.succeeded += 1;
				} else if (end === 'failed') {
					ends.failed.push(executionArn);
				} else if (end === null) {
					ends.open += 1;
				}
			}

			running = looked.flatMap(([each, end]) => (end === 'running' ? [each] : []));
			return running.length === 0 ? true : undefined;
		},
		{
			clock,
			firstPause: betweenLooks,
			longestPause: betweenLooks,
			factor: 1,
			patience: patienceMilliseconds,
			signal,
			onWait: () =>
				onProgress(
					`${grouped(running.length)} of ${count(begun.length, 'repeated execution')} still run`,
				),
		},
	);

	return {...ends, open: ends.open + running.length};
}

function endOf(
	{status, stoppedAt}: Execution,
	{endedBefore}: Begun,
): 'succeeded' | 'failed' | 'running' {
	if (status === 'SUCCEEDED') {
		return 'succeeded';
	}

	// Just after a redrive the old end may still be shown.
	const isOld = endedBefore !== null && stoppedAt?.getTime() === endedBefore;
	return status === 'RUNNING' || status === 'PENDING_REDRIVE' || isOld ? 'running' : 'failed';
}

/** What was done with them, each kind with its number. */
export function doneWords(total: number, parts: ReadonlyArray<readonly [number, string]>): string {
	const [first, ...others] = parts;
	const executions = count(total, 'execution');

	return first && others.length === 0 && first[0] === total
		? `${executions} ${total === 1 ? 'was' : 'were'} ${first[1]}.`
		: `${executions}: ${listOf(parts.map(([many, what]) => `${grouped(many)} ${what}`)) || 'none repeated'}.`;
}

/** What became of those that were repeated. */
export function endWords({succeeded, failed, open}: RepeatedEnds): string[] {
	const all = [
		[succeeded, 'succeeded'],
		[failed.length, 'failed again'],
		[open, 'had not ended, or could not be read'],
	] as const;
	const ended = all.filter(([many]) => many > 0);
	const parts = ended.map(([many, what]) => `${grouped(many)} ${what}`);
	const [[first] = [0]] = ended;
	const begins = ended.length > 1 ? 'Afterwards: ' : first > 1 ? 'All ' : '';
	const named = failed.length > 0 ? ` The first that failed again: ${failed[0]}.` : '';
	return parts.length > 0 ? [`${begins}${listOf(parts)}.${named}`] : [];
}
