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
