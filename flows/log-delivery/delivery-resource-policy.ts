import type {AccountError} from '../../source/account/account-error.ts';
import {ifRefused} from '../../source/account/if-refused.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {logGroupsNamedIn} from '../../source/policy/log-delivery.ts';
import {count, listOf} from '../../source/text.ts';
import {denying} from '../common/asked-of-deny.ts';
import {withLogGroup} from '../common/find-out.ts';
import {denyOverrides} from '../common/role-obstacles.ts';
import {statementWords, subjectRolePermissions} from '../common/role-permissions.ts';
import {type DeliveryPlan, deliveryPolicies} from './delivery-plan.ts';
import {deliveryRemedies} from './delivery-remedies.ts';
import {type DeliveryJudgement, judgeDelivery} from './judge-delivery.ts';
import {type JudgedAction, judgeLogActions, policyWritingActions} from './log-delivery-actions.ts';
import {readDelivery, withLiveLogGroups} from './read-delivery-policies.ts';

/**
 * CloudWatch Logs' delivery service writes the logs, not the role.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
export const check: Check = {
	id: 'delivery-resource-policy',
	title: 'CloudWatch Logs resource policies allow delivery to the log group',
	decisive: true,
	findOut: subject => [
		['logs', 'describe-resource-policies'],
		...withLogGroup(subject, ({arn}) => [
			[
				'logs',
				'describe-resource-policies',
				...option('policy-scope', 'RESOURCE'),
				...option('resource-arn', arn),
			],
		]),
	],

	async run(context) {
		const {plan, ownUnread} = await readDelivery(context);
		const judgement = judgeDelivery(plan);
		const unreadDetails = ownUnread ? [unreadWords(ownUnread)] : [];

		if (judgement.answer === 'allowed') {
			return {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: sentence(judgement.by, `allows delivery to ${plan.logGroup.name}`),
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
				answer: `Cannot tell: ${judgement.by.map(statementWords).join('; ')} allows the delivery under a condition on ${judgement.on.join(', ')}, which cannot be evaluated here.`,
				details: unreadDetails,
			};
		}

		const answer = await notAllowed(plan, judgement, unreadDetails, context);
		return ownUnread === null || hasNoOwnPolicies(ownUnread) ? answer : onDemand(answer, plan);
	},
};

/** An endpoint that answers, and knows no such policies. */
const hasNoOwnPolicies = ({kind, fate}: AccountError): boolean =>
	kind === 'unavailable' && fate === 'refused';

const unreadWords = (error: AccountError): string =>
	`The log group's own policy could not be read, so only the account's policies are evaluated (${error.message})`;

/** Policies are named with a small letter, within a sentence. */
function sentence(by: DeliveryJudgement['by'], verb: string): string {
	const policies = by.map(statementWords).join('; ');
	return `${policies.charAt(0).toUpperCase()}${policies.slice(1)} ${verb}.`;
}

const denied = ({logGroup}: DeliveryPlan, {by}: DeliveryJudgement): Answer => ({
	outcome: 'problem',
	evidence: 'evaluated',
	answer: sentence(by, `explicitly denies delivery to ${logGroup.name}`),
	details: [denyOverrides],
	requests: by.map(ref => ({
		to: `the owner of ${ref.policy}`,
		text: `CloudWatch Logs must deliver the logs of a state machine to ${logGroup.arn} (principal delivery.logs.amazonaws.com, logs:CreateLogStream and logs:PutLogEvents), and ${statementWords(ref)} denies it explicitly. Please exempt this log group from the Deny.`,
		deny: [ref.statement ?? []].flat().map(denying),
	})),
});

async function notAllowed(
	plan: DeliveryPlan,
	{missing}: DeliveryJudgement,
	unreadDetails: readonly string[],
	context: CheckContext,
): Promise<Extract<Answer, {outcome: 'problem'}>> {
	return {
		outcome: 'problem',
		evidence: 'evaluated',
		answer: `No resource policy allows delivery.logs.amazonaws.com to call ${listOf(missing)} on ${plan.logGroup.name}.`,
		details: [
			...unreadDetails,
			...seenWords(plan),
			...((await roleAllowsAwsToWriteIt(context)) ? [writesItselfWords] : []),
		],
		remedies: deliveryRemedies(await withLiveLogGroups(plan, context)),
	};
}

/** What was not read can allow it: nothing is changed for it unless it is named. */
const onDemand = (
	{evidence, details = [], remedies = []}: Extract<Answer, {outcome: 'problem'}>,
	{logGroup}: DeliveryPlan,
): Answer => ({
	outcome: 'unknown',
	evidence,
	answer: `Cannot tell: no account policy allows delivery to ${logGroup.name}, and its own policy could not be read.`,
	details: [...details, ...remedies.map(({id}) => `Not fixed by default: --remedy ${id} adds it.`)],
	remedies,
});

function seenWords(plan: DeliveryPlan): string[] {
	const {accountPolicies, own} = plan;
	const delivering = deliveryPolicies(plan).map(
		({name, parsed}) => `${name} (covers ${count(logGroupsNamedIn(parsed).length, 'log group')})`,
	);

	return [
		`Read ${count(accountPolicies.length, 'account policy', 'account policies')}${delivering.length > 0 ? `; for log delivery: ${delivering.join(', ')}` : ''}.`,
		...(own ? [`The log group's own policy ${own.name} does not allow it either.`] : []),
	];
}

const writesItselfWords =
	'The role is allowed logs:PutResourcePolicy, logs:DescribeResourcePolicies and logs:DescribeLogGroups: with them AWS writes the policy itself when logging is set up. The policy does not exist now, so this has not happened yet, or it failed.';

/** Not known where the role cannot be read: another check says so. */
async function roleAllowsAwsToWriteIt(context: CheckContext): Promise<boolean> {
	const judged = await subjectRolePermissions(context)
		.then(permissions => judgeLogActions(permissions, context))
		.catch(ifRefused<JudgedAction[]>([]));

	return policyWritingActions.every(name =>
		judged.some(({action, decision}) => action === name && decision.answer === 'allowed'),
	);
}
