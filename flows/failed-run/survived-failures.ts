import {
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import {failureInSight} from '../../source/diagnosis/failure-in-sight.ts';
import type {FollowedFailure, FollowedMapRun} from '../../source/diagnosis/followed-failure.ts';
import {waitsFarFromLimit} from '../../source/diagnosis/hangs.ts';
import {waitingLine} from '../../source/diagnosis/waiting-words.ts';
import {count, grouped, listOf} from '../../source/text.ts';
import {historyCommands} from './failed-run.ts';

/** An execution can succeed although a task failed: a Catch led on. */
const survived: Check = stateMachineCheck({
	id: 'survived-failures',
	title: 'No failure was swallowed',
	decisive: false,
	aboutThePast: true,
	findOut: historyCommands,

	async run(context) {
		const alive = await aliveExecution(context);
		const caught = alive?.survived.filter(({by}) => by !== 'retry') ?? [];

		if (alive?.failure.status === 'SUCCEEDED' && alive.root.chain === null) {
			return {
				outcome: 'unknown',
				evidence: 'read',
				answer:
					'The history was not read, so caught failures and failed items of Map Runs are unknown.',
				details: alive.unread,
			};
		}

		return alive === null || caught.length === 0
			? null
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `${count(caught.length, 'failure')} did not end the execution: ${listOf([...new Set(caught.map(({state, error}) => `${state} failed with ${error ?? 'no error name'}`))])}.`,
					details: [
						`Execution: ${alive.failure.executionArn}`,
						...caught.map(
							({state, error, cause, next, by}) =>
								`${state}: ${error ?? 'no error name'}${by === 'answer' ? '; the task itself succeeded, since StartSyncExecution reports the end of the execution in its output' : ''}${next ? `; its Catch led to ${next}` : ''}${cause ? `. Cause: ${cause.slice(0, 300)}` : ''}`,
						),
					],
				};
	},
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold */
const tolerated: Check = stateMachineCheck({
	id: 'tolerated-failures',
	title: 'Every item of the Map Runs succeeded',
	decisive: false,
	aboutThePast: true,
	findOut: historyCommands,

	async run(context) {
		const alive = await aliveExecution(context);
		const seen = alive?.failure.status === 'SUCCEEDED' ? alive.mapRuns : [];
		const unseen = seen.filter(({run, groups}) => run === null && groups.length === 0);
		const runs = seen.filter(({run, groups}) =>
			run === null ? groups.length > 0 : run.status === 'SUCCEEDED',
		);

		if (runs.length === 0 && unseen.length > 0) {
			return {
				outcome: 'unknown',
				evidence: 'read',
				answer: `Whether items of ${listOf(unseen.map(({state}) => state ?? 'a Map state'))} failed is not known: the Map Run was not read.`,
				details: alive?.unread ?? [],
			};
		}

		return runs.length === 0
			? null
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `${listOf(runs.map(failedItems))}. The execution succeeded because the number of failures is within the tolerated threshold.`,
					details: runs.flatMap(({arn, groups, sampled}) => [
						`Map Run: ${arn}`,
						...groups.map(
							({error, cause, count: alike, executionArn}) =>
								`${alike} of ${count(sampled, 'failed item execution')} read: ${error ?? 'no error name'}${cause ? `: ${cause.slice(0, 300)}` : ''} (${executionArn})`,
						),
					]),
				};
	},
});

const failedItems = ({state, run}: FollowedMapRun): string =>
	run === null
		? `Items of ${state ?? 'a Map state'} failed (their number was not read)`
		: `${grouped(run.items.failed)} of ${count(run.items.total, 'item')} of ${state ?? 'a Map state'} failed`;

const distantLimit: Check = stateMachineCheck({
	id: 'distant-limit',
	title: 'No waiting state has a timeout far in the future',
	decisive: false,
	aboutThePast: true,
	findOut: historyCommands,

	async run(context) {
		const now = context.now();
		const alive = await aliveExecution(context);
		const waiting =
			alive?.failure.status === 'RUNNING'
				? alive.waiting.filter(each => waitsFarFromLimit(each, now))
				: [];

		return waiting.length === 0
			? null
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `${waiting.map(each => waitingLine(each, now)).join('; ')}: the limit is more than a day away, and whether an answer will come before it is not known.`,
					details: waiting.map(({executionArn}) => `Execution: ${executionArn}`),
				};
	},
});

export const checks: readonly Check[] = [survived, tolerated, distantLimit];

async function aliveExecution({
	subject,
	reads,
	now,
}: StateMachineContext): Promise<FollowedFailure | null> {
	const sight = await failureInSight(reads, subject, now());
	return sight.kind === 'alive' ? sight.followed : null;
}
