import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {withLogGroup, withoutLogGroups} from '../../source/policy/log-delivery.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {
	accountPolicyChange,
	type DeliveryPlan,
	deletedLogGroups,
	deliveryPolicies,
	fits,
	sizeWords,
} from './delivery-plan.ts';

/** Null where no policy gains room enough by letting go of log groups that were deleted. */
export function pruneAndAdd(plan: DeliveryPlan): Remedy | null {
	for (const policy of deliveryPolicies(plan)) {
		const deleted = deletedLogGroups(policy, plan);
		const pruned = withoutLogGroups(policy.parsed, new Set(deleted));
		const after = withLogGroup(
			pruned ?? {...policy.parsed, Statement: []},
			plan.place,
			plan.logGroup.name,
		);

		if (deleted.length > 0 && fits(printCompactPolicy(after))) {
			return {
				id: 'prune-and-add',
				title: `Take ${deleted.length} deleted log groups out of the account's policy ${policy.name} and add this one (${sizeWords(policy.document, after)})`,
				why: `These are named and do not exist any more: ${deleted.join(', ')}. If one of them is made anew, its logs need to be allowed again.`,
				widens: null,
				changes: [accountPolicyChange(policy.name, policy.document, after)],
			};
		}
	}

	return null;
}
