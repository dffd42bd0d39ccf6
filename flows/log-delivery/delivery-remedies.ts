import {putting, type Remedy} from '../../source/diagnosis/remedy.ts';
import type {PolicyDocument} from '../../source/policy/document.ts';
import {widenedTo, withLogGroup, withoutLogGroups} from '../../source/policy/log-delivery.ts';
import {
	logGroupResourcePolicyMaxBytes,
	logResourcePolicyBytes,
} from '../../source/policy/measure.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {count, grouped} from '../../source/text.ts';
import {
	accountPolicyChange,
	type DeliveryPlan,
	deletedLogGroups,
	deliveryPolicies,
	fits,
	freePolicyName,
	hasFreeSlot,
	policyFor,
	type ReadPolicy,
	sizeWords,
} from './delivery-plan.ts';
import {mergeAccountPolicies} from './merge-policies.ts';
import {prunedWhy} from './prune-dead-arns.ts';

/** Everything that would allow delivery to the log group, narrowest first. */
export function deliveryRemedies(plan: DeliveryPlan): Remedy[] {
	return [
		logGroupPolicy(plan),
		addToAccountPolicy(plan),
		pruneAndAdd(plan),
		mergeAccountPolicies(plan),
		widenToVendedlogs(plan),
	].filter(remedy => remedy !== null);
}

/**
 * A policy on the log group itself: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 * Its name is not AWS's own: an endpoint without policies on log groups would take it for the account's.
 */
function logGroupPolicy({place, logGroup, own, ownReadable}: DeliveryPlan): Remedy | null {
	const existing = own?.parsed ?? {Version: '2012-10-17', Statement: []};
	const after = printCompactPolicy(withLogGroup(existing, place, logGroup.name));

	if (!ownReadable || logResourcePolicyBytes(after) > logGroupResourcePolicyMaxBytes) {
		return null;
	}

	return {
		id: 'log-group-policy',
		title: `Allow the delivery in a resource policy of the log group (${bytesWords(own?.document ?? '', after)})`,
		why: `The policy applies to ${logGroup.name} only and does not count towards the account's policies. AWS does the same for new deliveries.`,
		widens: null,
		changes: [
			{
				kind: 'log-group-resource-policy',
				logGroupArn: logGroup.arn,
				policyName: own?.name ?? 'sfn-fix-log-delivery',
				revisionId: own?.revisionId ?? null,
				...putting(own?.document ?? null, after),
			},
		],
	};
}

const bytesWords = (before: string, after: string): string =>
	`${count(logResourcePolicyBytes(before), 'byte')} now, ${grouped(logResourcePolicyBytes(after))} after, of ${grouped(logGroupResourcePolicyMaxBytes)}`;

/** Null where no delivery policy has room for the log group and no further policy can be created. */
function addToAccountPolicy(plan: DeliveryPlan): Remedy | null {
	const {place, logGroup} = plan;

	for (const {name, document, parsed} of deliveryPolicies(plan)) {
		const after = withLogGroup(parsed, place, logGroup.name);

		if (fits(printCompactPolicy(after))) {
			return accountPolicyRemedy(plan, name, document, after);
		}
	}

	return hasFreeSlot(plan)
		? accountPolicyRemedy(plan, freePolicyName(plan), null, policyFor(plan))
		: null;
}

const accountPolicyRemedy = (
	{logGroup}: DeliveryPlan,
	policyName: string,
	before: string | null,
	after: PolicyDocument,
): Remedy => ({
	id: 'add-to-account-policy',
	title: `Allow the delivery in the account policy ${policyName} (${sizeWords(before, after)})`,
	why:
		before === null
			? `Adds a policy to the account that allows delivery to ${logGroup.name} only.`
			: `Adds ${logGroup.name} to an existing policy. It counts towards its limit of 5,120 characters.`,
	widens: null,
	changes: [accountPolicyChange(policyName, before, after)],
});

/** Null where removing deleted log groups frees too little in every full policy. */
function pruneAndAdd(plan: DeliveryPlan): Remedy | null {
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
				title: `Remove ${count(deleted.length, 'deleted log group')} from the account policy ${policy.name} and add this one (${sizeWords(policy.document, after)})`,
				why: prunedWhy(deleted),
				widens: null,
				changes: [accountPolicyChange(policy.name, policy.document, after)],
			};
		}
	}

	return null;
}

const hasRoom = ({parsed}: ReadPolicy, {place, logGroup}: DeliveryPlan): boolean =>
	fits(printCompactPolicy(withLogGroup(parsed, place, logGroup.name)));

const prefixes = ['/aws/vendedlogs/states/', '/aws/vendedlogs/'];

/**
 * One wildcard in place of all log groups under the prefix, as CloudWatch Logs itself does near the limit.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
function widenToVendedlogs(plan: DeliveryPlan): Remedy | null {
	const {place, logGroup} = plan;
	const prefix = prefixes.find(candidate => logGroup.name.startsWith(candidate));

	if (prefix === undefined) {
		return null;
	}

	for (const {name, document, parsed} of deliveryPolicies(plan)) {
		const after = widenedTo(withLogGroup(parsed, place, logGroup.name), place, prefix);

		if (fits(printCompactPolicy(after))) {
			return {
				id: 'widen-to-vendedlogs',
				title: `Allow all log groups under ${prefix} in the account policy ${name} (${sizeWords(document, after)})`,
				why: `One wildcard replaces every log group named under ${prefix}, so further ones need no additional characters.`,
				widens: `Logs can be delivered to every log group whose name starts with ${prefix}, including those of other teams and future ones.`,
				changes: [accountPolicyChange(name, document, after)],
			};
		}
	}

	return null;
}
