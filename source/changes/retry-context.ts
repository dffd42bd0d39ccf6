import type {Account} from '../account/account.ts';
import type {Clock} from '../clock.ts';
import type {Journal} from './journal.ts';

/**
 * `still-running`: it had not ended when the bound of waiting was reached; `unknown`: what became of it was not seen.
 * Neither shows that anything was fixed.
 */
export type RetryOutcome = 'succeeded' | 'failed' | 'still-running' | 'unknown';

export type RetryResult = {
	outcome: RetryOutcome;
	message: string;
	/** The execution that was started or redriven; absent where none was. */
	executionArn?: string;
};

export type RetryContext = {
	/** When a permission of the role was written; milliseconds since 1970, null where none was. */
	roleWrittenAt?: number | null;
	account: Account;
	journal: Journal;
	clock: Clock;
	endpointUrl: string | null;
	/** The run that it belongs to: what it writes is undone with the rest of it. */
	run?: string | null;
	signal?: AbortSignal;
	/** `what` is waited for, without a full stop. */
	onProgress(waitedSeconds: number, what: string): void;
};
