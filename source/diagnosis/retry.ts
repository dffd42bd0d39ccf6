import type {Change} from './remedy.ts';

/** Repeating what failed. It has side effects of its own, so it takes its own yes. */
export type Retry =
	| {
			kind: 'turn-logging-on';
			title: string;
			sideEffects: string;
			change: Extract<Change, {kind: 'logging-configuration'}>;
	  }
	| {kind: 'redrive'; title: string; sideEffects: string; executionArn: string}
	| {
			kind: 'start-execution';
			title: string;
			sideEffects: string;
			stateMachineArn: string;
			input: string;
			/** Where a person can be asked, they may give another input. */
			askForInput?: boolean;
			/** The log group in which the execution's events are awaited; absent where none are. */
			logGroupName?: string;
			/** The failed execution that it repeats; absent where it repeats none. */
			repeats?: string;
	  }
	/** The other executions that failed of the same cause, each in the way that repeats it. */
	| {
			kind: 'repeat-group';
			title: string;
			sideEffects: string;
			stateMachineArn: string;
			groupId: string;
			members: GroupMember[];
	  };

export type GroupMember = {
	executionArn: string;
	/** Milliseconds since 1970. */
	stoppedAt: number | null;
	redriveCount: number | null;
	/** A redrive runs the old definition, and never a state whose failure was caught. */
	by: 'redrive' | 'start-execution';
	/** What a new execution is started through: its version or alias, or the state machine. */
	startThrough: string;
};
