import type {Flow} from '../source/diagnosis/flow.ts';

export const loggingConfigurationInvalid: Flow = {
	id: 'logging-configuration-invalid',
	title: 'The logging configuration is not valid',
	examples: [
		'InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.',
		'Invalid Logging Configuration: Log Destination not found.',
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
	explanation: (_facts, text = '') => [
		'Step Functions rejected the logging configuration itself. No permission is missing, and an Allow changes nothing.',
		...(/not found/i.test(text)
			? ['The log group does not exist in the region and account of the state machine.']
			: []),
		...(/qualifier/i.test(text) ? ['The ARN of the log group has to end in ":*".'] : []),
		...(/exactly one/i.test(text)
			? ['With a level other than OFF there has to be exactly one destination.']
			: []),
	],
	nextSteps: facts => [
		facts.logGroupArn
			? `Give the log group as ${facts.logGroupArn}:* (with the ":*" at the end).`
			: 'Give exactly one log group, by its ARN with ":*" at the end.',
		'See that the log group exists, in the same region and account as the state machine: aws logs describe-log-groups --log-group-name-prefix <name>.',
		'A state machine that logs may only have 0-9 A-Z a-z - _ in its name.',
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
};
