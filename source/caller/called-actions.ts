import type {Reads} from '../account/account.ts';
import type {Change} from '../diagnosis/remedy.ts';

export type ReadName = keyof Reads;

/** The policies that resources of an account can have of their own. */
export const policiesOfResources = [
	'dynamodb:GetResourcePolicy',
	'ecr:GetRepositoryPolicy',
	'events:DescribeEventBus',
	'kms:GetKeyPolicy',
	'lambda:GetPolicy',
	's3:GetBucketPolicy',
	'secretsmanager:GetResourcePolicy',
	'sns:GetTopicAttributes',
	'sqs:GetQueueAttributes',
];

/** Of the services whose jobs `.sync` waits for. */
export const jobActions = [
	'batch:DescribeJobs',
	'codebuild:BatchGetBuilds',
	'emr-serverless:GetJobRun',
	'glue:GetJobRun',
	'sagemaker:DescribeProcessingJob',
	'sagemaker:DescribeTrainingJob',
	'sagemaker:DescribeTransformJob',
];

/** The IAM actions that each read calls; `identity` needs none. */
export const actionsOfRead: Record<ReadName, readonly string[]> = {
	identity: [],
	listStateMachines: ['states:ListStateMachines'],
	stateMachine: ['states:DescribeStateMachine'],
	stateMachineTags: ['states:ListTagsForResource'],
	executions: ['states:ListExecutions'],
	executionsPage: ['states:ListExecutions'],
	execution: ['states:DescribeExecution'],
	executedMachine: ['states:DescribeStateMachineForExecution'],
	historyPage: ['states:GetExecutionHistory'],
	mapRuns: ['states:ListMapRuns'],
	mapRun: ['states:DescribeMapRun'],
	mapRunExecutions: ['states:ListExecutions'],
	validateDefinition: ['states:ValidateStateMachineDefinition'],
	role: ['iam:GetRole'],
	listRoles: ['iam:ListRoles'],
	rolePolicies: [
		'iam:GetRole',
		'iam:ListRolePolicies',
		'iam:GetRolePolicy',
		'iam:ListAttachedRolePolicies',
		'iam:GetPolicy',
		'iam:GetPolicyVersion',
	],
	inlinePolicy: ['iam:GetRolePolicy'],
	managedPolicy: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
	simulate: ['iam:SimulatePrincipalPolicy'],
	logGroup: ['logs:DescribeLogGroups'],
	logGroupsNamed: ['logs:DescribeLogGroups'],
	listLogGroups: ['logs:DescribeLogGroups'],
	accountResourcePolicies: ['logs:DescribeResourcePolicies'],
	logGroupResourcePolicy: ['logs:DescribeResourcePolicies'],
	logStreamExists: ['logs:DescribeLogStreams'],
	logStreamNames: ['logs:DescribeLogStreams'],
	// A log group of class INFREQUENT_ACCESS can only be queried.
	logEvents: ['logs:FilterLogEvents', 'logs:StartQuery', 'logs:StopQuery', 'logs:GetQueryResults'],
	lastEvents: ['logs:GetLogEvents'],
	searchEvents: ['logs:FilterLogEvents'],
	taskDefinition: ['ecs:DescribeTaskDefinition'],
	containerLogging: ['ecs:DescribeTaskDefinition'],
	listTaskDefinitionFamilies: ['ecs:ListTaskDefinitionFamilies'],
	taskStatus: ['ecs:DescribeTasks'],
	clusterServices: ['ecs:ListServices', 'ecs:DescribeServices'],
	trailEvents: ['cloudtrail:LookupEvents'],
	testState: ['states:TestState'],
	validatePolicy: ['access-analyzer:ValidatePolicy'],
	decodeAuthorization: ['sts:DecodeAuthorizationMessage'],
	functionLogging: ['lambda:GetFunctionConfiguration'],
	functionRole: ['lambda:GetFunctionConfiguration'],
	job: jobActions,
	resourcePolicy: policiesOfResources,
};

/** UpdateStateMachine passes the role again. */
const updateStateMachine = ['states:UpdateStateMachine', 'iam:PassRole'];

type CallsOfChange = {
	/** Before the write, just before it, and after it. */
	reads: readonly ReadName[];
	/** Of the change and of its undo. */
	writes: readonly string[];
};

export const callsOfChange: Record<Change['kind'], CallsOfChange> = {
	'role-inline-policy': {
		reads: ['role', 'rolePolicies', 'inlinePolicy'],
		writes: ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
	},
	'role-trust-policy': {reads: ['role'], writes: ['iam:UpdateAssumeRolePolicy']},
	'role-managed-policy': {
		reads: ['role', 'rolePolicies', 'managedPolicy'],
		writes: [
			'iam:CreatePolicy',
			'iam:DeletePolicy',
			'iam:AttachRolePolicy',
			'iam:DetachRolePolicy',
		],
	},
	'account-log-resource-policy': {
		reads: ['accountResourcePolicies'],
		writes: ['logs:PutResourcePolicy', 'logs:DeleteResourcePolicy'],
	},
	'log-group-resource-policy': {
		reads: ['accountResourcePolicies', 'logGroupResourcePolicy'],
		writes: ['logs:PutResourcePolicy', 'logs:DeleteResourcePolicy'],
	},
	// Only an empty log group is deleted.
	'log-group': {
		reads: ['logGroup', 'logEvents'],
		writes: ['logs:CreateLogGroup', 'logs:DeleteLogGroup'],
	},
	'logging-configuration': {reads: ['stateMachine'], writes: updateStateMachine},
	definition: {reads: ['stateMachine', 'validateDefinition'], writes: updateStateMachine},
};

/** What finds the state machine and follows its failure, whatever it is. */
export const readsOfEveryRun: readonly ReadName[] = [
	'identity',
	'listStateMachines',
	'stateMachine',
	'stateMachineTags',
	'executions',
	'executionsPage',
	'execution',
	'executedMachine',
	'historyPage',
	'mapRuns',
	'mapRun',
	'mapRunExecutions',
];

/** What a run reads where it can: lists to choose from, logs, recent changes and second opinions. */
export const optionalReads: readonly ReadName[] = [
	'listRoles',
	'logGroup',
	'listLogGroups',
	'logEvents',
	'lastEvents',
	'searchEvents',
	'logStreamNames',
	'containerLogging',
	'functionLogging',
	'rolePolicies',
	'simulate',
	'resourcePolicy',
	'trailEvents',
	'decodeAuthorization',
	'testState',
	'validatePolicy',
	'job',
];

/** A refusal of these leaves the verdict to the other checks, whichever flow reads them. */
export const neverRequired: readonly ReadName[] = ['simulate', 'resourcePolicy', 'job'];
