import type {Flow} from '../source/diagnosis/flow.ts';
import {principalFirst, principalInWords} from '../source/incident/principal.ts';

export const managedRuleDenied: Flow = {
	id: 'managed-rule-denied',
	title: 'The execution role cannot create the managed rule',
	message: 'is not authorized to create managed-rule',
	examples: [
		"AccessDeniedException: 'arn:aws:iam::123456789012:role/orders-role' is not authorized to create managed-rule.",
		'Resource handler returned message: "\'arn:aws:iam::123456789012:role/orders-role\' is not authorized to create managed-rule. (Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException)" (HandlerErrorCode: AccessDenied)',
	],
	patterns: [
		{text: /not authorized to create (?:the )?managed[- ]rule/i, confidence: 'certain'},
		{text: /\bcreate managed-rule\b/i, confidence: 'likely'},
		{
			text: /StepFunctionsGetEvents?\w{2,60}Rule/,
			also: /not authorized|Access ?Denied/i,
			confidence: 'likely',
		},
	],
	explanation: facts => [
		`${principalFirst(facts.principal, 'The execution role')} cannot create the EventBridge rule that Step Functions manages for .sync states. This is the state machine's execution role, although the error appears while you deploy.`,
		'The rule reports the end of jobs, tasks and nested executions. The role needs three actions on that one rule. A role created in the same deployment can also need a minute to propagate.',
	],
	nextSteps: facts => [
		`Grant ${principalInWords(facts.principal, 'the execution role')} events:PutTargets, events:PutRule and events:DescribeRule on the managed rule of the integration: StepFunctionsGetEventsForStepFunctionsExecutionRule for nested state machines, StepFunctionsGetEventsForECSTaskRule for ECS, StepFunctionsGetEventsForBatchJobsRule for Batch.`,
		'If you cannot change IAM, use .waitForTaskToken or a plain request instead of .sync: they need no managed rule.',
		'Then create or update the state machine again.',
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./permissions/managed-rules.ts'),
		import('./common/role-age.ts'),
		import('./common/managed-by-tool.ts'),
	],
	references: [
		{
			title: 'IAM policies for integrated services: run a job (.sync)',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html',
		},
		{
			title: 'Creating an IAM role for your state machine',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
		},
	],
	lookalikes: [
		{
			text: 'User: arn:aws:sts::123456789012:assumed-role/ci/run is not authorized to perform: events:PutRule on resource: arn:aws:events:eu-west-1:123456789012:rule/nightly',
			is: 'the deployer, who creates a rule of the stack',
		},
		{
			text: 'ManagedRuleException: Rule is managed by another service',
			is: 'an attempt to change a managed rule by hand',
		},
	],
	snippet: {
		says: 'The policy for the execution role (nested state machines)',
		language: 'json',
		code: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      "Resource": "arn:aws:events:eu-west-1:123456789012:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule"
    }
  ]
}`,
	},
};
