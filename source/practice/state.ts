import type {LogGroupClass} from '../account/cloudwatch-logs.ts';
import type {LoggingConfiguration, StateMachineType} from '../account/step-functions.ts';
import type {ExecutionState, MapRunState} from './execution-state.ts';

/** Everything the practice account knows, as plain data. Times are milliseconds since 1970. */
export type AccountState = {
	accountId: string;
	region: string;
	partition: string;
	/** Who calls: an IAM principal's ARN. */
	callerArn: string;
	stateMachines: StateMachineState[];
	executions: ExecutionState[];
	mapRuns: MapRunState[];
	roles: RoleState[];
	managedPolicies: ManagedPolicyState[];
	logGroups: LogGroupState[];
	logResourcePolicies: LogResourcePolicyState[];
	queries: QueryState[];
	taskDefinitions: TaskDefinitionState[];
	functions: FunctionState[];
	trail: TrailEventState[];
	clusters: ClusterState[];
	tasks: EcsTaskState[];
	/** Of Batch, Glue, CodeBuild, SageMaker and EMR Serverless, as each describes them. */
	jobs: Array<{id: string; described: object}>;
	objects: ObjectState[];
	taskOutcomes: TaskOutcomeState[];
	behaviour: Behaviour;
};

export type StateMachineState = {
	arn: string;
	name: string;
	type: StateMachineType;
	createdAt: number;
	definition: string;
	roleArn: string;
	logging: LoggingConfiguration;
	tracing: boolean;
	kmsKeyArn: string | null;
	revisionId: string;
	tags: Record<string, string>;
};

export type RoleState = {
	arn: string;
	name: string;
	path: string;
	createdAt: number;
	maxSessionDuration: number;
	permissionsBoundaryArn: string | null;
	tags: Record<string, string>;
	/** The oldest first: a write adds one, and who looks sees the one that has reached them. */
	versions: RoleVersion[];
};

/** What IAM holds of a role from `since` on. */
export type RoleVersion = {
	since: number;
	trustPolicy: string;
	inlinePolicies: Record<string, string>;
	attachedPolicyArns: string[];
};

export type ManagedPolicyState = {
	arn: string;
	name: string;
	path: string;
	createdAt: number;
	document: string;
};

export type LogGroupState = {
	name: string;
	/** Without the trailing `:*`. */
	arn: string;
	class: LogGroupClass;
	kmsKeyArn: string | null;
	retentionInDays: number | null;
	createdAt: number;
	streams: LogStreamState[];
};

export type LogStreamState = {name: string; createdAt: number; events: LogEventState[]};

/** An event that happened at `timestamp` can be read from `ingestedAt` on. */
export type LogEventState = {timestamp: number; ingestedAt: number; message: string};

/** `logGroupArn` is null for a policy of the account. */
export type LogResourcePolicyState = {
	name: string;
	document: string;
	logGroupArn: string | null;
	revisionId: string;
	updatedAt: number;
};

/** Of ECS. The newest ACTIVE revision is what a family alone stands for. */
export type TaskDefinitionState = {
	arn: string;
	family: string;
	revision: number;
	status: 'ACTIVE' | 'INACTIVE';
	networkMode: 'awsvpc' | 'bridge' | 'host' | 'none' | null;
	requiresCompatibilities: ('EC2' | 'FARGATE')[];
	executionRoleArn: string | null;
	taskRoleArn: string | null;
	containers: string[];
	/** Of those that have a log configuration. */
	logs?: ContainerLogs;
};

/** A call that CloudTrail recorded. */
export type TrailEventState = {
	at: number;
	name: string;
	source: string;
	who: string;
	resources: string[];
	requestParameters: Record<string, unknown>;
	errorCode: string | null;
};

/** A function that is not configured as usual; others exist as soon as a state invokes them. */
type FunctionState = {
	name: string;
	/** Null: `/aws/lambda/` and the name. */
	logGroup: string | null;
	logFormat: 'Text' | 'JSON';
	isDeleted: boolean;
};

/** Where a container logs, by its name. */
type ContainerLogs = Record<string, {logDriver: string; options: Record<string, string>}>;

export type ClusterState = {arn: string; name: string; services: EcsServiceState[]};

export type EcsServiceState = {
	arn: string;
	name: string;
	taskDefinitionArn: string;
	launchType: 'EC2' | 'FARGATE';
	createdAt: number;
	network: {
		subnets: string[];
		securityGroups: string[];
		assignPublicIp: 'ENABLED' | 'DISABLED';
	} | null;
};

/** A task of ECS, which runs until `stopsAt`. `failure` is why it did not end well. */
export type EcsTaskState = {
	arn: string;
	clusterArn: string;
	taskDefinitionArn: string;
	containers: string[];
	createdAt: number;
	stopsAt: number;
	failure: string | null;
};

/** An object in S3. */
type ObjectState = {bucket: string; key: string; body: string};

/** How the work of a task ends, where it is not what such work usually does. */
export type TaskOutcomeState = {
	/** The ARN that the task calls: a function, a task definition, a queue, … */
	of: string;
	/** Milliseconds; null leaves it to the integration. */
	duration: number | null;
	/** Null where the work succeeds. */
	failure: {error: string; cause: string} | null;
	/** What the work answers; null leaves it to the integration. */
	result: unknown;
};

/** A query of Logs Insights. Times are those of the events to search. */
export type QueryState = {
	id: string;
	logGroupArns: string[];
	from: number;
	to: number;
	text: string;
	limit: number;
	startedAt: number;
	stoppedAt: number | null;
};

export type Behaviour = {
	/** What every call takes, in milliseconds. */
	latency: number;
	/** Until reads of IAM show a write, in milliseconds. */
	iamReadDelay: number;
	/** Until other services act on a write to IAM, in milliseconds. */
	iamPropagationDelay: number;
	/** Until a log event can be read, in milliseconds. */
	logDeliveryDelay: number;
	/** What a query of Logs Insights takes, in milliseconds. */
	queryDuration: number;
	/**
	 * Where log delivery writes its resource policy when it may: on the log group, as it does for new
	 * deliveries, or appended to the account's `AWSLogDeliveryWrite20150319`, as it did before.
	 */
	deliveryPolicyScope: 'log-group' | 'account';
	/** The most entries that one page holds; null leaves it to each operation. */
	pageSize: number | null;
	/** Whether calls of Step Functions that come faster than AWS allows are throttled. */
	keepsRates: boolean;
	faults: Fault[];
};

/** `operation` as `iam:GetRole`. `times` counts down; null lasts. */
export type Fault = {
	operation: string;
	kind: 'access-denied' | 'throttled' | 'internal-error';
	times: number | null;
};
