import type {Account} from '../account/account.ts';
import type {Clock} from '../clock.ts';
import type {Journal} from './journal.ts';

export type RetryResult = {outcome: 'succeeded' | 'failed'; message: string};

export type RetryContext = {
	/** When a permission of the role was written; milliseconds since 1970, null where none was. */
	roleWrittenAt?: number | null;
	account: Account;
	journal: Journal;
	clock: Clock;
	endpointUrl: string | null;
	signal?: AbortSignal;
	/** `what` is waited for, without a full stop. */
	onProgress(waitedSeconds: number, what: string): void;
};
