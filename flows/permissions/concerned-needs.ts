import {ifRefused} from '../../source/account/if-refused.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import {followFailure} from '../../source/diagnosis/follow-failure.ts';
import {patternCovers} from '../../source/policy/covered.ts';
import type {LiveNeed} from './machine-needs.ts';

/** IAM compares actions without regard to case. */
export const sameAction =
	(action: string | null) =>
	(other: string): boolean =>
		other.toLowerCase() === action?.toLowerCase();

/** A function is denied by the version or alias that it is called by. */
export const concernsResource = (pattern: string, resource: string): boolean =>
	patternCovers(pattern, resource, false) ||
	(/:lambda:.{1,60}:function:[^:]{1,140}$/.test(pattern) &&
		patternCovers(`${pattern}:*`, resource, false));

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
				(resource === null || each.resources.some(pattern => concernsResource(pattern, resource))),
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
		.then(execution => execution && followFailure(reads, execution.arn))
		.then(followed => followed?.root.state ?? null)
		.catch(ifRefused(null));
}
