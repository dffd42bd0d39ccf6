import type {Change} from '../../diagnosis/remedy.ts';

/** The text to write, for what always exists and can be changed but not deleted. */
export function required(change: Change): string {
	if (change.after === null) {
		throw new TypeError(`A ${change.kind} can be changed, not deleted`);
	}

	return change.after;
}
