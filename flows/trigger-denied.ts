import type {Flow} from '../source/diagnosis/flow.ts';
import {principalFirst, principalInWords} from '../source/incident/principal.ts';
import {grantStep} from './permissions/grant-step.ts';

const aboutStates =
	/step-?_? ?functions?|state ?machine|arn:aws[\w-]{0,10}:states:|:states:action\/|\bstates\.[\w-]{4,30}\.amazonaws\.com|\bStart(?:Sync)?Execution\b/i;
const startsExecution = /^states:Start(?:Sync)?Execution$/i;
const trigger =
	/event-?_?bridge|cloudwatch-?_?events|events?-?_?(?:rule|invoke|role|target)|scheduler?|api-?_?g(?:ate)?w(?:ay)?|pipe/i;

export const triggerDenied: Flow = {
	id: 'trigger-denied',
	title: 'The trigger cannot start the state machine',
	message:
		'is not authorized to perform: states:StartExecution (EventBridge, Scheduler, Pipes, API Gateway)',
	examples: [
		'ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role. Target: arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
		'{"ERROR_CODE":"NO_PERMISSIONS","ERROR_MESSAGE":"User: arn:aws:sts::123456789012:assumed-role/nightly-events/1a2b is not authorized to perform: states:StartExecution on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:orders"}',
		'Execution failed due to configuration error: API Gateway does not have permission to assume the provided role arn:aws:iam::123456789012:role/orders-api for arn:aws:apigateway:eu-west-1:states:action/StartExecution',
		'ValidationException: RoleArn is required for target arn:aws:states:eu-west-1:123456789012:stateMachine:orders.',
	],
	patterns: [
		{
			text: /\bEventBridge\b|CloudWatch Events|\bScheduler\b|API ?Gateway|ERROR_CODE|(?:events|scheduler|apigateway|pipes)\.amazonaws\.com|arn:aws[\w-]{0,10}:(?:pipes|scheduler|events):/i,
			facts: ({action}) => startsExecution.test(action ?? ''),
			confidence: 'certain',
		},
		{
			facts: ({action, principal}) =>
				startsExecution.test(action ?? '') && trigger.test(principal ?? ''),
			confidence: 'certain',
		},
		{
			text: /\bERROR_CODE\b.{0,40}(?:NO_PERMISSIONS|Access ?Denied)|NO_PERMISSIONS.{0,40}\bERROR_CODE\b/i,
			also: aboutStates,
			unless: /not authorized to perform:? (?!states:|sts:)\w/i,
			confidence: 'likely',
		},
		{
			text: /API Gateway (?:doesn't|does not) have permissions? to assume the (?:IAM|provided) role/i,
			also: aboutStates,
			confidence: 'likely',
		},
		{
			text: /execution role you provide must allow AWS EventBridge Scheduler to assume the role/i,
			unless: /arn:aws[\w-]{0,10}:(?:lambda|ecs|sqs|sns|scheduler:::aws-sdk):/i,
			confidence: 'likely',
		},
		{
			text: /cannot be assumed by principal ["'`]?(?:events|scheduler|pipes|apigateway)\.amazonaws\.com/i,
			also: aboutStates,
			confidence: 'likely',
		},
		{text: /RoleArn is required for target arn:aws[\w-]{0,10}:states:/i, confidence: 'likely'},
	],
	explanation: facts => [
		startsExecution.test(facts.action ?? '')
			? `${principalFirst(facts.principal, 'The role of the rule, schedule, pipe or API')} is not allowed to call ${facts.action}${facts.resource ? ` on ${facts.resource}` : ''}.`
			: 'The service that starts the state machine cannot use the role that it was given.',
		'That role needs two things: a trust policy for the service that uses it (events, scheduler, pipes or apigateway.amazonaws.com), and states:StartExecution on the state machine (states:StartSyncExecution for a synchronous call). The execution role of the state machine is not involved.',
	],
	nextSteps: facts => [
		grantStep(facts, {
			who: principalInWords(facts.principal, 'the role of the rule, schedule, pipe or API'),
			action: startsExecution.test(facts.action ?? '')
				? (facts.action ?? '')
				: 'states:StartExecution',
			resource: facts.resource ?? facts.stateMachineArn ?? 'the state machine',
		}),
		'Check that its trust policy names the service that starts the execution.',
		'An EventBridge rule needs a role for a state machine: set RoleArn on the target.',
	],
	checks: () => [
		import('./permissions/denied-caller.ts'),
		import('./permissions/trigger-trust.ts'),
		import('./permissions/policy-type-outside-role.ts'),
		import('./common/state-machine-exists.ts'),
	],
	references: [
		{
			title: 'Troubleshoot IAM roles',
			url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html',
		},
		{
			title: 'Troubleshooting Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/troubleshooting.html',
		},
	],
	lookalikes: [
		{
			text: 'API Gateway does not have permission to assume the provided role arn:aws:iam::123456789012:role/sqs-writer',
			is: 'an API with another target',
		},
		{
			text: 'User: arn:aws:sts::123456789012:assumed-role/web/app is not authorized to perform: states:StartExecution on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
			is: 'your own program',
			flow: 'caller-denied',
		},
	],
	snippet: {
		says: 'The policy and the trust policy for the role of a schedule',
		language: 'json',
		code: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "states:StartExecution",
      "Resource": "arn:aws:states:eu-west-1:123456789012:stateMachine:orders"
    }
  ]
}

{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Service": "scheduler.amazonaws.com"},
      "Action": "sts:AssumeRole"
    }
  ]
}`,
	},
};
