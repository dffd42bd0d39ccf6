import type {AccountError} from '../../source/account/account-error.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {logGroupsNamedIn} from '../../source/policy/log-delivery.ts';
import {statementWords, subjectRolePermissions} from '../common/role-permissions.ts';
import {logGroupWord} from '../common/subject-log-group.ts';
import {type DeliveryPlan, deliveryPolicies, logGroupsWords} from './delivery-plan.ts';
import {deliveryRemedies} from './delivery-remedies.ts';
import {type DeliveryJudgement, judgeDelivery} from './judge-delivery.ts';
import {judgeLogActions} from './judge-log-actions.ts';
import {policyWritingActions} from './log-delivery-actions.ts';
import {readDelivery, withLiveLogGroups} from './read-delivery-policies.ts';

/**
The logs are written by CloudWatch Logs' delivery service and not by the role.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
*/
export const deliveryResourcePolicy: Check = {
	id: 'delivery-resource-policy',
	title: 'May delivery.logs.amazonaws.com write to the log group?',
	decisive: true,
	command: subject => {
		const {partition, region, accountId} = subject;
		return `aws logs describe-resource-policies --region ${region}; aws logs describe-resource-policies --policy-scope RESOURCE --resource-arn arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupWord(subject)} --region ${region}`;
	},

	async run(context) {
		const {plan, ownUnread} = await readDelivery(context);
		const judgement = judgeDelivery(plan);
		const unreadDetails = ownUnread ? [unreadWords(ownUnread)] : [];

		if (judgement.answer === 'allowed') {
			return {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `Yes: ${judgement.by.map(statementWords).join('; ')} allows the delivery into ${plan.logGroup.name}.`,
				details: unreadDetails,
			};
		}

		if (judgement.answer === 'explicitly-denied') {
			return denied(plan, judgement);
		}

		if (judgement.answer === 'depends') {
			return {
				outcome: 'unknown',
				evidence: 'evaluated',
				answer: `Not known: ${judgement.by.map(statementWords).join('; ')} allows the delivery under a condition on ${judgement.on.join(', ')}, which cannot be judged here.`,
				details: unreadDetails,
			};
		}

		return lacking(plan, judgement, unreadDetails, context);
	},
};

const unreadWords = (error: AccountError): string =>
	`The log group's own policy could not be read, so that only the account's policies are judged (${error.operation}: ${error.message})`;

const denied = ({logGroup}: DeliveryPlan, {by}: DeliveryJudgement): Answer => ({
	outcome: 'problem',
	evidence: 'evaluated',
	answer: `No: ${by.map(statementWords).join('; ')} denies the delivery into ${logGroup.name} explicitly.`,
	details: ['An explicit deny outweighs every Allow, so that adding one would change nothing.'],
	requests: by.map(ref => ({
		to: `whoever maintains ${ref.policy}`,
		text: `CloudWatch Logs must be able to deliver the logs of a state machine (principal delivery.logs.amazonaws.com, logs:CreateLogStream and logs:PutLogEvents) into ${logGroup.arn}, and ${statementWords(ref)} denies it explicitly. Please exempt this log group from the denial.`,
	})),
});

async function lacking(
	plan: DeliveryPlan,
	{missing}: DeliveryJudgement,
	unreadDetails: readonly string[],
	context: CheckContext,
): Promise<Answer> {
	return {
		outcome: 'problem',
		evidence: 'evaluated',
		answer: `No: no resource policy in sight lets delivery.logs.amazonaws.com do ${missing.join(' and ')} in ${plan.logGroup.name}.`,
		details: [
			...unreadDetails,
			...seenWords(plan),
			...((await roleLetsAwsWriteIt(context)) ? [byItselfWords] : []),
		],
		remedies: deliveryRemedies(await withLiveLogGroups(plan, context)),
	};
}

function seenWords(plan: DeliveryPlan): string[] {
	const {accountPolicies, own} = plan;
	const deliver = deliveryPolicies(plan).map(
		({name, parsed}) => `${name} (${logGroupsWords(logGroupsNamedIn(parsed).length)} named)`,
	);

	return [
		`Account policies read: ${accountPolicies.length}${deliver.length > 0 ? `, for log delivery among them: ${deliver.join(', ')}` : ''}.`,
		...(own ? [`The log group's own policy ${own.name} does not allow it either.`] : []),
	];
}

const byItselfWords =
	'The role may do logs:PutResourcePolicy, logs:DescribeResourcePolicies and logs:DescribeLogGroups: with them AWS writes the policy by itself when logging is set up. It is not there now, so either that has not happened since, or it failed.';

/** Beside the point where the role cannot be read: another check says so. */
async function roleLetsAwsWriteIt(context: CheckContext): Promise<boolean> {
	try {
		const judged = await judgeLogActions(await subjectRolePermissions(context), context);
		return policyWritingActions.every(name =>
			judged.some(({action, decision}) => action === name && decision.answer === 'allowed'),
		);
	} catch {
		return false;
	}
}
