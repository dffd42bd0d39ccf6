import type {LogResourcePolicy} from '../../source/account/cloudwatch-logs.ts';
import {type Change, deleting, putting} from '../../source/diagnosis/remedy.ts';
import {isDeliveryStatement} from '../../source/policy/delivery-statement.ts';
import type {PolicyDocument} from '../../source/policy/document.ts';
import {
	type AccountLocation,
	deliveryStatement,
	logGroupsNamedIn,
	withLogGroup,
} from '../../source/policy/log-delivery.ts';
import {
	accountLogResourcePolicyMaxCharacters,
	accountLogResourcePolicyMaxCount,
	logResourcePolicyCharacters,
} from '../../source/policy/measure.ts';
import {parsePolicy, printCompactPolicy} from '../../source/policy/parse.ts';
import {count, grouped} from '../../source/text.ts';

export type ReadPolicy = LogResourcePolicy & {parsed: PolicyDocument};

/** What is known when the delivery to one log group has to be allowed. */
export type DeliveryPlan = {
	place: AccountLocation;
	logGroup: {name: string; arn: string};
	accountPolicies: ReadPolicy[];
	/** The log group's own policy; null where it has none. */
	own: ReadPolicy | null;
	/** False where the log group's own policy could not be read: then it is not written either. */
	ownReadable: boolean;
	/** Those of the log groups named in the policies that exist; null where they could not be asked for. */
	liveLogGroups: ReadonlySet<string> | null;
};

export const parsed = (policy: LogResourcePolicy): ReadPolicy => ({
	...policy,
	parsed: parsePolicy(policy.document),
});

/** Those that allow delivery to any log group; the one that AWS writes itself first. */
export function deliveryPolicies({accountPolicies}: DeliveryPlan): ReadPolicy[] {
	const delivering = accountPolicies.filter(({parsed}) =>
		parsed.Statement.some(isDeliveryStatement),
	);
	const awsOwn = awsOwnPolicy({accountPolicies});

	return [
		...delivering.filter(policy => policy === awsOwn),
		...delivering.filter(policy => policy !== awsOwn),
	];
}

export const hasFreeSlot = ({accountPolicies}: DeliveryPlan): boolean =>
	accountPolicies.length < accountLogResourcePolicyMaxCount;

export const fits = (text: string): boolean =>
	logResourcePolicyCharacters(text) <= accountLogResourcePolicyMaxCharacters;

/** Named in the policy and deleted since; the log group that is wanted can still be created. */
export function deletedLogGroups(policy: ReadPolicy, plan: DeliveryPlan): string[] {
	const live = plan.liveLogGroups;

	return live === null
		? []
		: logGroupsNamedIn(policy.parsed).filter(
				name => !live.has(name) && name !== plan.logGroup.name,
			);
}

/**
Whether AWS could add the log group by itself when logging is set up: it appends to its own policy, or writes one.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
*/
export function awsCouldAdd(plan: DeliveryPlan): boolean {
	const awsOwn = awsOwnPolicy(plan);

	return awsOwn
		? fits(printCompactPolicy(withLogGroup(awsOwn.parsed, plan.place, plan.logGroup.name)))
		: hasFreeSlot(plan);
}

/** The one policy that AWS itself appends to. */
export const awsOwnPolicy = ({
	accountPolicies,
}: Pick<DeliveryPlan, 'accountPolicies'>): ReadPolicy | undefined =>
	accountPolicies.find(({name}) => name === 'AWSLogDeliveryWrite20150319');

const ownName = 'sfn-fix-log-delivery';

/** For a new policy: a name that no existing policy has. */
export function freePolicyName({accountPolicies}: DeliveryPlan): string {
	const taken = new Set(accountPolicies.map(({name}) => name));
	let name = ownName;

	for (let number = 2; taken.has(name); number += 1) {
		name = `${ownName}-${number}`;
	}

	return name;
}

/** A policy that allows delivery to the log group only. */
export const policyFor = ({place, logGroup}: DeliveryPlan): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: [deliveryStatement(place, logGroup.name)],
});

/** Creates the policy or updates it. */
export const accountPolicyChange = (
	policyName: string,
	before: string | null,
	after: PolicyDocument,
): Change => ({
	kind: 'account-log-resource-policy',
	policyName,
	...putting(before, printCompactPolicy(after)),
});

export const accountPolicyDeletion = ({name, document}: ReadPolicy): Change => ({
	kind: 'account-log-resource-policy',
	policyName: name,
	...deleting(document),
});

/** `4,980 characters now, 5,087 after, of 5,120`. */
export function sizeWords(before: string | null, after: PolicyDocument): string {
	const now = before === null ? 0 : logResourcePolicyCharacters(before);
	const then = logResourcePolicyCharacters(printCompactPolicy(after));
	return `${count(now, 'character')} now, ${grouped(then)} after, of ${grouped(accountLogResourcePolicyMaxCharacters)}`;
}

/** The first eight; the diff of a change shows all. */
export const namesWords = (names: readonly string[]): string =>
	names.length <= 8
		? names.join(', ')
		: `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;
