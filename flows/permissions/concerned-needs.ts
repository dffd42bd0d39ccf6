import {ifRefused} from '../../source/account/if-refused.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import {eventsToRead, failingState} from '../../source/history/failing-state.ts';
import {patternCovers} from '../../source/policy/covered.ts';
import type {LiveNeed} from './machine-needs.ts';

/** IAM compares actions without regard to case. */
export const sameAction =
	(action: string | null) =>
	(other: string): boolean =>
		other.toLowerCase() === action?.toLowerCase();

/** The state that failed, if it needs the action; otherwise all that need it on this resource. */
export async function concernedNeeds(
	all: readonly LiveNeed[],
	context: CheckContext,
): Promise<LiveNeed[]> {
	const {action, resource} = context.subject.facts;
	const asking = all.filter(({statements}) =>
		statements.some(
			each =>
				each.actions.some(sameAction(action)) &&
				(resource === null ||
					each.resources.some(pattern => patternCovers(pattern, resource, false))),
		),
	);
	const state = await stateThatFailed(context);
	const failed = all.filter(need => need.state === state && need.path !== '');
	const both = failed.filter(need => asking.includes(need) || action === null);

	return both.length > 0 ? both : asking.length > 0 ? asking : failed;
}

async function stateThatFailed({subject, reads}: CheckContext): Promise<string | null> {
	if (subject.kind === 'not-created') {
		return null;
	}

	const {stateMachineArn, executionArn} = subject;

	return failedExecution(reads, stateMachineArn, executionArn)
		.then(execution => (execution ? reads.latestEvents(execution.arn, eventsToRead) : []))
		.then(events => failingState(events)?.state ?? null)
		.catch(ifRefused(null));
}
