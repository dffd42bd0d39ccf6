import type {Verdict} from './diagnose.ts';

type Found = {verdict: Verdict; isSomethingWritten: boolean};

/** Repeating what failed makes sense once nothing stands in its way; a test execution also to see what happens. */
export const isWorthRepeating = (
	isTestExecution: boolean,
	{verdict, isSomethingWritten}: Found,
): boolean =>
	verdict === 'healthy' || (verdict === 'no-verdict' && (isSomethingWritten || isTestExecution));
