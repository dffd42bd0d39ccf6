import {PolicySyntaxError, parsePolicy} from '../policy/parse.ts';

/** What this account takes in, it can judge later. */
export function isPolicy(document: string): boolean {
	try {
		parsePolicy(document);

		return true;
	} catch (error) {
		if (error instanceof PolicySyntaxError) {
			return false;
		}

		throw error;
	}
}
