import {parseJson} from '../../source/json.ts';
import {redactSecrets} from '../../source/secrets.ts';

/** More than a screen holds helps nobody: the AWS CLI shows the rest. */
const charactersShown = 600;
/** Far enough that no secret is cut in the part that is shown. */
const charactersRead = 20_000;

/** A text from the history as it is shown: cut, and without its secrets first: half of one is not recognized. */
export function shownText(text: string): string {
	const shown = redactSecrets(text.slice(0, charactersRead));

	return shown.length > charactersShown || text.length > charactersRead
		? `${shown.slice(0, charactersShown)}… (${text.length} characters in all)`
		: shown;
}

/** JSON, in one line. */
export function shownJson(text: string): string {
	const value = parseJson(text);
	return shownText(value === undefined ? text : JSON.stringify(value));
}
