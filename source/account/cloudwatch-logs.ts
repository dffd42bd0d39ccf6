import type {Listed} from './listed.ts';

/** AWS names ESSENTIALS in one breath with INFREQUENT_ACCESS: a subset of features for less money. */
export type LogGroupClass = 'STANDARD' | 'INFREQUENT_ACCESS' | 'ESSENTIALS' | 'DELIVERY';

export type LogGroup = {
	name: string;
	/** Without the trailing `:*`. */
	arn: string;
	class: LogGroupClass;
	kmsKeyArn: string | null;
	retentionInDays: number | null;
	createdAt: Date | null;
};

/** A CloudWatch Logs resource policy: the account's (no `logGroupArn`) or one log group's own. */
export type LogResourcePolicy = {
	name: string;
	document: string;
	logGroupArn: string | null;
	revisionId: string | null;
};

export type LogEvent = {
	timestamp: number;
	ingestedAt: number | null;
	stream: string | null;
	message: string;
};

export type LogEventPage = {
	events: LogEvent[];
	/** True where a bound on pages or time ended the reading early. */
	truncated: boolean;
	/** Where it was not read at the moment at which it was asked for: nothing that came later is in it. */
	readAt?: number;
	source: 'FilterLogEvents' | 'Logs Insights';
};

/** `pattern` is a CloudWatch Logs filter pattern; times are milliseconds since 1970. */
export type LogEventQuery = {
	logGroup: LogGroup;
	from: number;
	to: number;
	executionArn: string | null;
};

/** `from` and `to` are milliseconds since 1970. */
type StreamQuery = {group: string; stream: string; from: number; to: number};

type LogSearch = {
	group: string;
	/** A filter pattern; null finds everything. */
	pattern: string | null;
	from: number;
	to: number;
};

export type CloudWatchLogsReads = {
	/** Null where no log group has that name. */
	logGroup(name: string): Promise<LogGroup | null>;
	/** Those of the names that exist, each asked for by its name: what is left out does not exist. */
	logGroupsNamed(names: readonly string[]): Promise<LogGroup[]>;
	listLogGroups(namePrefix?: string): Promise<Listed<LogGroup>>;
	accountResourcePolicies(): Promise<LogResourcePolicy[]>;
	/** The policy on the log group itself; null where it has none. */
	logGroupResourcePolicy(logGroupArn: string): Promise<LogResourcePolicy | null>;
	logStreamExists(logGroupName: string, streamName: string): Promise<boolean>;
	logEvents(query: LogEventQuery): Promise<LogEventPage>;
	/** The last events of a stream, the oldest first: one call. Null where the group or the stream does not exist. */
	lastEvents(query: StreamQuery): Promise<{events: LogEvent[]; isCut: boolean} | null>;
	/** The first events that match, in at most two calls. Null where the log group does not exist. */
	searchEvents(
		search: LogSearch,
	): Promise<{events: LogEvent[]; isCut: boolean; calls: number} | null>;
	/** The first fifty names that begin with the prefix. Null where the log group does not exist. */
	logStreamNames(group: string, prefix: string): Promise<string[] | null>;
};

export type CloudWatchLogsWrites = {
	putAccountResourcePolicy(policyName: string, document: string): Promise<void>;
	deleteAccountResourcePolicy(policyName: string): Promise<void>;
	/** `expectedRevisionId` is null when the log group has no policy yet. */
	putLogGroupResourcePolicy(
		logGroupArn: string,
		policyName: string,
		document: string,
		expectedRevisionId: string | null,
	): Promise<void>;
	deleteLogGroupResourcePolicy(
		logGroupArn: string,
		policyName: string,
		expectedRevisionId: string | null,
	): Promise<void>;
	createLogGroup(name: string): Promise<void>;
	deleteLogGroup(name: string): Promise<void>;
};
