import {parseJson} from '../../source/json.ts';

/** More than a screen holds helps nobody: the AWS CLI shows the rest. */
const charactersShown = 600;

const secretKey =
	'[^"\\\\]{0,80}(?:passw|secret|token|authorization|credential|api[-_]?key|private[-_]?key)[^"\\\\]{0,80}';

/** Where it comes from is no secret. */
const notAnExpression = '(?!\\$|\\{%)';

/**
By its key, in JSON and in JSON within a string of it. A task token counts as well: with it anybody can answer the task.
*/
const secrets = [
	new RegExp(`("${secretKey}"\\s?:\\s?")${notAnExpression}(?:[^"\\\\]|\\\\.){1,100000}`, 'gis'),
	new RegExp(
		`(\\\\"${secretKey}\\\\"\\s?:\\s?\\\\")${notAnExpression}(?:[^"\\\\]|\\\\[^"]){1,100000}`,
		'gi',
	),
];

/** A text from the history as it is shown: cut, and without what must not be passed on. */
export function shownText(text: string): string {
	const shown = secrets.reduce((all, secret) => all.replaceAll(secret, '$1(not shown)'), text);

	return shown.length > charactersShown
		? `${shown.slice(0, charactersShown)}… (${text.length} characters in all)`
		: shown;
}

/** JSON, in one line. */
export function shownJson(text: string): string {
	const value = parseJson(text);
	return shownText(value === undefined ? text : JSON.stringify(value));
}
