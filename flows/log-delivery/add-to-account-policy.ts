import type {Remedy} from '../../source/diagnosis/remedy.ts';
import type {PolicyDocument} from '../../source/policy/document.ts';
import {deliveryStatement, withLogGroup} from '../../source/policy/log-delivery.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {
	accountPolicyChange,
	type DeliveryPlan,
	deliveryPolicies,
	fits,
	freePolicyName,
	hasFreeSlot,
	sizeWords,
} from './delivery-plan.ts';

/** Null where no delivery policy has room for the log group and no further policy may be made. */
export function addToAccountPolicy(plan: DeliveryPlan): Remedy | null {
	const {place, logGroup} = plan;

	for (const {name, document, parsed} of deliveryPolicies(plan)) {
		const after = withLogGroup(parsed, place, logGroup.name);

		if (fits(printCompactPolicy(after))) {
			return remedy(plan, name, document, after);
		}
	}

	return hasFreeSlot(plan) ? remedy(plan, freePolicyName(plan), null, alone(plan)) : null;
}

const alone = ({place, logGroup}: DeliveryPlan): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: [deliveryStatement(place, logGroup.name)],
});

const remedy = (
	{logGroup}: DeliveryPlan,
	policyName: string,
	before: string | null,
	after: PolicyDocument,
): Remedy => ({
	id: 'add-to-account-policy',
	title: `Allow the delivery in the account's policy ${policyName} (${sizeWords(before, after)})`,
	why:
		before === null
			? `Adds one more policy to the account, which lets logs be delivered to ${logGroup.name} alone.`
			: `Adds ${logGroup.name} to a policy that is there already. It counts towards the account's 5,120 characters.`,
	widens: null,
	changes: [accountPolicyChange(policyName, before, after)],
});
