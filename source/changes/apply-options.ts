import type {Account, Reads} from '../account/account.ts';
import type {Clock} from '../clock.ts';
import type {Journal} from './journal.ts';

export type ApplyProgress = {phase: 'queueing' | 'writing' | 'waiting'; waitedSeconds: number};

export type ApplyOptions = {
	account: Account;
	/** What was read a moment ago, for what refuses a change before AWS would: read anew where there is nothing. */
	guardReads?: Reads;
	journal: Journal;
	clock: Clock;
	/** Before the write it stops everything; after it only the waiting. */
	signal?: AbortSignal | undefined;
	onProgress?: ((progress: ApplyProgress) => void) | undefined;
	remedyId?: string | null;
	endpointUrl?: string | null;
	/** What the changes of one run of sfn-fix have in common. */
	run?: string | null;
	/** The journal entry that this change undoes. */
	undoes?: string | null;
};
