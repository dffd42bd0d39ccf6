import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Decision, StatementRef} from '../../source/policy/evaluate.ts';
import {type JudgedRoleAction, judgeRoleAction} from '../common/judge-role-action.ts';
import {streamsArn} from '../common/log-group-arn.ts';
import type {RolePermissions} from '../common/role-permissions.ts';
import {wantedLogGroupArn} from '../common/subject-log-group.ts';

/**
 * What the role of a state machine that logs must be allowed:
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
 */
export const deliverySetUpActions = [
	'logs:CreateLogDelivery',
	'logs:GetLogDelivery',
	'logs:UpdateLogDelivery',
	'logs:DeleteLogDelivery',
	'logs:ListLogDeliveries',
	'logs:PutResourcePolicy',
	'logs:DescribeResourcePolicies',
	'logs:DescribeLogGroups',
] as const;

/** Documented since 2022, although `delivery.logs.amazonaws.com` writes the logs and not the role. */
export const logWritingActions = ['logs:CreateLogStream', 'logs:PutLogEvents'] as const;

/** With these the role allows AWS to write the resource policy itself: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html */
export const policyWritingActions = [
	'logs:PutResourcePolicy',
	'logs:DescribeResourcePolicies',
	'logs:DescribeLogGroups',
] as const;

export type JudgedAction = JudgedRoleAction & {action: string};

/** The ten actions, each judged by the role's policies and, apart from them, by its boundary. */
export async function judgeLogActions(
	permissions: RolePermissions,
	context: CheckContext,
): Promise<JudgedAction[]> {
	const logGroupArn = await wantedLogGroupArn(context);
	const streams = logGroupArn === null ? '*' : streamsArn(logGroupArn);
	const judge = (action: string, resource: string) => ({
		action,
		...judgeRoleAction({action, resource}, permissions, context),
	});

	return [
		...deliverySetUpActions.map(action => judge(action, '*')),
		...logWritingActions.map(action => judge(action, streams)),
	];
}

export const actionsWith = (
	judged: readonly JudgedAction[],
	answer: Decision['answer'],
): string[] => judged.filter(({decision}) => decision.answer === answer).map(({action}) => action);

/** Each statement once. */
export function statementsOf(
	judged: readonly JudgedAction[],
	answer: 'explicitly-denied' | 'depends' | 'allowed',
): StatementRef[] {
	const refs = judged.flatMap(({decision}) => (decision.answer === answer ? decision.by : []));
	return [...new Map(refs.map(ref => [JSON.stringify(ref), ref])).values()];
}
