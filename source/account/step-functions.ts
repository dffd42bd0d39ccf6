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
};

/** One event of GetExecutionHistory; `details` is the one `…EventDetails` that the event carries. */
export type HistoryEvent = {
	id: number;
	previousEventId: number;
	type: string;
	timestamp: Date | null;
	details: Record<string, unknown>;
};

export type DefinitionDiagnostic = {
	severity: 'ERROR' | 'WARNING';
	code: string;
	message: string;
	location: string | null;
};

export type StepFunctionsReads = {
	listStateMachines(): Promise<Listed<StateMachineSummary>>;
	stateMachine(arn: string): Promise<StateMachine>;
	stateMachineTags(arn: string): Promise<Record<string, string>>;
	/** The newest first. */
	executions(stateMachineArn: string, status?: ExecutionStatus): Promise<Execution[]>;
	execution(executionArn: string): Promise<Execution>;
	/** The definition that the execution runs: a later update does not change it. */
	executedDefinition(executionArn: string): Promise<string>;
	/** The newest first, at most `limit` events. */
	latestEvents(executionArn: string, limit: number): Promise<HistoryEvent[]>;
	validateDefinition(definition: string, type: StateMachineType): Promise<DefinitionDiagnostic[]>;
};

export type StepFunctionsWrites = {
	/** There is no conditional update: compare `revisionId` just before. Returns the new revision. */
	updateLogging(stateMachineArn: string, logging: LoggingConfiguration): Promise<string | null>;
	updateDefinition(stateMachineArn: string, definition: string): Promise<string | null>;
	redrive(executionArn: string): Promise<void>;
	/** Returns the execution's ARN. */
	startExecution(stateMachineArn: string, input: string): Promise<string>;
};
