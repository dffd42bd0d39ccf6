import type {Flow} from '../source/diagnosis/flow.ts';
import {principalFirst, principalInWords} from '../source/incident/principal.ts';
import {byDeployer, isStatesAction, isStepFunctions} from '../source/incident/signs.ts';
import {statesCall} from '../source/incident/states-operations.ts';

export const callerDenied: Flow = {
	id: 'caller-denied',
	title: 'Whoever calls Step Functions is not allowed to',
	examples: [
		'User: arn:aws:sts::123456789012:assumed-role/deployer/ci is not authorized to perform: states:CreateStateMachine on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:orders because no identity-based policy allows the states:CreateStateMachine action',
	],
	patterns: [
		{
			facts: facts =>
				isStatesAction(facts) &&
				!isStepFunctions(facts) &&
				facts.action !== 'states:InvokeHTTPEndpoint',
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
		`${principalFirst(facts.principal, 'The caller')} asked Step Functions for something (${facts.action ?? 'the action is not stated'}) and was refused. The role to mend is the caller's own: a person, a pipeline, a Lambda function or a worker, not the state machine role.`,
		facts.denial?.policyType && facts.denial.policyType !== 'identity-based policy'
			? `The message names a ${facts.denial.policyType}: an Allow in the role's own policies is not enough.`
			: "An Allow in the caller's own policies helps, unless a boundary or an organisation policy limits it.",
	],
	nextSteps: facts => [
		`Allow ${principalInWords(facts.principal, 'the caller')}, on ${facts.resource ?? 'the state machine'}, the action ${facts.action ?? 'that was refused'}.`,
		'Executions have ARNs of their own: states:DescribeExecution and states:StopExecution are allowed on arn:aws:states:<region>:<account>:execution:<state machine>:*, not on the state machine.',
		'A worker that answers a task token needs states:SendTaskSuccess, states:SendTaskFailure and states:SendTaskHeartbeat.',
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
};
