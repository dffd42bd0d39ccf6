import type {ExecutionStatus} from '../account/step-functions.ts';

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
	redrivenAt: number | null;
	/** Where a Map Run started it. */
	mapRun: {arn: string; itemCount: number} | null;
	history: HistoryEventState[];
	attempt: AttemptState;
};

/** What a redrive continues from: an execution keeps the definition and the role it was started with. */
export type AttemptState = {definition: string; roleArn: string; progress: ProgressState};

export type MapRunState = {
	arn: string;
	executionArn: string;
	/** With the label: `…:stateMachine:orders/Items`. */
	stateMachineArn: string;
	label: string;
	status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
	startedAt: number;
	stoppedAt: number | null;
	maxConcurrency: number;
	toleratedFailureCount: number;
	toleratedFailurePercentage: number;
	redriveCount: number;
	redrivenAt: number | null;
	/** How many items it has. */
	total: number;
};

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
	/** The Map Run of that state. */
	mapRunArn: string | null;
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
