import type {Listed} from './listed.ts';

export type StateMachineType = 'STANDARD' | 'EXPRESS';
export type LogLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

export type LoggingConfiguration = {
	level: LogLevel;
	includeExecutionData: boolean;
	/** As configured: ends in `:*` when it is valid. */
	destinations: string[];
};

export type StateMachineSummary = {
	arn: string;
	name: string;
	type: StateMachineType;
	createdAt: Date | null;
};

export type StateMachine = StateMachineSummary & {
	/** The definition's live text, byte for byte. */
	definition: string;
	roleArn: string;
	logging: LoggingConfiguration;
	tracing: boolean;
	kmsKeyArn: string | null;
	revisionId: string | null;
};

export type ExecutionStatus =
	| 'RUNNING'
	| 'SUCCEEDED'
	| 'FAILED'
	| 'TIMED_OUT'
	| 'ABORTED'
	| 'PENDING_REDRIVE';

export type Execution = {
	arn: string;
	name: string;
	stateMachineArn: string;
	status: ExecutionStatus;
	startedAt: Date | null;
	stoppedAt: Date | null;
	input: string | null;
	error: string | null;
	cause: string | null;
	redriveStatus: string | null;
	redriveStatusReason: string | null;
	/** How often it was redriven; null where AWS does not say. */
	redriveCount?: number | null;
	/** The ARN of the version or alias that it was started through; null where it was started through none. */
	startedThrough?: string | null;
};

/** One event of GetExecutionHistory; `details` is the one `…EventDetails` that the event carries. */
export type HistoryEvent = {
	id: number;
	previousEventId: number;
	type: string;
	timestamp: Date | null;
	details: Record<string, unknown>;
};

/** The state machine as an execution runs it: a later update does not change it. */
export type ExecutedMachine = {
	/** Of an item of a Distributed Map: `…:stateMachine:orders/label`. */
	arn: string;
	name: string;
	definition: string;
	roleArn: string;
	revisionId: string | null;
	/** The Map Run that started the execution; null where none did. */
	mapRunArn: string | null;
};

/** Newest first. `next` continues with older events; null where there are none. */
export type HistoryPage = {events: HistoryEvent[]; next: string | null};

export type MapRunCounts = {
	pending: number;
	running: number;
	succeeded: number;
	failed: number;
	timedOut: number;
	aborted: number;
	total: number;
	/** Failed children that a redrive would not run again; null where AWS does not say. */
	failuresNotRedrivable: number | null;
};

export type MapRun = {
	arn: string;
	executionArn: string;
	status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
	startedAt: Date | null;
	stoppedAt: Date | null;
	items: MapRunCounts;
	executions: MapRunCounts;
	toleratedFailures: {count: number; percentage: number};
};

export type DefinitionDiagnostic = {
	severity: 'ERROR' | 'WARNING';
	code: string;
	message: string;
	location: string | null;
};

export type StepFunctionsReads = {
	/** `onPage` receives what is listed so far, while more is to come. */
	listStateMachines(
		onPage?: (soFar: StateMachineSummary[]) => void,
	): Promise<Listed<StateMachineSummary>>;
	stateMachine(arn: string): Promise<StateMachine>;
	stateMachineTags(arn: string): Promise<Record<string, string>>;
	/** The newest first. */
	executions(stateMachineArn: string, status?: ExecutionStatus): Promise<Execution[]>;
	/** In one status, by the time they began, the newest first: `next` of the page before, null for the first. */
	executionsPage(
		stateMachineArn: string,
		status: ExecutionStatus,
		next: string | null,
	): Promise<{executions: Execution[]; next: string | null}>;
	execution(executionArn: string): Promise<Execution>;
	/** Not of Express executions. */
	executedMachine(executionArn: string): Promise<ExecutedMachine>;
	/** The newest events first, page by page: `next` of the page before, null for the first. */
	historyPage(executionArn: string, next: string | null, atMost?: number): Promise<HistoryPage>;
	/** The ARNs of the Map Runs that an execution started. */
	mapRuns(executionArn: string): Promise<string[]>;
	mapRun(mapRunArn: string): Promise<MapRun>;
	/** Children of a Map Run in one status, the newest first, at most `limit`. */
	mapRunExecutions(mapRunArn: string, status: ExecutionStatus, limit: number): Promise<Execution[]>;
	validateDefinition(definition: string, type: StateMachineType): Promise<DefinitionDiagnostic[]>;
};

export type StepFunctionsWrites = {
	/** There is no conditional update: compare `revisionId` just before. Returns the new revision. */
	updateLogging(stateMachineArn: string, logging: LoggingConfiguration): Promise<string | null>;
	updateDefinition(stateMachineArn: string, definition: string): Promise<string | null>;
	/** `countBefore`: how often it was redriven before, where that is known. */
	redrive(executionArn: string, countBefore?: number | null): Promise<void>;
	/** Returns the execution's ARN. */
	startExecution(stateMachineArn: string, input: string, name?: string): Promise<string>;
};
