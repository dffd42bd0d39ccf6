import type {Change} from '../diagnosis/remedy.ts';
import type {ApplyOptions} from './apply-options.ts';
import {changeId} from './change-id.ts';
import {isOfChange, type Journal, type JournalEntry} from './journal.ts';

/** The entry with which a write begins. */
export async function newEntry(change: Change, options: ApplyOptions): Promise<JournalEntry> {
	const {accountId, region, arn} = await options.account.reads.identity();
	const id = await freeId(changeId(change), options.journal);

	return {
		id,
		at: new Date(options.clock.now()).toISOString(),
		accountId,
		region,
		identityArn: arn,
		endpointUrl: options.endpointUrl ?? null,
		remedyId: options.remedyId ?? null,
		change,
		status: 'started',
		undoes: options.undoes ?? null,
		revisionId: null,
		error: null,
	};
}

/** A change that was made, taken back and made again has an entry for each; a failed attempt gives way to the next. */
async function freeId(id: string, journal: Journal): Promise<string> {
	const earlier = (await journal.entries()).filter(entry => isOfChange(entry, id));
	const last = earlier.at(-1);

	if (last?.status === 'failed') {
		return last.id;
	}

	return last ? `${id}-${earlier.length + 1}` : id;
}
