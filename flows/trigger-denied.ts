import type {Flow} from '../source/diagnosis/flow.ts';
import {principalInWords} from '../source/incident/principal.ts';
import {stateMachineExists} from './common/state-machine-exists.ts';
import {refusingLayer} from './permissions/denying-layer.ts';
import {refusedCaller} from './permissions/refused-caller.ts';
import {triggerTrust} from './permissions/trigger-trust.ts';

const aboutStates =
	/step-?_? ?functions?|state ?machine|arn:aws[\w-]{0,10}:states:|:states:action\/|\bstates\.[\w-]{4,30}\.amazonaws\.com|\bStart(?:Sync)?Execution\b/i;
const startsExecution = /^states:Start(?:Sync)?Execution$/i;
const trigger =
	/event-?_?bridge|cloudwatch-?_?events|events?-?_?(?:rule|invoke|role|target)|scheduler?|api-?_?g(?:ate)?w(?:ay)?|pipe/i;

export const triggerDenied: Flow = {
	id: 'trigger-denied',
	title: 'What starts the state machine is not allowed to start it',
	examples: [
		'ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role. Target: arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
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
		`An EventBridge rule, a schedule or an API starts the state machine with a role of its own, and ${principalInWords(facts.principal, 'that role')} is not allowed to. The state machine role has no part in this.`,
		'The role of the trigger needs two things: a trust policy for the service that uses it (events, scheduler, pipes or apigateway.amazonaws.com), and states:StartExecution on the state machine (states:StartSyncExecution for a synchronous API).',
	],
	nextSteps: facts => [
		`Allow ${principalInWords(facts.principal, 'the role of the rule, schedule or API')}, on ${facts.resource ?? facts.stateMachineArn ?? 'the state machine'}, the action ${facts.action ?? 'states:StartExecution'}.`,
		'See that its trust policy names the service that starts the execution.',
		'A target of an EventBridge rule that is a state machine needs a role: set RoleArn on the target.',
	],
	checks: [refusedCaller, triggerTrust, refusingLayer, stateMachineExists],
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
};
