import type {Flow} from '../source/diagnosis/flow.ts';

export const logPolicyLimit: Flow = {
	id: 'log-policy-limit',
	title: 'The CloudWatch Logs resource policies are full',
	examples: [
		'Invalid Logging Configuration: The CloudWatch Logs Resource Policy size was exceeded. We suggest prefixing your CloudWatch log group name with /aws/vendedlogs/states/.',
		'Resource limit exceeded. (Service: CloudWatchLogs, Status Code: 400)',
	],
	patterns: [
		{text: /CloudWatch Logs Resource Policy size was\b/i, confidence: 'certain'},
		{text: /Policy document length breaking Cloud ?watch Logs Constraints/i, confidence: 'certain'},
		{text: /resource policy due to policy document length/i, confidence: 'certain'},
		{
			text: /Resource limit exceeded|LimitExceededException/i,
			also: /CloudWatch ?Logs|Service: AWSLogs\b|CloudWatch Logs? Resource ?Policy|cloudwatch_log_resource_policy|AWS::Logs::ResourcePolicy|PutResourcePolicy/i,
			unless: /LogGroupLimit|log groups? limit|AWS::Logs::LogGroup\b|CreateLogGroup/i,
			confidence: 'likely',
		},
		{text: /LimitExceededException: Resource limit exceeded\.?/, confidence: 'possible'},
	],
	explanation: () => [
		'This is not about a missing permission. To let log delivery write to a log group, AWS adds the group to a CloudWatch Logs resource policy, and there is no room left: an account-wide policy holds at most 5,120 characters, and an account has at most 10 of them in a region. Neither limit can be raised.',
		'They usually fill up with log groups that were deleted long ago, since nothing takes their entries out.',
	],
	nextSteps: facts => [
		`List the policies${facts.region ? ` in ${facts.region}` : ''}, and keep a copy: aws logs describe-resource-policies.`,
		'Merge the statements for delivery.logs.amazonaws.com into one with a wildcard, or take out the log groups that no longer exist.',
		'Or rename the log group so that it starts with /aws/vendedlogs/states/: AWS covers that prefix with one entry, so the size limit no longer matters.',
		'Then create or update the state machine again.',
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./log-delivery/logging-configuration.ts'),
		import('./log-delivery/log-group-exists.ts'),
		import('./log-delivery/delivery-resource-policy.ts'),
		import('./log-delivery/resource-policy-headroom.ts'),
		import('./log-delivery/role-log-delivery-actions.ts'),
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
			title: 'CloudWatch Logs quotas',
			url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html',
		},
	],
};
