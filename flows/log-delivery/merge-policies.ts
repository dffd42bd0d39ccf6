import type {Change, Remedy} from '../../source/diagnosis/remedy.ts';
import type {PolicyDocument} from '../../source/policy/document.ts';
import {mergePolicies, withLogGroup} from '../../source/policy/log-delivery.ts';
import {accountLogResourcePolicyMaxCharacters} from '../../source/policy/measure.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {listOf} from '../../source/text.ts';
import {
	accountPolicyChange,
	accountPolicyDeletion,
	type DeliveryPlan,
	deliveryPolicies,
	fits,
	freePolicyName,
	hasFreeSlot,
	policyFor,
	type ReadPolicy,
	sizeWords,
} from './delivery-plan.ts';
import {judgeDelivery} from './judge-delivery.ts';

/** Frees one of the ten policies of an account that has all ten. Null where it has fewer, or no two fit into one. */
export function mergeAccountPolicies(plan: DeliveryPlan): Remedy | null {
	const merged = hasFreeSlot(plan)
		? null
		: (merge(deliveryPolicies(plan)) ?? merge(plan.accountPolicies));

	if (merged === null) {
		return null;
	}

	const {into, document, removed} = merged;
	const before = plan.accountPolicies.find(({name}) => name === into)?.document ?? null;
	const gone = plan.accountPolicies.filter(({name}) => removed.includes(name));
	const names = listOf(removed);
	const {kept, added} = withRoomFor(plan, document);

	return {
		id: 'merge-policies',
		title: `Merge policy ${names} into ${into} (${into}: ${sizeWords(before, kept)})`,
		why: `An account can have ten policies in a region. ${into} gets every statement of ${names} before ${names} is deleted${added.length > 0 ? `, and a new policy for ${plan.logGroup.name} takes its place` : ''}. The delivery to ${plan.logGroup.name} is allowed afterwards.`,
		widens: null,
		changes: [
			accountPolicyChange(into, before, kept),
			...gone.map(accountPolicyDeletion),
			...added,
		],
	};
}

/** Those for log delivery first, if they fit together. */
const merge = (policies: readonly ReadPolicy[]) =>
	mergePolicies(
		policies.map(({name, parsed}) => ({name, document: parsed})),
		accountLogResourcePolicyMaxCharacters,
	);

/** A log group not yet allowed is added to the merged policy, or else gets a separate one in the slot that is free now. */
function withRoomFor(
	plan: DeliveryPlan,
	document: PolicyDocument,
): {kept: PolicyDocument; added: Change[]} {
	const {place, logGroup} = plan;

	if (judgeDelivery({...plan, own: null}).answer === 'allowed') {
		return {kept: document, added: []};
	}

	const together = withLogGroup(document, place, logGroup.name);

	if (fits(printCompactPolicy(together))) {
		return {kept: together, added: []};
	}

	return {
		kept: document,
		added: [accountPolicyChange(freePolicyName(plan), null, policyFor(plan))],
	};
}
