import {AccountError, type AccountErrorKind} from './account-error.ts';

/**
 * What to go on with where AWS does not answer: any AccountError, or one of the given kinds. A fault of our own is
 * never swallowed.
 *
 *     await reads.stateMachineTags(arn).catch(ifRefused({}))
 */
export const ifRefused =
	<Value>(value: Value, kinds?: readonly AccountErrorKind[]) =>
	(error: unknown): Value => {
		if (error instanceof AccountError && (kinds?.includes(error.kind) ?? true)) {
			return value;
		}

		throw error;
	};

/** The refusal itself, for what is said beside the rest. A fault of our own is never swallowed. */
export function asRefusal(error: unknown): AccountError {
	if (error instanceof AccountError) {
		return error;
	}

	throw error;
}
