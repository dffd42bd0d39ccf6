import {isObject, type JsonObject, member} from '../json.ts';
import type {QueryLanguage} from './query-language.ts';

/** A state, or a part of one that takes parameters of its own, such as an ItemReader. */
export type ParameterSource = {queryLanguage: QueryLanguage; value: JsonObject};

/** What stands at a parameter: its value, or in words why the definition does not tell it. */
export type Found = {value: unknown} | {unknown: string};

/**
 * What stands at `path`: `Entries[].EventBusName` for each item of a list, `RequestItems{}` for the
 * keys of an object. Nothing where the parameter is not set.
 */
export function readParameter(source: ParameterSource, path: string): Found[] {
	const field = source.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';

	if (!Object.hasOwn(source.value, field)) {
		return [{unknown: `${path} is whatever the state's input holds: there are no ${field}`}];
	}

	const found = resolve(source.value[field], path, source.queryLanguage);

	return steps(path).reduce<Found[]>(
		(before, step) => before.flatMap(each => descend(each, step, path, source.queryLanguage)),
		[found],
	);
}

/** `Entries[].Bus` is the steps Entries, [], Bus. */
const steps = (path: string) => path.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];

function descend(found: Found, step: string, path: string, language: QueryLanguage): Found[] {
	if ('unknown' in found) {
		return [found];
	}

	if (step === '[]') {
		const items = Array.isArray(found.value) ? found.value : [];

		return items.map(item => resolve(item, path, language));
	}

	if (step === '{}') {
		return Object.keys(isObject(found.value) ? found.value : {}).map(key => keyOf(key, language));
	}

	// In JSONPath a name that ends in `.$` says that its value is an expression.
	const expression = language === 'JSONPath' ? member(found.value, `${step}.$`) : undefined;

	if (expression !== undefined) {
		return [computed(path, expression)];
	}

	const value = member(found.value, step);

	return value === undefined ? [] : [resolve(value, path, language)];
}

const keyOf = (key: string, language: QueryLanguage): Found => ({
	value: language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key,
});

const computed = (path: string, expression: unknown): Found => ({
	unknown: `${path} is known only when the state runs: ${shorten(String(expression))}`,
});

/** In JSONata a string between `{%` and `%}` is an expression; only a plain quoted string is known. */
function resolve(value: unknown, path: string, language: QueryLanguage): Found {
	if (language !== 'JSONata' || typeof value !== 'string') {
		return {value};
	}

	const text = value.trim();

	if (!text.startsWith('{%') || !text.endsWith('%}')) {
		return {value};
	}

	const literal = quoted(text.slice(2, -2).trim());

	return literal === null ? computed(path, text) : {value: literal};
}

function quoted(expression: string): string | null {
	const [, doubled, single] = /^(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(expression) ?? [];

	return doubled ?? single ?? null;
}

const shorten = (text: string) => (text.length > 100 ? `${text.slice(0, 99)}…` : text);
