import type {LogResourcePolicy} from '../../source/account/cloudwatch-logs.ts';
import type {Change} from '../../source/diagnosis/remedy.ts';
import {isDeliveryStatement} from '../../source/policy/delivery-statement.ts';
import type {PolicyDocument} from '../../source/policy/document.ts';
import {logGroupsNamedIn, type Place} from '../../source/policy/log-delivery.ts';
import {
	accountLogResourcePolicyMaxCharacters,
	accountLogResourcePolicyMaxCount,
	logResourcePolicyCharacters,
} from '../../source/policy/measure.ts';
import {parsePolicy, printCompactPolicy} from '../../source/policy/parse.ts';

export type ReadPolicy = LogResourcePolicy & {parsed: PolicyDocument};

/** What is known when the delivery into one log group is to be allowed. */
export type DeliveryPlan = {
	place: Place;
	logGroup: {name: string; arn: string};
	accountPolicies: ReadPolicy[];
	/** The log group's own policy; null where it has none. */
	own: ReadPolicy | null;
	/** False where the log group's own policy could not be read: then it is not written either. */
	ownReadable: boolean;
	/** Names of the log groups of this region; null where they could not be listed. */
	liveLogGroups: ReadonlySet<string> | null;
};

export const parsed = (policy: LogResourcePolicy): ReadPolicy => ({
	...policy,
	parsed: parsePolicy(policy.document),
});

/** Those that let logs be delivered to whichever log group; the one that AWS writes itself first. */
export function deliveryPolicies({accountPolicies}: DeliveryPlan): ReadPolicy[] {
	const delivering = accountPolicies.filter(({parsed}) =>
		parsed.Statement.some(isDeliveryStatement),
	);
	const isAwsOwn = ({name}: ReadPolicy) => name.startsWith('AWSLogDeliveryWrite');

	return [...delivering.filter(isAwsOwn), ...delivering.filter(policy => !isAwsOwn(policy))];
}

export const hasFreeSlot = ({accountPolicies}: DeliveryPlan): boolean =>
	accountPolicies.length < accountLogResourcePolicyMaxCount;

export const fits = (text: string): boolean =>
	logResourcePolicyCharacters(text) <= accountLogResourcePolicyMaxCharacters;

/** Named in the policy and not there any more; the log group that is wanted may be yet to come. */
export function deletedLogGroups(policy: ReadPolicy, plan: DeliveryPlan): string[] {
	const live = plan.liveLogGroups;

	return live === null
		? []
		: logGroupsNamedIn(policy.parsed).filter(
				name => !live.has(name) && name !== plan.logGroup.name,
			);
}

const ownName = 'sfn-fix-log-delivery';

/** For a new policy: one that takes no existing policy's place. */
export function freePolicyName({accountPolicies}: DeliveryPlan): string {
	const taken = new Set(accountPolicies.map(({name}) => name));
	let name = ownName;

	for (let number = 2; taken.has(name); number += 1) {
		name = `${ownName}-${number}`;
	}

	return name;
}

export const accountPolicyChange = (
	policyName: string,
	before: string | null,
	after: PolicyDocument | null,
): Change => ({
	kind: 'account-log-resource-policy',
	policyName,
	before,
	after: after && printCompactPolicy(after),
});

/** `4,980 characters now, 5,087 after, of 5,120`. */
export function sizeWords(before: string | null, after: PolicyDocument): string {
	const now = before === null ? 0 : logResourcePolicyCharacters(before);
	const then = logResourcePolicyCharacters(printCompactPolicy(after));
	return `${count(now)} characters now, ${count(then)} after, of ${count(accountLogResourcePolicyMaxCharacters)}`;
}

export const count = (number: number): string => number.toLocaleString('en-US');
