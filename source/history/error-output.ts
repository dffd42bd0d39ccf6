import type {HistoryEvent} from '../account/step-functions.ts';
import {isObject, member, parseJson} from '../json.ts';
import {detailText} from './event-details.ts';

/**
 * `{Error, Cause}` in what a state handed on after a Catch: the only trace of an error that has no event.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-output
 */
export function errorOutput(exited: HistoryEvent | null): {
	error: string | null;
	cause: string | null;
} {
	const found = search(parseJson(detailText(exited, 'output')));
	const error = member(found, 'Error');
	const cause = member(found, 'Cause');

	return {
		error: typeof error === 'string' ? error : null,
		cause: typeof cause === 'string' ? cause : null,
	};
}

/** Where ResultPath has put it, at most a few levels deep. */
function search(value: unknown, depth = 0): unknown {
	if (!isObject(value) || depth > 4) {
		return undefined;
	}

	if ('Error' in value && 'Cause' in value && Object.keys(value).length === 2) {
		return value;
	}

	return Object.values(value)
		.map(inner => search(inner, depth + 1))
		.find(found => found !== undefined);
}
