import type {AccountErrorKind} from '../account/account-error.ts';

/** Refusals of a question that AWS answers by itself when it is written to: a person who cannot ask can still write. */
export const seenAtTheWrite: readonly AccountErrorKind[] = [
	'access-denied',
	'invalid-request',
	'not-found',
	'unavailable',
];
