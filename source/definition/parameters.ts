import {isObject, type JsonObject, member} from '../json.ts';
import type {QueryLanguage} from './query-language.ts';
import {open} from './shape.ts';

/** A state, or a part of one that takes parameters of its own, such as an ItemReader. */
export type ParameterSource = {
	queryLanguage: QueryLanguage;
	value: JsonObject;
	known?: KnownValues;
};

/** The value of an expression, undefined where only the run tells it; and what is known of it then. */
export type KnownValues = {
	value(expression: string): unknown;
	like(expression: string): string | null;
};

/**
 * What stands at a parameter: its value, or in words why the definition does not tell it, and then the text with `*`
 * for its parts that are not known, where its beginning is.
 */
export type Found = {value: unknown} | {unknown: string; like?: string};

const fieldOf = ({queryLanguage}: ParameterSource): string =>
	queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';

/** Without parameters of its own a state passes its whole input on: nothing of that is known. */
export const hasParameters = (source: ParameterSource): boolean =>
	Object.hasOwn(source.value, fieldOf(source));

/**
 * What stands at `path`: `Entries[].EventBusName` for each item of a list, `RequestItems{}` for the
 * keys of an object. Nothing where the parameter is not set.
 */
export function readParameter(source: ParameterSource, path: string): Found[] {
	const field = fieldOf(source);

	if (!hasParameters(source)) {
		return [{unknown: `${path} is whatever the state's input holds: there are no ${field}`}];
	}

	const found = resolve(source.value[field], path, source);

	return steps(path).reduce<Found[]>(
		(before, step) => before.flatMap(each => descend(each, step, path, source)),
		[found],
	);
}

const stepsOf = new Map<string, readonly string[]>();

/** `Entries[].Bus` is the steps Entries, [], Bus. The rules name few paths, and many states are read by them. */
function steps(path: string): readonly string[] {
	const found = stepsOf.get(path) ?? path.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];
	stepsOf.set(path, found);
	return found;
}

function descend(found: Found, step: string, path: string, source: ParameterSource): Found[] {
	const {queryLanguage: language} = source;

	if ('unknown' in found) {
		return [found];
	}

	if (step === '[]') {
		const items = Array.isArray(found.value) ? found.value : [];

		return items.map(item => resolve(item, path, source));
	}

	if (step === '{}') {
		return Object.keys(isObject(found.value) ? found.value : {}).map(key => keyOf(key, language));
	}

	// In JSONPath a name that ends in `.$` says that its value is an expression.
	const expression = language === 'JSONPath' ? member(found.value, `${step}.$`) : undefined;

	if (expression !== undefined) {
		return [computed(path, expression, source)];
	}

	const value = member(found.value, step);

	return value === undefined ? [] : [resolve(value, path, source)];
}

const keyOf = (key: string, language: QueryLanguage): Found => ({
	value: language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key,
});

const isPath = (value: unknown): boolean => typeof value === 'string' && /^\$\$?[.[]/.test(value);

function computed(path: string, expression: unknown, {known}: ParameterSource): Found {
	const text = String(expression);
	const value = isPath(known?.value(text)) ? undefined : known?.value(text);
	const like = value === undefined ? known?.like(text) : undefined;

	return value === undefined
		? {
				unknown: `${path} is known only when the state runs: ${shorten(text)}`,
				...(like && {like}),
			}
		: {value};
}

/** In JSONata a string between `{%` and `%}` is an expression; only a plain quoted string is known. */
function resolve(value: unknown, path: string, source: ParameterSource): Found {
	if (value === open) {
		return {unknown: `${path} is known only when the state runs`};
	}

	if (typeof value !== 'string') {
		return {value};
	}

	if (source.queryLanguage !== 'JSONata') {
		// A path whose parameter lacks the `.$` names nothing that could exist.
		return isPath(value) ? computed(path, value, source) : {value};
	}

	const text = value.trim();

	if (!text.startsWith('{%') || !text.endsWith('%}')) {
		return {value};
	}

	const literal = quoted(text.slice(2, -2).trim());

	return literal === null ? computed(path, text, source) : {value: literal};
}

function quoted(expression: string): string | null {
	const [, doubled, single] = /^(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(expression) ?? [];

	return doubled ?? single ?? null;
}

const shorten = (text: string) => (text.length > 100 ? `${text.slice(0, 99)}…` : text);
