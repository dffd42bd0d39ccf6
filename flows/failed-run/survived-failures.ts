import {
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import {failureInSight} from '../../source/diagnosis/failure-in-sight.ts';
import type {FollowedFailure, FollowedMapRun} from '../../source/diagnosis/followed-failure.ts';
import {count, grouped, listOf} from '../../source/text.ts';
import {historyCommands} from './failed-run.ts';

/** An execution can succeed although a task failed: a Catch led on. */
const survived: Check = stateMachineCheck({
	id: 'survived-failures',
	title: 'No failure was swallowed by a Catch',
	decisive: false,
	aboutThePast: true,
	findOut: historyCommands,

	async run(context) {
		const alive = await aliveExecution(context);
		const caught = alive?.survived.filter(({by}) => by === 'catch') ?? [];

		return alive === null || caught.length === 0
			? null
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `${count(caught.length, 'failure')} did not end the execution: ${listOf([...new Set(caught.map(({state, error}) => `${state} failed with ${error ?? 'no error name'}`))])}.`,
					details: [
						`Execution: ${alive.failure.executionArn}`,
						...caught.map(
							({state, error, cause, next}) =>
								`${state}: ${error ?? 'no error name'}${next ? `; its Catch led to ${next}` : ''}${cause ? `. Cause: ${cause.slice(0, 300)}` : ''}`,
						),
					],
				};
	},
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold */
const tolerated: Check = stateMachineCheck({
	id: 'tolerated-failures',
	title: 'No Map Run succeeded with failed items',
	decisive: false,
	aboutThePast: true,
	findOut: historyCommands,

	async run(context) {
		const alive = await aliveExecution(context);
		const runs = alive?.mapRuns.filter(({run}) => run?.status === 'SUCCEEDED') ?? [];

		return runs.length === 0
			? null
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `${listOf(runs.map(failedItems))}. The execution succeeded, since its tolerance allows that.`,
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
	`${grouped(run?.items.failed ?? 0)} of ${count(run?.items.total ?? 0, 'item')} of ${state ?? 'a Map state'} failed`;

export const checks: readonly Check[] = [survived, tolerated];

async function aliveExecution({
	subject,
	reads,
	now,
}: StateMachineContext): Promise<FollowedFailure | null> {
	const sight = await failureInSight(reads, subject, now());
	return sight.kind === 'alive' ? sight.followed : null;
}
