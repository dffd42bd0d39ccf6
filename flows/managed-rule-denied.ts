import type {Flow} from '../source/diagnosis/flow.ts';
import {principalInWords} from '../source/incident/principal.ts';

export const managedRuleDenied: Flow = {
	id: 'managed-rule-denied',
	title: 'The state machine role may not create the managed rule',
	examples: [
		"AccessDeniedException: 'arn:aws:iam::123456789012:role/orders-role' is not authorized to create managed-rule.",
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
		`A state that waits for its work (.sync) is told of the end by an EventBridge rule that Step Functions manages, and ${principalInWords(facts.principal, 'the state machine role')} may not create it. The role meant is the state machine role, although the error comes while deploying.`,
		'An Allow helps: the role needs three actions on that one rule. A role created in the same deployment may only need another minute.',
	],
	nextSteps: facts => [
		`Allow ${facts.principal ?? 'the state machine role'} events:PutTargets, events:PutRule and events:DescribeRule on the managed rule of the integration, arn:aws:events:<region>:<account>:rule/StepFunctionsGetEventsFor…Rule (for nested state machines StepFunctionsGetEventsForStepFunctionsExecutionRule, for ECS StepFunctionsGetEventsForECSTaskRule, for Batch StepFunctionsGetEventsForBatchJobsRule).`,
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
};
