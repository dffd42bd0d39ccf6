import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {withoutLogGroups} from '../../source/policy/log-delivery.ts';
import {count} from '../../source/text.ts';
import {
	accountPolicyChange,
	accountPolicyDeletion,
	type DeliveryPlan,
	deletedLogGroups,
	namesWords,
	type ReadPolicy,
	sizeWords,
} from './delivery-plan.ts';

/** Frees characters before they are needed. Null where no policy names a log group that was deleted. */
export function pruneDeadArns(plan: DeliveryPlan): Remedy | null {
	const prunings = plan.accountPolicies
		.map(policy => pruning(policy, plan))
		.filter(({deleted}) => deleted.length > 0);

	if (prunings.length === 0) {
		return null;
	}

	const deleted = [...new Set(prunings.flatMap(one => one.deleted))];

	return {
		id: 'prune-dead-arns',
		title: `Remove ${count(deleted.length, 'deleted log group')} from the account's policies (${prunings.map(({words}) => words).join('; ')})`,
		why: prunedWhy(deleted),
		widens: null,
		changes: prunings.map(({change}) => change),
	};
}

export const prunedWhy = (deleted: readonly string[]): string =>
	`Named in the policy but deleted: ${namesWords(deleted)}. If one of them is created again, its delivery must be allowed again.`;

function pruning(policy: ReadPolicy, plan: DeliveryPlan) {
	const deleted = deletedLogGroups(policy, plan);
	const after = withoutLogGroups(policy.parsed, new Set(deleted));

	return {
		deleted,
		words: after
			? `${policy.name}: ${sizeWords(policy.document, after)}`
			: `${policy.name} is deleted, since it names no other log group`,
		change: after
			? accountPolicyChange(policy.name, policy.document, after)
			: accountPolicyDeletion(policy),
	};
}
