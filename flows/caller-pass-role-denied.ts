import type {Flow} from '../source/diagnosis/flow.ts';
import {principalInWords} from '../source/incident/principal.ts';
import {where} from '../source/incident/recognition.ts';
import {isPassRole, isStepFunctions, stateMachineCall} from '../source/incident/signs.ts';

const stateMachineRole = /role\/.{0,120}(?:state[-_]?mach|step[-_]?f(?:unc|n)|sfn)/i;

export const callerPassRoleDenied: Flow = {
	id: 'caller-pass-role-denied',
	title: 'Whoever deploys may not pass the state machine role',
	examples: [
		'User: arn:aws:sts::123456789012:assumed-role/deployer/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/StepFunctions-orders-role because no identity-based policy allows the iam:PassRole action (Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException)',
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
	explanation: facts => [
		`Creating or updating a state machine hands a role to Step Functions, and for that ${principalInWords(facts.principal, 'the caller')} needs iam:PassRole on ${facts.resource ?? 'the state machine role'}. The state machine role itself lacks nothing: the permission belongs to whoever deploys.`,
	],
	nextSteps: facts => [
		`Allow ${principalInWords(facts.principal, 'whoever deploys')} iam:PassRole on ${facts.resource ?? 'the state machine role'}, with the condition "StringEquals": {"iam:PassedToService": "states.amazonaws.com"}.`,
		'If a permissions boundary or an organisation policy limits the deploying role, it has to allow the same.',
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
};
