import {isObject, member} from '../json.ts';
import type {QueryLanguage} from './query-language.ts';

export type PathStep = string | number;

/** Where a path begins: the state's data, the context object, or what the state's task gave back. */
export type DataPath = {of: 'data' | 'context' | 'result'; steps: PathStep[]};

/** `.Task`, `[0]`, `['order id']`. */
const step =
	/^(?:\.([\p{L}_][\p{L}\p{N}_-]{0,127})|\[(\d{1,9})\]|\['([^']{1,127})'\]|\["([^"]{1,127})"\])/u;

/**
 * The names and indexes of a reference path; null for what leads to more than one place, and for expressions.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export function readPath(path: string, language: QueryLanguage = 'JSONPath'): DataPath | null {
	const [start, of] = startOf(path.trim(), language);
	let rest = start === null ? '' : path.trim().slice(start.length);
	const steps: PathStep[] = [];

	while (rest !== '') {
		const found = step.exec(rest);

		if (!found) {
			return null;
		}

		const [all, name, index, single, double] = found;
		steps.push(index === undefined ? (name ?? single ?? double ?? '') : Number(index));
		rest = rest.slice(all.length);
	}

	return start === null ? null : {of, steps};
}

const starts: Record<QueryLanguage, ReadonlyArray<readonly [string, DataPath['of']]>> = {
	JSONPath: [
		['$$', 'context'],
		['$', 'data'],
	],
	JSONata: [
		['$states.input', 'data'],
		['$states.context', 'context'],
		['$states.result', 'result'],
	],
};

const startOf = (path: string, language: QueryLanguage): readonly [string | null, DataPath['of']] =>
	starts[language].find(([start]) => path.startsWith(start)) ?? [null, 'data'];

/** Undefined where the steps lead nowhere. */
export const followPath = (value: unknown, steps: readonly PathStep[]): unknown =>
	steps.reduce<unknown>(
		(at, each) =>
			typeof each === 'number' ? (Array.isArray(at) ? at[each] : undefined) : member(at, each),
		value,
	);

/** The level at which a path leads nowhere. */
export type DeadEnd = {
	/** The steps that do lead somewhere. */
	reached: PathStep[];
	missing: PathStep;
	/** What is found where they lead. */
	found: unknown;
};

/** Null where the path leads somewhere, be it to null. */
export function deadEnd(value: unknown, steps: readonly PathStep[]): DeadEnd | null {
	const index = steps.findIndex((_, at) => followPath(value, steps.slice(0, at + 1)) === undefined);
	const missing = steps[index];

	if (missing === undefined) {
		return null;
	}

	const reached = steps.slice(0, index);
	return {reached, missing, found: followPath(value, reached)};
}

/** Where else a key stands, however deep; at most `limit` places. */
export function placesOf(key: string, value: unknown, limit = 3): PathStep[][] {
	const inner: Array<[PathStep, unknown]> = Array.isArray(value)
		? [...value.entries()]
		: isObject(value)
			? Object.entries(value)
			: [];
	const places: PathStep[][] = inner.some(([step]) => step === key) ? [[key]] : [];

	for (const [step, below] of inner) {
		if (places.length < limit) {
			places.push(...placesOf(key, below, limit).map(place => [step, ...place]));
		}
	}

	return places.slice(0, limit);
}

export const keysOf = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);

/** `$.order.lines[0]`; names that are no identifiers stand in brackets. */
export const printPath = (steps: readonly PathStep[]): string =>
	`$${steps.map(each => (typeof each === 'number' ? `[${each}]` : isPlainName(each) ? `.${each}` : `['${each}']`)).join('')}`;

/** A name that both query languages take behind a dot. */
export const isPlainName = (name: string): boolean => /^[A-Za-z_]\w{0,127}$/.test(name);
