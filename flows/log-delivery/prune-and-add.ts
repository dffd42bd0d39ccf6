import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {withLogGroup, withoutLogGroups} from '../../source/policy/log-delivery.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {
	accountPolicyChange,
	type DeliveryPlan,
	deletedLogGroups,
	deliveryPolicies,
	fits,
	namesWords,
	type ReadPolicy,
	sizeWords,
} from './delivery-plan.ts';

/** Null where no full policy gains room enough by letting go of log groups that were deleted. */
export function pruneAndAdd(plan: DeliveryPlan): Remedy | null {
	const full = deliveryPolicies(plan).filter(policy => !hasRoom(policy, plan));

	for (const policy of full) {
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
				title: `Take ${deleted.length} deleted ${deleted.length === 1 ? 'log group' : 'log groups'} out of the account's policy ${policy.name} and add this one (${sizeWords(policy.document, after)})`,
				why: `Named, and not there any more: ${namesWords(deleted)}. If one of them is made anew, its logs need to be allowed again.`,
				widens: null,
				changes: [accountPolicyChange(policy.name, policy.document, after)],
			};
		}
	}

	return null;
}

const hasRoom = ({parsed}: ReadPolicy, {place, logGroup}: DeliveryPlan): boolean =>
	fits(printCompactPolicy(withLogGroup(parsed, place, logGroup.name)));
