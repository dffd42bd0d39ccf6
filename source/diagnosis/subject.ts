import type {Facts} from '../incident/facts.ts';

/** What is under examination: a state machine or, where none exists yet, a role and a log group. */
export type Subject = {
	partition: string;
	region: string;
	accountId: string;
	stateMachineArn: string | null;
	executionArn: string | null;
	/** Given by the person, or needed because there is no state machine yet. Wins over the state machine's own. */
	roleArn: string | null;
	/** Without the trailing `:*`. Given by the person; wins over the state machine's own. */
	logGroupArn: string | null;
	facts: Facts;
	/** Set where the failure of the execution that the person means was followed into another one. */
	followedFrom?: {stateMachineArn: string | null; executionArn: string};
};
