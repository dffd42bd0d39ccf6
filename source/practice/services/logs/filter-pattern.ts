import {member, parseJson} from '../../../json.ts';
import {AwsError} from '../../aws-error.ts';

type Matches = (message: string) => boolean;

/**
 * A part of the filter patterns: nothing, one quoted text, several after `?`, and `{ $.a.b = "c" && … }`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): Matches {
	const text = pattern.trim();

	if (text === '') {
		return () => true;
	}

	if (text.startsWith('{') && text.endsWith('}')) {
		const comparisons = text.slice(1, -1).split('&&').map(parseComparison);

		return message => comparisons.every(matches => matches(message));
	}

	const either = text.match(/\?"[^"]*"/g) ?? [];

	if (either.length > 0 && either.join(' ') === text) {
		return message => either.some(term => message.includes(term.slice(2, -1)));
	}

	const term = text.startsWith('"') ? unquote(text) : text;

	if (term === null) {
		throw invalidPattern(pattern);
	}

	return message => message.includes(term);
}

function parseComparison(text: string): Matches {
	const [, path, operator, quoted] =
		/^\s*\$\.([\w.]{1,200})\s*(=|!=)\s*("[^"]*")\s*$/.exec(text) ?? [];
	const wanted = quoted === undefined ? null : unquote(quoted);

	if (path === undefined || wanted === null) {
		throw invalidPattern(text);
	}

	return message => {
		const value = fieldOf(message, path);

		return value !== null && (value === wanted) === (operator === '=');
	};
}

/** The value at a dotted path of a message in JSON, as text; null where there is none. */
function fieldOf(message: string, path: string): string | null {
	const value = path.split('.').reduce<unknown>(member, parseJson(message));

	return value === undefined || value === null || typeof value === 'object' ? null : String(value);
}

function unquote(text: string): string | null {
	const parsed = parseJson(text);

	return typeof parsed === 'string' ? parsed : null;
}

const invalidPattern = (pattern: string): AwsError =>
	new AwsError('InvalidParameterException', `Invalid filter pattern: ${pattern.trim()}`);
