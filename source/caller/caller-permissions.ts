import type {PolicyDocument, Statement} from '../policy/document.ts';
import {jobActions, policiesOfResources} from './called-actions.ts';
import {type CallerNeeds, needsOfAllFlows} from './caller-needs.ts';

const everything = ['*'];

/** None of these reads secrets except `logs:FilterLogEvents`, `logs:GetLogEvents` and `states:GetExecutionHistory`, which show what executions logged. */
const reading: Statement[] = [
	{
		Sid: 'ReadStateMachines',
		Effect: 'Allow',
		Action: [
			'states:ListStateMachines',
			'states:DescribeStateMachine',
			'states:DescribeStateMachineForExecution',
			'states:ListTagsForResource',
			'states:ListExecutions',
			'states:DescribeExecution',
			'states:GetExecutionHistory',
			'states:ListMapRuns',
			'states:DescribeMapRun',
			'states:ValidateStateMachineDefinition',
		],
		Resource: everything,
	},
	{
		Sid: 'ReadRoles',
		Effect: 'Allow',
		Action: [
			'iam:ListRoles',
			'iam:GetRole',
			'iam:ListRolePolicies',
			'iam:GetRolePolicy',
			'iam:ListAttachedRolePolicies',
			'iam:GetPolicy',
			'iam:GetPolicyVersion',
			'iam:SimulatePrincipalPolicy',
		],
		Resource: everything,
	},
	{
		Sid: 'ReadLogs',
		Effect: 'Allow',
		Action: [
			'logs:DescribeLogGroups',
			'logs:DescribeLogStreams',
			'logs:DescribeResourcePolicies',
			'logs:FilterLogEvents',
			'logs:GetLogEvents',
			'logs:StartQuery',
			'logs:StopQuery',
			'logs:GetQueryResults',
		],
		Resource: everything,
	},
	{
		Sid: 'ReadTasks',
		Effect: 'Allow',
		Action: [
			'ecs:DescribeTaskDefinition',
			'ecs:ListTaskDefinitionFamilies',
			'ecs:ListServices',
			'ecs:DescribeServices',
			'ecs:DescribeTasks',
			// Where a function logs; without it the usual log group is searched.
			'lambda:GetFunctionConfiguration',
		],
		Resource: everything,
	},
	{
		// How a job is doing that a state waits for, and where it logs.
		Sid: 'ReadJobs',
		Effect: 'Allow',
		Action: [...jobActions],
		Resource: everything,
	},
	{
		// What an encoded denial says.
		Sid: 'DecodeDenials',
		Effect: 'Allow',
		Action: ['sts:DecodeAuthorizationMessage'],
		Resource: everything,
	},
	{
		// Runs the failed state alone with mocked tasks, before its change is written. A state without a task
		// needs iam:PassRole on the role as well.
		Sid: 'TestStates',
		Effect: 'Allow',
		Action: ['states:TestState'],
		Resource: everything,
	},
	{
		// What Access Analyzer says of a policy before it is written.
		Sid: 'ReviewPolicies',
		Effect: 'Allow',
		Action: ['access-analyzer:ValidatePolicy'],
		Resource: everything,
	},
	{
		// What changed before a failure.
		Sid: 'ReadChanges',
		Effect: 'Allow',
		Action: ['cloudtrail:LookupEvents'],
		Resource: everything,
	},
	{
		// Without it, whether the resource's own policy names the role stays unknown.
		Sid: 'ReadResourcePolicies',
		Effect: 'Allow',
		Action: policiesOfResources,
		Resource: everything,
	},
];

const writing: Statement[] = [
	{
		Sid: 'FixRoles',
		Effect: 'Allow',
		Action: [
			'iam:PutRolePolicy',
			'iam:DeleteRolePolicy',
			'iam:UpdateAssumeRolePolicy',
			'iam:CreatePolicy',
			'iam:DeletePolicy',
			'iam:AttachRolePolicy',
			'iam:DetachRolePolicy',
		],
		Resource: everything,
	},
	{
		Sid: 'FixLogDelivery',
		Effect: 'Allow',
		Action: [
			'logs:PutResourcePolicy',
			'logs:DeleteResourcePolicy',
			'logs:CreateLogGroup',
			'logs:DeleteLogGroup',
		],
		Resource: everything,
	},
	{
		Sid: 'FixStateMachines',
		Effect: 'Allow',
		Action: ['states:UpdateStateMachine', 'states:RedriveExecution', 'states:StartExecution'],
		Resource: everything,
	},
	{
		// UpdateStateMachine passes the role again:
		// https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html
		Sid: 'PassRolesToStateMachines',
		Effect: 'Allow',
		Action: ['iam:PassRole'],
		Resource: ['arn:aws:iam::*:role/*'],
		Condition: {StringEquals: {'iam:PassedToService': ['states.amazonaws.com']}},
	},
];

const statements: readonly Statement[] = [...reading, ...writing];

/** The IAM policy for these needs. Whatever sfn-fix can do without is in statements named Optional…. */
export const policyFor = ({required, optional}: CallerNeeds): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: [
		...statements.flatMap(statement => only(statement, required, '')),
		...statements.flatMap(statement => only(statement, optional, 'Optional')),
	],
});

function only(statement: Statement, actions: ReadonlySet<string>, mark: string): Statement[] {
	const Action = (statement.Action ?? []).filter(action => actions.has(action));
	return Action.length > 0 ? [{...statement, Sid: `${mark}${statement.Sid ?? ''}`, Action}] : [];
}

/** The IAM policy that the person running sfn-fix needs; sts:GetCallerIdentity needs none. */
export const callerPolicy = (rule: {readOnly: boolean}): PolicyDocument =>
	policyFor(needsOfAllFlows(rule));
