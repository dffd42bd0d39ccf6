import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {logGroupsNamedIn} from '../../source/policy/log-delivery.ts';
import {
	accountLogResourcePolicyMaxCharacters,
	accountLogResourcePolicyMaxCount,
	logResourcePolicyCharacters,
} from '../../source/policy/measure.ts';
import {count, grouped} from '../../source/text.ts';
import {query} from '../common/find-out.ts';
import {
	awsCouldAdd,
	awsOwnPolicy,
	type DeliveryPlan,
	deletedLogGroups,
	hasFreeSlot,
	namesWords,
	type ReadPolicy,
} from './delivery-plan.ts';
import {deliveryRemedies} from './delivery-remedies.ts';
import {judgeDelivery} from './judge-delivery.ts';
import {mergeAccountPolicies} from './merge-policies.ts';
import {pruneDeadArns} from './prune-dead-arns.ts';
import {readDelivery, withLiveLogGroups} from './read-delivery-policies.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const check: Check = {
	id: 'resource-policy-room',
	title: "The account's CloudWatch Logs resource policies have headroom",
	decisive: false,
	findOut: () => [
		[
			'logs',
			'describe-resource-policies',
			...query('resourcePolicies[].[policyName,length(policyDocument)]', 'table'),
		],
	],

	async run(context) {
		const {plan: policies} = await readDelivery(context);
		const plan = await withLiveLogGroups(policies, context);
		const {answer} = judgeDelivery(plan);

		return answer === 'not-allowed' ? whenNeeded(plan) : whenNotNeeded(plan);
	},
};

const limits = `${grouped(accountLogResourcePolicyMaxCharacters)} characters each, ${accountLogResourcePolicyMaxCount} policies a region`;

/** The log group is not allowed yet: it needs headroom, or a policy of its own. */
function whenNeeded(plan: DeliveryPlan): Answer {
	if (awsCouldAdd(plan)) {
		return withDeletions(`${plan.logGroup.name} fits (${limits}).`, plan);
	}

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `AWS cannot allow delivery to ${plan.logGroup.name}: ${fullWords(plan)} (${limits}; neither limit can be raised).`,
		details: policiesWords(plan),
		remedies: deliveryRemedies(plan),
	};
}

function fullWords(plan: DeliveryPlan): string {
	const awsOwn = awsOwnPolicy(plan);

	return awsOwn
		? `the policy it would extend, ${awsOwn.name}, already has ${grouped(logResourcePolicyCharacters(awsOwn.document))} characters`
		: `the account already has ${plan.accountPolicies.length} policies`;
}

function whenNotNeeded(plan: DeliveryPlan): Answer {
	if (anotherFits(plan)) {
		return withDeletions(
			`${plan.logGroup.name} is allowed already, and another log group fits (${limits}).`,
			plan,
		);
	}

	return {
		outcome: 'warning',
		evidence: 'read',
		answer: `${plan.logGroup.name} is allowed already, but another log group does not fit: ${fullWords(plan)} (${limits}).`,
		details: [
			...policiesWords(plan),
			...(hasFreeSlot(plan)
				? []
				: [
						`AWS requires fewer than ${accountLogResourcePolicyMaxCount} policies when a state machine with logging is created or updated.`,
					]),
		],
		remedies: [pruneDeadArns(plan), mergeAccountPolicies(plan)].filter(remedy => remedy !== null),
	};
}

/** One whose name is as long as this one's. */
function anotherFits(plan: DeliveryPlan): boolean {
	const {name, arn} = plan.logGroup;
	const another = {...plan, own: null, logGroup: {name: `${name}2`, arn: `${arn}2`}};
	return judgeDelivery(another).answer === 'allowed' || awsCouldAdd(another);
}

/** There is headroom; log groups that were deleted can take up some of it. */
function withDeletions(answer: string, plan: DeliveryPlan): Answer {
	const details = policiesWords(plan);

	if (plan.liveLogGroups === null) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `${answer} Cannot tell how much deleted log groups take up, since the log groups could not be listed.`,
			details,
		};
	}

	const prune = pruneDeadArns(plan);

	return prune
		? {
				outcome: 'warning',
				evidence: 'read',
				answer: `${answer} Deleted log groups take up some of the characters.`,
				details,
				remedies: [prune],
			}
		: {outcome: 'ok', evidence: 'read', answer, details};
}

const policiesWords = (plan: DeliveryPlan): string[] =>
	plan.accountPolicies.map(policy => policyWords(policy, plan));

function policyWords(policy: ReadPolicy, plan: DeliveryPlan): string {
	const size = grouped(logResourcePolicyCharacters(policy.document));
	const named = logGroupsNamedIn(policy.parsed).length;
	const deleted = deletedLogGroups(policy, plan);
	const gone =
		plan.liveLogGroups === null
			? ', it is not known how many of them still exist'
			: deleted.length > 0
				? `, ${deleted.length} of them deleted (${namesWords(deleted)})`
				: '';

	return `${policy.name}: ${size} of ${grouped(accountLogResourcePolicyMaxCharacters)} characters${named > 0 ? `, ${count(named, 'log group')}${gone}` : ''}`;
}
