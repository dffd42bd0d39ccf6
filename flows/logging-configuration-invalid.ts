import type {Flow} from '../source/diagnosis/flow.ts';

export const loggingConfigurationInvalid: Flow = {
	id: 'logging-configuration-invalid',
	title: 'The logging configuration is not valid',
	message: 'Invalid Logging Configuration: Log Destination not found',
	examples: [
		'InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.',
		'Invalid Logging Configuration: Log Destination not found.',
		"InvalidLoggingConfiguration: Invalid Logging Configuration: Log Group ARN must be provided with '*' qualifier.",
	],
	patterns: [
		{
			text: /Invalid ?Logging ?Configuration/i,
			unless: /Resource Policy size was/i,
			confidence: 'certain',
		},
		{text: /Log Group ARN must be provided with '\*' qualifier/i, confidence: 'certain'},
		{
			text: /Must specify exactly one Log Destination|Log Destination not found/i,
			confidence: 'certain',
		},
	],
	explanation: (facts, text = '') => [
		/not found/i.test(text)
			? `The log group${facts.logGroupArn ? ` ${facts.logGroupArn}` : ''} does not exist in the Region and account of the state machine.`
			: /qualifier/i.test(text)
				? 'The ARN of the log group must end in ":*".'
				: /exactly one/i.test(text)
					? 'Logging at a level other than OFF needs exactly one destination.'
					: 'Step Functions rejected the logging configuration.',
		'No permission is missing, and nothing was created or changed.',
	],
	nextSteps: facts => [
		facts.logGroupArn
			? `Set the log group as ${facts.logGroupArn}:* (with ":*" at the end).`
			: 'Set exactly one log group, by its ARN with ":*" at the end.',
		'Check that the log group exists, in the Region and account of the state machine: aws logs describe-log-groups --log-group-name-prefix <name>.',
		'A state machine with logging can only have 0-9 A-Z a-z - _ in its name.',
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./log-delivery/logging-configuration.ts'),
		import('./log-delivery/log-group-exists.ts'),
		import('./log-delivery/role-log-delivery-actions.ts'),
		import('./log-delivery/delivery-resource-policy.ts'),
		import('./common/managed-by-tool.ts'),
	],
	missingInput: () => import('./common/subject-log-group.ts'),
	retry: () => import('./log-delivery/turn-logging-on.ts'),
	references: [
		{
			title: 'Using CloudWatch Logs to log execution history in Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
		},
	],
	lookalikes: [
		{
			text: 'The state machine IAM Role is not authorized to access the Log Destination',
			is: 'a missing permission',
			flow: 'log-destination-denied',
		},
		{
			text: 'Invalid Tracing Configuration (Service: AWSStepFunctions; Status Code: 400)',
			is: 'about X-Ray tracing',
			flow: 'operation-rejected',
		},
	],
	snippet: {
		says: 'A valid logging configuration',
		language: 'json',
		code: `{
  "level": "ALL",
  "includeExecutionData": true,
  "destinations": [
    {
      "cloudWatchLogsLogGroup": {
        "logGroupArn": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"
      }
    }
  ]
}`,
	},
};
