import type {Flow} from '../source/diagnosis/flow.ts';
import {principalFirst, principalInWords} from '../source/incident/principal.ts';
import {where} from '../source/incident/recognition.ts';
import {isPassRole, isStepFunctions, stateMachineCall} from '../source/incident/signs.ts';
import {grantStep} from './permissions/grant-step.ts';

const stateMachineRole = /role\/.{0,120}(?:state[-_]?mach|step[-_]?f(?:unc|n)|sfn)/i;

export const callerPassRoleDenied: Flow = {
	id: 'caller-pass-role-denied',
	title: 'The deployer cannot pass the execution role',
	message: 'is not authorized to perform: iam:PassRole (Service: AWSStepFunctions)',
	examples: [
		'User: arn:aws:sts::123456789012:assumed-role/deployer/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/StepFunctions-orders-role because no identity-based policy allows the iam:PassRole action (Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException)',
		'Error: creating Step Functions State Machine (orders): operation error SFN: CreateStateMachine, https response error StatusCode: 400, api error AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/deployer/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/orders because no identity-based policy allows the iam:PassRole action',
		'AccessDeniedException: Cross-account pass role is not allowed. (Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException)',
	],
	patterns: [
		{
			text: /Cross-account pass role is not allowed/i,
			also: stateMachineCall,
			confidence: 'certain',
		},
		...where(
			[
				{text: stateMachineCall, confidence: 'certain'},
				{
					facts: ({resource, principal}) =>
						stateMachineRole.test(resource ?? '') && !stateMachineRole.test(principal ?? ''),
					unless: /\(Service: \w{1,40}[;,] Status Code/,
					confidence: 'likely',
				},
			],
			facts => isPassRole(facts) && !isStepFunctions(facts),
		),
	],
	explanation: (facts, text = '') => [
		/Cross-account pass role/i.test(text)
			? 'The execution role is in another account than the state machine. A role can only be passed within its own account.'
			: `${principalFirst(facts.principal, 'The deployer')} cannot pass ${facts.resource ?? 'the execution role'} to Step Functions. Creating or updating a state machine needs iam:PassRole on its role.`,
		'The permission belongs to the role or user that deploys. The execution role itself is not the cause.',
	],
	nextSteps: (facts, text = '') =>
		/Cross-account pass role/i.test(text)
			? [
					'Use an execution role in the account of the state machine.',
					'To reach resources of the other account, name a role of that account in Credentials of the state.',
				]
			: [
					grantStep(facts, {
						who: principalInWords(facts.principal, 'the deployer'),
						action: 'iam:PassRole',
						resource: facts.resource ?? 'the execution role',
					}),
					'Add the condition iam:PassedToService = states.amazonaws.com.',
				],
	checks: () => [
		import('./permissions/denied-caller.ts'),
		import('./permissions/policy-type-outside-role.ts'),
		import('./permissions/role-trust.ts'),
	],
	references: [
		{
			title: 'Grant a user permissions to pass a role to an AWS service',
			url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
		},
		{
			title: 'Troubleshoot IAM roles',
			url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html',
		},
	],
	lookalikes: [
		{
			text: 'ECS.AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/StepFunctions-report-role/execution is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/ecsTaskExecutionRole',
			is: 'the execution role, which passes a role to ECS',
			flow: 'pass-role-denied',
		},
		{
			text: 'An error occurred (AccessDeniedException) when calling the RunTask operation: User: arn:aws:iam::123456789012:user/jo is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/task',
			is: 'a person who calls ECS',
		},
	],
	snippet: {
		says: 'The policy for the deployer',
		language: 'json',
		code: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::123456789012:role/orders-role",
      "Condition": {"StringEquals": {"iam:PassedToService": "states.amazonaws.com"}}
    }
  ]
}`,
	},
};
