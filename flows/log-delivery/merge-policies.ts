import type {Change, Remedy} from '../../source/diagnosis/remedy.ts';
import type {PolicyDocument} from '../../source/policy/document.ts';
import {deliveryStatement, mergePolicies, withLogGroup} from '../../source/policy/log-delivery.ts';
import {accountLogResourcePolicyMaxCharacters} from '../../source/policy/measure.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {
	accountPolicyChange,
	type DeliveryPlan,
	deliveryPolicies,
	fits,
	freePolicyName,
	hasFreeSlot,
	type ReadPolicy,
	sizeWords,
} from './delivery-plan.ts';
import {judgeDelivery} from './judge-delivery.ts';

/** Makes a place free where the account has all ten policies. Null where it has fewer, or no two fit into one. */
export function mergeAccountPolicies(plan: DeliveryPlan): Remedy | null {
	const merged = hasFreeSlot(plan)
		? null
		: (merge(deliveryPolicies(plan)) ?? merge(plan.accountPolicies));

	if (merged === null) {
		return null;
	}

	const {into, document, removed} = merged;
	const textOf = (policyName: string): string | null =>
		plan.accountPolicies.find(({name}) => name === policyName)?.document ?? null;
	const {kept, added} = withRoomFor(plan, document);

	return {
		id: 'merge-policies',
		title: `Merge policy ${removed.join(', ')} into ${into} (${into}: ${sizeWords(textOf(into), kept)})`,
		why: `An account has room for ten policies a region. Everything that ${removed.join(', ')} says is said by ${into} before ${removed.join(', ')} is deleted${added.length > 0 ? `, and ${plan.logGroup.name} takes the place made free` : ''}. The delivery into ${plan.logGroup.name} is allowed afterwards.`,
		widens: null,
		changes: [
			accountPolicyChange(into, textOf(into), kept),
			...removed.map(name => accountPolicyChange(name, textOf(name), null)),
			...added,
		],
	};
}

/** Those for log delivery among themselves, if they will go together. */
const merge = (policies: readonly ReadPolicy[]) =>
	mergePolicies(
		policies.map(({name, parsed}) => ({name, document: parsed})),
		accountLogResourcePolicyMaxCharacters,
	);

/** A log group not yet allowed goes into the merged policy, or else into one of its own in the place made free. */
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

	const alone: PolicyDocument = {
		Version: '2012-10-17',
		Statement: [deliveryStatement(place, logGroup.name)],
	};

	return {kept: document, added: [accountPolicyChange(freePolicyName(plan), null, alone)]};
}
