import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {addToAccountPolicy} from './add-to-account-policy.ts';
import type {DeliveryPlan} from './delivery-plan.ts';
import {logGroupPolicy} from './log-group-policy.ts';
import {mergeAccountPolicies} from './merge-policies.ts';
import {pruneAndAdd} from './prune-and-add.ts';
import {widenToVendedlogs} from './widen-to-vendedlogs.ts';

/** All that would let logs be delivered to the log group, narrowest first. */
export function deliveryRemedies(plan: DeliveryPlan): Remedy[] {
	return [
		logGroupPolicy(plan),
		addToAccountPolicy(plan),
		pruneAndAdd(plan),
		mergeAccountPolicies(plan),
		widenToVendedlogs(plan),
	].filter(remedy => remedy !== null);
}
