import {isNotShown, type JournalEntry} from '../changes/journal-entry.ts';
import {NoVerdictError, UsageError} from '../errors.ts';
import {didYouMean, namesSpeltLike} from '../spelling.ts';

/** An id is no word: one that is spelt like it is meant, and no other. */
export const unknownChange = (id: string, known: readonly string[]): UsageError =>
	new UsageError(
		didYouMean(
			`Unknown change ${JSON.stringify(id)}.`,
			namesSpeltLike(id, known).slice(0, 1),
			'sfn-fix history lists the changes.',
		),
	);

/** A change that can still appear in the account is nothing that one can call undone. */
export function nothingToUndo(entries: readonly JournalEntry[]): UsageError | NoVerdictError {
	const awaited = entries.filter(isNotShown).map(({id}) => id);
	const none = 'There are no changes to undo';

	return awaited.length === 0
		? new UsageError(`${none}.`)
		: new NoVerdictError(
				`${none} so far. Interrupted and not in the account yet: ${awaited.join(', ')}. Run sfn-fix undo again in 2 minutes.`,
			);
}
