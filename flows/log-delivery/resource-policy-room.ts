import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {logGroupsNamedIn} from '../../source/policy/log-delivery.ts';
import {
	accountLogResourcePolicyMaxCharacters,
	accountLogResourcePolicyMaxCount,
	logResourcePolicyCharacters,
} from '../../source/policy/measure.ts';
import {
	awsCouldAdd,
	awsOwnPolicy,
	count,
	type DeliveryPlan,
	deletedLogGroups,
	hasFreeSlot,
	logGroupsWords,
	namesWords,
	type ReadPolicy,
} from './delivery-plan.ts';
import {deliveryRemedies} from './delivery-remedies.ts';
import {judgeDelivery} from './judge-delivery.ts';
import {mergeAccountPolicies} from './merge-policies.ts';
import {pruneDeadArns} from './prune-dead-arns.ts';
import {readDelivery, withLiveLogGroups} from './read-delivery-policies.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const resourcePolicyRoom: Check = {
	id: 'resource-policy-room',
	title: "Is there room in the account's CloudWatch Logs resource policies?",
	decisive: false,
	command: ({region}) =>
		`aws logs describe-resource-policies --query 'resourcePolicies[].[policyName,length(policyDocument)]' --output table --region ${region}`,

	async run(context) {
		const {plan: policies} = await readDelivery(context);
		const plan = await withLiveLogGroups(policies, context);
		const {answer} = judgeDelivery(plan);

		return answer === 'not-allowed' ? whenNeeded(plan) : whenNotNeeded(plan);
	},
};

const limits = `${count(accountLogResourcePolicyMaxCharacters)} characters each, ${accountLogResourcePolicyMaxCount} policies a region`;

/** The log group is not allowed yet: room is needed, or a policy on the log group itself. */
function whenNeeded(plan: DeliveryPlan): Answer {
	if (awsCouldAdd(plan)) {
		return withDeletions(`Yes: ${plan.logGroup.name} would fit (${limits}).`, plan);
	}

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `No: ${plan.logGroup.name} is not allowed yet, and AWS cannot add it, since ${fullWords(plan)} (${limits}; neither can be raised).`,
		details: policiesWords(plan),
		remedies: deliveryRemedies(plan),
	};
}

function fullWords(plan: DeliveryPlan): string {
	const awsOwn = awsOwnPolicy(plan);

	return awsOwn
		? `the policy that it appends to, ${awsOwn.name}, holds ${count(logResourcePolicyCharacters(awsOwn.document))} characters already`
		: `the account has ${plan.accountPolicies.length} policies already`;
}

function whenNotNeeded(plan: DeliveryPlan): Answer {
	if (hasRoomForAnother(plan)) {
		return withDeletions(`Yes, and ${plan.logGroup.name} needs none (${limits}).`, plan);
	}

	return {
		outcome: 'warning',
		evidence: 'read',
		answer: `${plan.logGroup.name} needs none; but the next log group finds none, since ${fullWords(plan)} (${limits}).`,
		details: [
			...policiesWords(plan),
			...(hasFreeSlot(plan)
				? []
				: [
						`AWS's documentation asks for fewer than ${accountLogResourcePolicyMaxCount} policies when a state machine with logging is created or updated.`,
					]),
		],
		remedies: [pruneDeadArns(plan), mergeAccountPolicies(plan)].filter(remedy => remedy !== null),
	};
}

/** For one with a name as long as this one's. */
function hasRoomForAnother(plan: DeliveryPlan): boolean {
	const {name, arn} = plan.logGroup;
	const another = {...plan, own: null, logGroup: {name: `${name}2`, arn: `${arn}2`}};
	return judgeDelivery(another).answer === 'allowed' || awsCouldAdd(another);
}

/** There is room; log groups that were deleted may take up some of it. */
function withDeletions(answer: string, plan: DeliveryPlan): Answer {
	const details = policiesWords(plan);

	if (plan.liveLogGroups === null) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `${answer} How much of it is taken up by deleted log groups is not known, since the log groups could not be listed.`,
			details,
		};
	}

	const prune = pruneDeadArns(plan);

	return prune
		? {
				outcome: 'warning',
				evidence: 'read',
				answer: `${answer} Some of the room is taken up by deleted log groups.`,
				details,
				remedies: [prune],
			}
		: {outcome: 'ok', evidence: 'read', answer, details};
}

const policiesWords = (plan: DeliveryPlan): string[] =>
	plan.accountPolicies.map(policy => policyWords(policy, plan));

function policyWords(policy: ReadPolicy, plan: DeliveryPlan): string {
	const size = count(logResourcePolicyCharacters(policy.document));
	const named = logGroupsNamedIn(policy.parsed).length;
	const deleted = deletedLogGroups(policy, plan);
	const gone =
		plan.liveLogGroups === null
			? 'how many of them still exist is not known'
			: `${deleted.length} of them deleted${deleted.length > 0 ? ` (${namesWords(deleted)})` : ''}`;

	return `${policy.name}: ${size} of ${count(accountLogResourcePolicyMaxCharacters)} characters${named > 0 ? `, ${logGroupsWords(named)} named, ${gone}` : ''}`;
}
