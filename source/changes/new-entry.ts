import type {Identity} from '../account/account.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {ApplyOptions} from './apply-options.ts';
import {changeId} from './change-id.ts';
import type {Journal} from './journal.ts';
import {isOfChange, type JournalEntry, journalFormat} from './journal-entry.ts';

/** The entry with which a write begins. */
export async function newEntry(
	change: Change,
	{accountId, region, arn}: Identity,
	options: ApplyOptions,
): Promise<JournalEntry> {
	return {
		format: journalFormat,
		id: await freeId(changeId(change), options.journal),
		at: new Date(options.clock.now()).toISOString(),
		accountId,
		region,
		identityArn: arn,
		endpointUrl: options.endpointUrl ?? null,
		remedyId: options.remedyId ?? null,
		run: options.run ?? null,
		change,
		status: 'started',
		undoes: options.undoes ?? null,
		revisionId: null,
		overwrote: null,
		foundAt: null,
		error: null,
	};
}

/** Each attempt has an entry of its own: what failed or was interrupted is shown beside what was written later. */
async function freeId(id: string, journal: Journal): Promise<string> {
	const {records} = await journal.contents();
	const taken = records
		.map(record => (record.kind === 'entry' ? record.entry : record.later))
		.filter(entry => isOfChange(entry, id));

	return taken.length > 0 ? `${id}-${taken.length + 1}` : id;
}
