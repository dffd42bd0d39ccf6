/**
What the role of a state machine that logs must be allowed:
https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
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

/** Asked for since 2022. Who writes the logs is `delivery.logs.amazonaws.com` and not the role. */
export const logWritingActions = ['logs:CreateLogStream', 'logs:PutLogEvents'] as const;

/** With these the role lets AWS write the resource policy by itself: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html */
export const policyWritingActions = [
	'logs:PutResourcePolicy',
	'logs:DescribeResourcePolicies',
	'logs:DescribeLogGroups',
] as const;
