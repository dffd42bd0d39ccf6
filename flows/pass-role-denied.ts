import type {Flow} from '../source/diagnosis/flow.ts';
import {principalInWords} from '../source/incident/principal.ts';
import {where} from '../source/incident/recognition.ts';
import {isPassRole, refusedWhileRunning} from '../source/incident/signs.ts';

export const passRoleDenied: Flow = {
	id: 'pass-role-denied',
	title: 'The state machine role may not pass a role on',
	examples: [
		'ECS.AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/StepFunctions-report-role/execution is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/ecsTaskExecutionRole because no identity-based policy allows the iam:PassRole action',
	],
	patterns: where(refusedWhileRunning, isPassRole),
	explanation: facts => [
		`A state starts work that runs under a role of its own, and ${principalInWords(facts.principal, 'the state machine role')} may not hand over ${facts.resource ?? 'that role'}. An Allow on the state machine role helps: iam:PassRole on exactly that role.`,
		'For an ECS task there are up to two such roles, the task execution role and the task role. They fail one after the other, so allow both at once.',
	],
	nextSteps: facts => [
		`Allow ${principalInWords(facts.principal, 'the state machine role')} iam:PassRole on ${facts.resource ?? 'the role that is passed'}, with the condition iam:PassedToService of the service that gets it (ecs-tasks.amazonaws.com for ECS tasks).`,
		'See the task definition, and the Overrides of the state, for a second role that is passed as well.',
		'Then redrive the failed execution.',
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./permissions/denied-role.ts'),
		import('./permissions/policy-type-outside-role.ts'),
		import('./permissions/pass-role.ts'),
		import('./permissions/passed-roles.ts'),
		import('./failed-run/network-configuration.ts'),
		import('./common/role-age.ts'),
		import('./common/managed-by-tool.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Run Amazon ECS or Fargate tasks with Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html',
		},
		{
			title: 'Grant a user permissions to pass a role to an AWS service',
			url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
		},
	],
};
