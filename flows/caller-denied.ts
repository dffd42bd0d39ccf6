import type {Flow} from '../source/diagnosis/flow.ts';
import {principalFirst, principalInWords} from '../source/incident/principal.ts';
import {byDeployer, isStatesAction, isStepFunctions} from '../source/incident/signs.ts';
import {statesCall} from '../source/incident/states-operations.ts';
import {grantStep} from './permissions/grant-step.ts';

export const callerDenied: Flow = {
	id: 'caller-denied',
	title: 'The caller is not allowed to call Step Functions',
	message: 'is not authorized to perform: states:StartExecution',
	examples: [
		'User: arn:aws:sts::123456789012:assumed-role/deployer/ci is not authorized to perform: states:CreateStateMachine on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:orders because no identity-based policy allows the states:CreateStateMachine action',
		'An error occurred (AccessDeniedException) when calling the StartExecution operation: User: arn:aws:iam::123456789012:user/jo is not authorized to perform: states:StartExecution on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
		'AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/worker/i-0a1b2c3d4e5f60718 is not authorized to perform: states:SendTaskSuccess on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
	],
	patterns: [
		{
			facts: facts =>
				isStatesAction(facts) &&
				!isStepFunctions(facts) &&
				facts.action !== 'states:InvokeHTTPEndpoint',
			unless: /\bStates\.Permissions\b/,
			confidence: 'certain',
		},
		{
			text: statesCall,
			also: /\bAccess ?Denied(?:Exception)?\b|Insufficient permissions|not authorized to perform this/i,
			unless:
				/\bKMS|"?errorMessage"?|IAM Role|provided role|managed-rule|(?:Log|Trace) Destination/i,
			facts: ({action}) => action === null,
			confidence: 'likely',
		},
		{
			text: /(?:::StateMachine|aws_sfn_state_machine|Step Functions? State Machine|(?:Create|Update)StateMachine)\b(?:(?!AWS::).){0,500}?not authorized to perform/i,
			also: byDeployer,
			facts: facts => facts.denial !== null && facts.action !== null && !isStepFunctions(facts),
			confidence: 'likely',
		},
	],
	explanation: facts => [
		`${principalFirst(facts.principal, 'The caller')} is not allowed to call ${facts.action ?? 'this operation of Step Functions'}${facts.resource ? ` on ${facts.resource}` : ''}.`,
		'The permission belongs to the caller: a person, a pipeline, a function or a worker. The execution role of the state machine is not involved.',
		...(facts.denial?.policyType && facts.denial.policyType !== 'identity-based policy'
			? [
					`The message names the ${facts.denial.policyType}: an Allow in the caller's own policies is not enough.`,
				]
			: []),
	],
	nextSteps: facts => [
		grantStep(facts, {
			who: principalInWords(facts.principal, 'the caller'),
			action: facts.action ?? 'the action that was denied',
			resource: facts.resource ?? 'the state machine',
		}),
		...(/Execution|Activity|Task/.test(facts.action ?? 'Execution') &&
		!/^states:Start/.test(facts.action ?? '')
			? [
					'Executions have their own ARNs: states:DescribeExecution and states:StopExecution need arn:aws:states:<Region>:<account>:execution:<state machine>:*, not the state machine.',
				]
			: []),
		...(/SendTask/.test(facts.action ?? '')
			? [
					'A worker that answers task tokens needs states:SendTaskSuccess, states:SendTaskFailure and states:SendTaskHeartbeat.',
				]
			: []),
	],
	checks: () => [
		import('./permissions/denied-caller.ts'),
		import('./permissions/policy-type-outside-role.ts'),
		import('./common/state-machine-exists.ts'),
	],
	references: [
		{
			title: 'Troubleshoot access denied error messages',
			url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
		},
	],
	lookalikes: [
		{
			text: 'User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/qZtLwPnRkXsVbMhGfJdCyTaEuWiOoSvN is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:123456789012:function:charge',
			is: 'the execution role of a state machine',
			flow: 'action-denied',
		},
		{
			text: 'User: arn:aws:iam::123456789012:user/jo is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:123456789012:function:charge',
			is: 'another service',
		},
	],
	snippet: {
		says: 'The policy for a caller that starts, follows and stops executions',
		language: 'json',
		code: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "states:StartExecution",
      "Resource": "arn:aws:states:eu-west-1:123456789012:stateMachine:orders"
    },
    {
      "Effect": "Allow",
      "Action": ["states:DescribeExecution", "states:StopExecution"],
      "Resource": "arn:aws:states:eu-west-1:123456789012:execution:orders:*"
    }
  ]
}`,
	},
};
