import type {LogGroupClass} from '../account/cloudwatch-logs.ts';
import type {
	ExecutionStatus,
	LoggingConfiguration,
	StateMachineType,
} from '../account/step-functions.ts';

/** Everything the practice account knows, as plain data. Times are milliseconds since 1970. */
export type AccountState = {
	accountId: string;
	region: string;
	partition: string;
	/** Who calls: an IAM principal's ARN. */
	callerArn: string;
	stateMachines: StateMachineState[];
	executions: ExecutionState[];
	roles: RoleState[];
	managedPolicies: ManagedPolicyState[];
	logGroups: LogGroupState[];
	logResourcePolicies: LogResourcePolicyState[];
	queries: QueryState[];
	taskDefinitions: TaskDefinitionState[];
	clusters: ClusterState[];
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

export type ExecutionState = {
	arn: string;
	name: string;
	stateMachineArn: string;
	status: ExecutionStatus;
	startedAt: number;
	stoppedAt: number | null;
	input: string;
	output: string | null;
	error: string | null;
	cause: string | null;
	redriveCount: number;
	history: HistoryEventState[];
	/** What a redrive goes on from; absent where a scenario tells of an execution that never ran. */
	attempt?: AttemptState;
};

/** An execution keeps the definition and the role that it was started with. */
export type AttemptState = {definition: string; roleArn: string; progress: ProgressState};

/** How far the states of one level have come: those of the definition, of a branch, of an iteration. */
export type ProgressState = {
	/** The state under way; null before the first. */
	state: string | null;
	/** What that state was given, or null. */
	input: unknown;
	/** The id of the event with which it was entered; null where it is still to be entered. */
	entered: number | null;
	/** The branches or iterations of that state. */
	parts: ProgressState[];
	/** What came out once all states were through. */
	result: {output: unknown} | null;
};

/** `details` goes out under the member that its type has in GetExecutionHistory. */
export type HistoryEventState = {
	id: number;
	previousEventId: number;
	type: string;
	timestamp: number;
	details: Record<string, unknown>;
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
};

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
	faults: Fault[];
};

/** `operation` as `iam:GetRole`. `times` counts down; null lasts. */
export type Fault = {
	operation: string;
	kind: 'access-denied' | 'throttled' | 'internal-error';
	times: number | null;
};
