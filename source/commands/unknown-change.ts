import {UsageError} from '../errors.ts';
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
