import {type Journal, JournalError} from './journal.ts';

/** Once the checks hold after a fix, what it wrote counts as verified. The journal failing then changes nothing else. */
export async function markVerified(journal: Journal, run: string): Promise<void> {
	try {
		for (const entry of await journal.entries()) {
			if (entry.run === run && entry.status === 'applied' && entry.undoes === null) {
				await journal.append({...entry, status: 'verified'});
			}
		}
	} catch (error) {
		if (!(error instanceof JournalError)) {
			throw error;
		}
	}
}
