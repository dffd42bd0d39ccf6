import type {Statement} from './document.ts';
import {anythingGlob, globCovers, globOf, ignoringCase, joinGlobs} from './wildcard.ts';

/**
 * True when every action on every resource of `statement` is already spoken of, to the same effect and under
 * no further condition, by some one of `others`. Errs towards false.
 */
export function isCovered(
	statement: Statement,
	others: readonly Statement[],
	variables: boolean,
): boolean {
	const meaning = canonical(statement);

	if (others.some(other => canonical(other) === meaning)) {
		return true;
	}

	const {Action, NotResource, Resource} = statement;

	if (Action === undefined || NotResource !== undefined) {
		return false;
	}

	const near = others.filter(other => holdsAtLeastAsOften(other, statement));

	return Action.every(action =>
		(Resource ?? [null]).every(resource =>
			near.some(
				other => actionCovered(action, other) && resourceCovered(resource, other, variables),
			),
		),
	);
}

const holdsAtLeastAsOften = (other: Statement, statement: Statement): boolean =>
	other.Effect === statement.Effect &&
	sameMeaning(whoOf(other), whoOf(statement)) &&
	(other.Condition === undefined || sameMeaning(other.Condition, statement.Condition));

const actionCovered = (action: string, {Action = []}: Statement): boolean =>
	Action.some(pattern => globCovers(ignoringCase(globOf(pattern)), ignoringCase(globOf(action))));

function resourceCovered(
	resource: string | null,
	{Resource, NotResource}: Statement,
	variables: boolean,
): boolean {
	if (resource === null) {
		return Resource === undefined && NotResource === undefined;
	}

	return (Resource ?? []).some(pattern => patternCovers(pattern, resource, variables));
}

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

const withAnyValue = (pattern: string) =>
	joinGlobs([globOf(pattern.replace(/\$\{[^{}]{0,400}\}/g, anythingGlob))]);

export const whoOf = ({Principal, NotPrincipal}: Statement) => ({Principal, NotPrincipal});

/** True when two elements say the same, whatever the order of their keys and values. */
export const sameMeaning = (left: unknown, right: unknown): boolean =>
	canonicalText(left) === canonicalText(right);

const canonical = ({Sid: _, ...meaning}: Statement): string => canonicalText(meaning);

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
