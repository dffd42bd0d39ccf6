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
	  };
