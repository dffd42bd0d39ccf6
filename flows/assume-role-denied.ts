import type {Flow} from '../source/diagnosis/flow.ts';
import {principalFirst, principalInWords} from '../source/incident/principal.ts';
import {errorAndCause, isStepFunctions, workFailure} from '../source/incident/signs.ts';

export const assumeRoleDenied: Flow = {
	id: 'assume-role-denied',
	title: 'Step Functions cannot assume the role',
	message:
		'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role',
	examples: [
		'AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
		'{"error":"States.TaskFailed","cause":"The role arn:aws:iam::123456789012:role/orders-role is not authorized to assume the task state\'s role, arn:aws:iam::111122223333:role/partner."}',
		'{"error":"ECS.ClientException","cause":"ECS was unable to assume the role \'arn:aws:iam::123456789012:role/report-task\' that was provided for this task. (Service: AmazonECS; Status Code: 400; Error Code: ClientException)"}',
	],
	patterns: [
		{
			text: /principal '?states\.(?:[\w<>*-]{1,30}\.)?amazonaws\.com.{0,120}authorized to assume the provided role/i,
			confidence: 'certain',
		},
		{text: /not authorized to assume the task state's role/i, confidence: 'certain'},
		{text: /authorized to assume the provided role/i, confidence: 'likely'},
		{
			text: /principal ["'`]?states\.(?:[\w<>*-]{1,30}\.)?amazonaws\.com["'`]?,?(?: (?:nor|is|…|\.{3})\b|.{0,60}\bassum|\W{0,4}$)/i,
			unless: /authorized to perform/i,
			confidence: 'likely',
		},
		{
			text: /\bassumed? .{0,120}\bby (?:principal )?["'`]?(?:states\.(?:[\w<>*-]{1,30}\.)?amazonaws\.com|(?:AWS )?Step ?Functions)\b|\bstep ?functions?\b.{0,60}\b(?:unable|cannot|can't|could not|couldn't|failed|not (?:authorized|allowed)) (?:to )?assume\b/i,
			confidence: 'likely',
		},
		{
			text: /unable to assume the role|cannot be assumed by/i,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'likely',
		},
		{
			facts: facts => facts.action === 'sts:AssumeRole' && isStepFunctions(facts),
			confidence: 'certain',
		},
	],
	explanation: (facts, text = '') =>
		/\bECS was unable to assume/i.test(text)
			? [
					'ECS cannot assume the task role or task execution role that the task definition names.',
					'The trust policy of that role must name ecs-tasks.amazonaws.com. The execution role of the state machine is not the cause.',
				]
			: facts.resource
				? [
						`${principalFirst(facts.principal, 'The execution role')} cannot assume ${facts.resource}, the role that a state names in Credentials.`,
						'Both sides must agree: the execution role needs sts:AssumeRole on that role, and the trust policy of that role must name the execution role.',
					]
				: [
						`Step Functions cannot assume the execution role${facts.roleArn ? ` ${facts.roleArn}` : ''}. The trust policy of the role decides this: one more Allow in its permissions changes nothing.`,
						'The same message appears if the role does not exist, or was created a moment ago and has not propagated yet.',
					],
	nextSteps: (facts, text = '') =>
		/\bECS was unable to assume/i.test(text)
			? [
					'Set the trust policy of the task role and the task execution role: principal ecs-tasks.amazonaws.com, action sts:AssumeRole.',
					'Check that both roles exist: aws ecs describe-task-definition --task-definition <family> --query "taskDefinition.[taskRoleArn, executionRoleArn]".',
				]
			: facts.resource
				? [
						`Grant ${principalInWords(facts.principal, 'the execution role')} sts:AssumeRole on ${facts.resource}.`,
						`Name the execution role as a principal in the trust policy of ${facts.resource}.`,
						'Check that the ARN in Credentials.RoleArn is spelled right: a missing role gives the same message.',
					]
				: [
						`Check the trust policy${facts.roleArn ? ` of ${facts.roleArn}` : ' of the role'}: it must allow the service principal states.amazonaws.com to call sts:AssumeRole.`,
						'If the trust policy has conditions (aws:SourceAccount, aws:SourceArn), they must match this state machine.',
						'If the role is new, wait a minute and try again before you change anything.',
					],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./permissions/role-trust.ts'),
		import('./permissions/assumed-roles.ts'),
		import('./common/role-age.ts'),
		import('./common/managed-by-tool.ts'),
	],
	references: [
		{
			title: 'Creating an IAM role for your state machine',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
		},
		{
			title: 'Accessing resources in other AWS accounts',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html',
		},
	],
	lookalikes: [
		{
			text: 'The role defined for the function cannot be assumed by Lambda.',
			is: 'the role of a Lambda function',
		},
		{
			text: 'ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role. Target: arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
			is: 'the role of the schedule',
			flow: 'trigger-denied',
		},
		{
			text: 'User: arn:aws:iam::123456789012:user/jo is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/admin',
			is: 'a person, not a state machine',
		},
	],
	snippet: {
		says: 'The trust policy of the execution role',
		language: 'json',
		code: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Service": "states.amazonaws.com"},
      "Action": "sts:AssumeRole",
      "Condition": {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:*"}
      }
    }
  ]
}`,
	},
};
