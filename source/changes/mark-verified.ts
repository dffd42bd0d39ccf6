import {type Journal, JournalError} from './journal.ts';

/**
 * Once the checks hold after a fix, what it wrote counts as verified; not any longer where repeating what failed does
 * not succeed. The journal failing then changes nothing else.
 */
export async function markVerified(
	journal: Journal,
	run: string,
	isVerified: boolean,
): Promise<void> {
	const [from, to] = isVerified
		? (['applied', 'verified'] as const)
		: (['verified', 'applied'] as const);

	try {
		for (const entry of await journal.entries()) {
			if (entry.run === run && entry.status === from && entry.undoes === null) {
				await journal.append({...entry, status: to});
			}
		}
	} catch (error) {
		if (!(error instanceof JournalError)) {
			throw error;
		}
	}
}
