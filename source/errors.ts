/** The command line is wrong: exit status 2. The message is one sentence that names the fix. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** There can be no verdict on what was asked: exit status 3. */
export class NoVerdictError extends Error {
	override readonly name = 'NoVerdictError';
}

/** The person pressed Ctrl-C: exit status 130. */
export class InterruptedError extends Error {
	override readonly name = 'InterruptedError';
}

export const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
