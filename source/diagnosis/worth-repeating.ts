import type {Verdict} from './diagnose.ts';
import type {Retry} from './retry.ts';

/** Repeating what failed makes sense once nothing stands in its way; starting something new also to see what happens. */
export const isWorthRepeating = (
	{kind}: Pick<Retry, 'kind'>,
	verdict: Verdict,
	isSomethingWritten: boolean,
): boolean =>
	verdict === 'healthy' ||
	(verdict === 'no-verdict' && (isSomethingWritten || kind === 'start-execution'));
