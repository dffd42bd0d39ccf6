import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {withoutLogGroups} from '../../source/policy/log-delivery.ts';
import {
	accountPolicyChange,
	type DeliveryPlan,
	deletedLogGroups,
	namesWords,
	type ReadPolicy,
	sizeWords,
} from './delivery-plan.ts';

/** Makes room before it is needed. Null where no policy names a log group that was deleted. */
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
		title: `Take ${deleted.length} deleted ${deleted.length === 1 ? 'log group' : 'log groups'} out of the account's policies (${prunings.map(({words}) => words).join('; ')})`,
		why: `Named, and not there any more: ${namesWords(deleted)}. If one of them is made anew, its logs need to be allowed again.`,
		widens: null,
		changes: prunings.map(({change}) => change),
	};
}

function pruning(policy: ReadPolicy, plan: DeliveryPlan) {
	const deleted = deletedLogGroups(policy, plan);
	const after = withoutLogGroups(policy.parsed, new Set(deleted));

	return {
		deleted,
		words: after
			? `${policy.name}: ${sizeWords(policy.document, after)}`
			: `${policy.name} goes, since nothing else is in it`,
		change: accountPolicyChange(policy.name, policy.document, after),
	};
}
