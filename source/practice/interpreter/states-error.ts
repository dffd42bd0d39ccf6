/** What ends a state: the error that Retry and Catch match, and its cause. */
export class StatesError extends Error {
	readonly error: string | null;
	override readonly cause: string | null;

	constructor(error: string | null, cause: string | null) {
		super(cause ?? error ?? '');
		this.error = error;
		this.cause = cause;
	}
}

/** Neither retried nor caught by States.ALL. */
export const runtimeError = (cause: string): StatesError =>
	new StatesError('States.Runtime', cause);

/** As an event shows it: without what is null. */
export const describeError = ({error, cause}: Pick<StatesError, 'error' | 'cause'>) => ({
	...(error !== null && {error}),
	...(cause !== null && {cause}),
});
