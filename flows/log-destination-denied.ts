import type {Flow} from '../source/diagnosis/flow.ts';

export const logDestinationDenied: Flow = {
	id: 'log-destination-denied',
	title: 'Step Functions cannot write to the log destination',
	message: 'The state machine IAM Role is not authorized to access the Log Destination',
	examples: [
		'AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination',
		'Resource handler returned message: "The state machine IAM Role is not authorized to access the Log Destination (Service: Sfn, Status Code: 400, Request ID: 1a2b3c4d-0000-0000-0000-000000000000)" (RequestToken: 5e6f, HandlerErrorCode: AccessDenied)',
		'Error: creating Step Functions State Machine (orders): operation error SFN: CreateStateMachine, https response error StatusCode: 400, api error AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination',
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
	explanation: facts => [
		`CloudWatch Logs denied the log delivery that Step Functions sets up for the state machine. This is about the state machine's execution role${facts.roleArn ? ` ${facts.roleArn}` : ''}, not the role you deploy with.`,
		'The same message has three causes. Log-delivery actions are missing from the execution role. Or no CloudWatch Logs resource policy allows delivery.logs.amazonaws.com to write to the log group, or that policy is full. Or the new role has not propagated yet.',
		'CloudFormation and Terraform retry the call before they report it, so check the permissions first.',
	],
	nextSteps: facts => [
		`Grant the execution role${facts.roleArn ? ` ${facts.roleArn}` : ''} the ten log-delivery actions. AWS requires Resource "*" for eight of them: logs:CreateLogDelivery, logs:GetLogDelivery, logs:UpdateLogDelivery, logs:DeleteLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, logs:DescribeResourcePolicies, logs:DescribeLogGroups. The other two: logs:CreateLogStream, logs:PutLogEvents.`,
		'Check both kinds of resource policy: aws logs describe-resource-policies, then again with --policy-scope RESOURCE --resource-arn <log group ARN>. One of them must allow delivery.logs.amazonaws.com to call logs:CreateLogStream and logs:PutLogEvents on the log group.',
		'Count the policies: a Region holds at most 10 account policies of 5,120 characters each. A log group whose name starts with /aws/vendedlogs/ avoids the size limit.',
		'Check the account: sfn-fix check NAME. If the state machine does not exist yet: sfn-fix check --role ROLE --log-group GROUP.',
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
	lookalikes: [
		{
			text: 'Invalid Logging Configuration: Log Destination not found.',
			is: 'the log group does not exist',
			flow: 'logging-configuration-invalid',
		},
		{
			text: 'Invalid Logging Configuration: The CloudWatch Logs Resource Policy size was exceeded.',
			is: 'the resource policy is full',
			flow: 'log-policy-limit',
		},
		{
			text: 'User: arn:aws:sts::123456789012:assumed-role/api-admin/jo is not authorized to perform: logs:CreateLogDelivery on resource: *',
			is: 'the caller of another service, for example API Gateway',
		},
	],
	snippet: {
		says: 'The policy for the execution role',
		language: 'json',
		code: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogDelivery",
        "logs:CreateLogStream",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutLogEvents",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups"
      ],
      "Resource": "*"
    }
  ]
}`,
	},
};
