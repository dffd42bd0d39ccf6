import type {Flow} from '../source/diagnosis/flow.ts';

export const logPolicyLimit: Flow = {
	id: 'log-policy-limit',
	title: 'The CloudWatch Logs resource policies are full',
	message: 'The CloudWatch Logs Resource Policy size was exceeded',
	examples: [
		'Invalid Logging Configuration: The CloudWatch Logs Resource Policy size was exceeded. We suggest prefixing your CloudWatch log group name with /aws/vendedlogs/states/.',
		'Resource limit exceeded. (Service: CloudWatchLogs, Status Code: 400)',
		'Failed to update CloudWatch Logs resource policy due to policy document length constraints',
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
		'The CloudWatch Logs resource policies of this Region have no room for one more log group. No permission is missing.',
		'AWS adds each log group that receives log delivery to a resource policy. An account policy holds at most 5,120 characters, and a Region has at most 10 of them. Neither limit can be raised.',
		'Entries of deleted log groups stay in the policies and fill them up.',
	],
	nextSteps: facts => [
		`List the policies${facts.region ? ` in ${facts.region}` : ''} and keep a copy: aws logs describe-resource-policies${facts.region ? ` --region ${facts.region}` : ''}.`,
		'Remove the log groups that no longer exist, or merge the statements for delivery.logs.amazonaws.com into one with a wildcard.',
		'Or rename the log group so that it starts with /aws/vendedlogs/states/. One entry covers that prefix, so the size limit no longer matters.',
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
	lookalikes: [
		{
			text: 'ResourceLimitExceeded: Log groups limit exceeded',
			is: 'the quota of log groups, not of resource policies',
		},
		{
			text: 'The state machine IAM Role is not authorized to access the Log Destination',
			is: 'a missing permission, or the same limit under another name',
			flow: 'log-destination-denied',
		},
	],
	snippet: {
		says: 'See the policies and their sizes',
		language: 'sh',
		code: "aws logs describe-resource-policies --query 'resourcePolicies[].[policyName, length(policyDocument)]' --output table",
	},
};
