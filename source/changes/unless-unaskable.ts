import {AccountError, type AccountErrorKind} from '../account/account-error.ts';

const unaskable: readonly AccountErrorKind[] = [
	'access-denied',
	'invalid-request',
	'not-found',
	'unavailable',
];

/**
 * For what AWS checks by itself when it is written to: whoever may not ask beforehand may still write,
 * and is told by AWS then.
 */
export async function unlessUnaskable(ask: () => Promise<string | null>): Promise<string | null> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof AccountError && unaskable.includes(error.kind)) {
			return null;
		}

		throw error;
	}
}
