import type {Statement} from './document.ts';
import {anythingGlob, type Glob, globCovers, globOf, joinGlobs} from './wildcard.ts';

/** A policy variable on the inner side may stand for anything; on the outer side it covers only itself. */
export function patternCovers(outer: string, inner: string, variables: boolean): boolean {
	if (outer === inner) {
		return true;
	}

	if (variables && outer.includes('${')) {
		return false;
	}

	return globCovers(globOf(outer), variables ? withAnyValue(inner) : globOf(inner));
}

export const withAnyValue = (pattern: string): Glob =>
	joinGlobs([globOf(pattern.replace(/\$\{[^{}]{0,400}\}/g, anythingGlob))]);

type Terms = {
	[Name in 'Effect' | 'Principal' | 'NotPrincipal' | 'Condition']?: Statement[Name] | undefined;
};

/** Effect, principals and conditions: two statements with the same ones differ only in what they are about. */
export const termsOf = ({Effect, Principal, NotPrincipal, Condition}: Terms): string =>
	Principal === undefined && NotPrincipal === undefined && Condition === undefined
		? `${Effect}`
		: canonicalText({Effect, Principal, NotPrincipal, Condition});

export const canonicalStatement = ({Sid: _, ...meaning}: Statement): string =>
	canonicalText(meaning);

/** The same for two elements that say the same, whatever the order of their keys and values. */
const canonicalText = (value: unknown): string => JSON.stringify(inOrder(value)) ?? 'undefined';

function inOrder(value: unknown): unknown {
	if (Array.isArray(value)) {
		return [...new Set(value)].sort();
	}

	if (typeof value !== 'object' || value === null) {
		return value;
	}

	return Object.entries(value)
		.filter(([, field]) => field !== undefined)
		.sort(([left], [right]) => (left < right ? -1 : 1))
		.map(([name, field]) => [name, inOrder(field)]);
}
