/** The command line is wrong: exit status 2. The message is one sentence that names the mend. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** There can be no verdict on what was asked: exit status 3. */
export class NoVerdictError extends Error {
	override readonly name = 'NoVerdictError';
}
