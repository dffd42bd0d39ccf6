import type {Flow} from '../source/diagnosis/flow.ts';
import {principalFirst, principalInWords} from '../source/incident/principal.ts';
import {where} from '../source/incident/recognition.ts';
import {isPassRole, refusedWhileRunning} from '../source/incident/signs.ts';
import {grantStep} from './permissions/grant-step.ts';

export const passRoleDenied: Flow = {
	id: 'pass-role-denied',
	title: 'The execution role cannot pass a role to another service',
	message: 'is not authorized to perform: iam:PassRole',
	examples: [
		'ECS.AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/StepFunctions-report-role/execution is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/ecsTaskExecutionRole because no identity-based policy allows the iam:PassRole action',
		'{"error":"SageMaker.AmazonSageMakerException","cause":"User: arn:aws:sts::123456789012:assumed-role/StepFunctions-train-role/execution is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/training (Service: AmazonSageMaker; Status Code: 400; Error Code: AccessDeniedException)"}',
	],
	patterns: where(refusedWhileRunning, isPassRole),
	explanation: facts => [
		`${principalFirst(facts.principal, 'The execution role')} cannot pass ${facts.resource ?? 'the role'} to the service that a state calls. It needs iam:PassRole on exactly that role.`,
		'An ECS task can have two roles, the task execution role and the task role. They fail one after the other, so allow both at once.',
	],
	nextSteps: facts => [
		grantStep(facts, {
			who: principalInWords(facts.principal, 'the execution role'),
			action: 'iam:PassRole',
			resource: facts.resource ?? 'the role that is passed',
		}),
		'Add the condition iam:PassedToService with the service that receives the role (ecs-tasks.amazonaws.com for ECS tasks).',
		'Check the task definition and the Overrides of the state for a second role: aws ecs describe-task-definition --task-definition <family> --query "taskDefinition.[taskRoleArn, executionRoleArn]".',
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
	lookalikes: [
		{
			text: 'User: arn:aws:sts::123456789012:assumed-role/deployer/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/StepFunctions-orders-role (Service: AWSStepFunctions; Status Code: 400)',
			is: 'the deployer, who passes the execution role',
			flow: 'caller-pass-role-denied',
		},
		{
			text: "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/report-task' that was provided for this task. (ECS.ClientException in a state machine, cause below) Error ECS.ClientException Cause ECS was unable to assume the role",
			is: 'the trust policy of the passed role',
			flow: 'assume-role-denied',
		},
	],
	snippet: {
		says: 'The policy for the execution role',
		language: 'json',
		code: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": [
        "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
        "arn:aws:iam::123456789012:role/report-task"
      ],
      "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
    }
  ]
}`,
	},
};
