import {isObject} from '../../source/definition/json-tree.ts';
import {parseJson} from '../../source/definition/parse-json.ts';

/** More than a screen holds helps nobody: the AWS CLI shows the rest. */
const charactersShown = 600;

export const shownText = (text: string): string =>
	text.length > charactersShown
		? `${text.slice(0, charactersShown)}… (${text.length} characters in all)`
		: text;

/** JSON as it is shown: cut, and without what must not be passed on. */
export function shownJson(text: string): string {
	const value = parseJson(text);
	return shownText(value === undefined ? text : JSON.stringify(withoutSecrets(value)));
}

/** By their keys: task tokens as well, with which anybody can answer the task. */
const secret = /password|passwd|secret|token|authorization|credential|api[-_]?key|private[-_]?key/i;

function withoutSecrets(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(withoutSecrets);
	}

	if (!isObject(value)) {
		return value;
	}

	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			secret.test(key) && typeof inner === 'string' && !isExpression(inner)
				? '(not shown)'
				: withoutSecrets(inner),
		]),
	);
}

/** A definition says where a token comes from, and holds none. */
const isExpression = (text: string): boolean => text.startsWith('$') || text.startsWith('{%');
