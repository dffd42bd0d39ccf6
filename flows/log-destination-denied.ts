import type {Flow} from '../source/diagnosis/flow.ts';

export const logDestinationDenied: Flow = {
	id: 'log-destination-denied',
	title: 'Step Functions cannot write to the log destination',
	examples: [
		'AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination',
	],
	patterns: [
		{text: /IAM Role is not authorized to access the Log\b/i, confidence: 'certain'},
		{text: /not authorized to access the Log Dest/i, confidence: 'certain'},
		{
			text: /\bLog Destination\b/i,
			also: /Access ?Denied|not authorized|permission/i,
			unless: /Log Destination not found|exactly one Log Destination/i,
			confidence: 'likely',
		},
	],
	explanation: () => [
		'Step Functions tried to set up logging while the state machine was created or updated, and CloudWatch Logs refused. The role meant is the state machine role (its execution role), not the role of whoever deploys.',
		'The same sentence has three causes: the state machine role lacks the log delivery actions (they have to be allowed on "*"); or the CloudWatch Logs resource policy does not let delivery.logs.amazonaws.com write to the log group, or is too full to take one more entry; or the role is so new that IAM has not spread it yet, and the same call works a minute later.',
		'CloudFormation and Terraform repeat the call several times before they report it, so a role created in the same deployment has usually had its chance: look at the permissions first.',
	],
	nextSteps: facts => [
		`Allow the state machine role${facts.roleArn ? ` ${facts.roleArn}` : ''} these ten actions on "*": logs:CreateLogDelivery, logs:CreateLogStream, logs:GetLogDelivery, logs:UpdateLogDelivery, logs:DeleteLogDelivery, logs:ListLogDeliveries, logs:PutLogEvents, logs:PutResourcePolicy, logs:DescribeResourcePolicies, logs:DescribeLogGroups.`,
		'Look at both kinds of resource policy: aws logs describe-resource-policies, and once more with --policy-scope RESOURCE --resource-arn <log group ARN>. One of them has to let delivery.logs.amazonaws.com create log streams and put log events in the log group.',
		'Count them: at most 10 account-wide policies a region, 5,120 characters each. A log group whose name starts with /aws/vendedlogs/ avoids the size limit.',
		'Run sfn-fix with the state machine, or with --role and --log-group where it does not exist yet: it checks each of these and offers the fix.',
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./log-delivery/logging-configuration.ts'),
		import('./permissions/role-trust.ts'),
		import('./log-delivery/role-log-delivery-actions.ts'),
		import('./log-delivery/log-group-exists.ts'),
		import('./log-delivery/delivery-resource-policy.ts'),
		import('./log-delivery/resource-policy-headroom.ts'),
		import('./log-delivery/log-group-kms.ts'),
		import('./log-delivery/delivery-validated.ts'),
		import('./common/role-age.ts'),
		import('./common/managed-by-tool.ts'),
	],
	missingInput: () => import('./common/subject-log-group.ts'),
	retry: () => import('./log-delivery/turn-logging-on.ts'),
	references: [
		{
			title: 'Using CloudWatch Logs to log execution history in Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
		},
		{
			title: 'Enable logging from AWS services: logs sent to CloudWatch Logs',
			url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html',
		},
	],
};
