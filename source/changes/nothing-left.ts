import type {Change} from '../diagnosis/remedy.ts';
import {isObject, parseJson} from '../json.ts';
import type {Statement} from '../policy/document.ts';
import {parsePolicy} from '../policy/parse.ts';
import {
	type Glob,
	globCovers,
	globOf,
	hasWildcard,
	ignoringCase,
	literalStart,
} from '../policy/wildcard.ts';
import {kindOf} from './kinds/kind-of.ts';
import {addedStatements} from './policy-additions.ts';
import {policyAdditions, tolerant} from './policy-union.ts';

/** Whether it is plain that nothing of what the change wrote stands in `now`. In doubt, something does. */
export function isNothingLeft(change: Change, now: string): boolean {
	if (kindOf(change).printPolicy === null) {
		return isNothingLeftOfJson(change, now);
	}

	const additions = policyAdditions(change);
	const current = tolerant(() => parsePolicy(now).Statement);

	return (
		additions !== null &&
		additions.length > 0 &&
		current !== null &&
		!addedStatements(additions).some(added => current.some(one => overlaps(added, one)))
	);
}

/** Conditions are left out: they narrow what a statement says, and a narrower rest is a rest. */
const overlaps = (one: Statement, other: Statement): boolean =>
	one.Effect === other.Effect &&
	doOverlap(one.Action, other.Action) &&
	doOverlap(one.Resource, other.Resource) &&
	doOverlap(principalsOf(one), principalsOf(other));

/** An absent element (`NotAction`, or a policy without resources) can stand for anything. */
const doOverlap = (some?: readonly string[], others?: readonly string[]): boolean =>
	some === undefined ||
	others === undefined ||
	some.some(one => others.some(other => canMeet(globIn(one), globIn(other))));

const globIn = (text: string): Glob => ignoringCase(globOf(text));

/** Two patterns with a wildcard each can share a text that neither covers. */
function canMeet(one: Glob, other: Glob): boolean {
	const [some, others] = [literalStart(one), literalStart(other)];
	const isBothWide = hasWildcard(one) && hasWildcard(other);

	return (
		globCovers(one, other) ||
		globCovers(other, one) ||
		(isBothWide && (some.startsWith(others) || others.startsWith(some)))
	);
}

const principalsOf = ({Principal}: Statement): string[] | undefined =>
	Principal === undefined || Principal === '*'
		? undefined
		: Object.values(Principal).flatMap(ids => ids ?? []);

/** By key and value wherever they stand: somebody may have moved or renamed what is around them. */
function isNothingLeftOfJson({before, after}: Change, now: string): boolean {
	const [had, wrote, has] = [before, after, now].map(text => leavesOf(parseJson(text)));

	if (!had || !wrote || !has) {
		return false;
	}

	const added = [...wrote.keys()].filter(leaf => !had.has(leaf));
	const changedKeys = new Set(added.map(leaf => wrote.get(leaf)));
	const removed = [...had].filter(([leaf, key]) => !wrote.has(leaf) && !changedKeys.has(key));

	return (
		added.length > 0 &&
		!added.some(leaf => has.has(leaf)) &&
		removed.every(([leaf]) => has.has(leaf))
	);
}

/** Each value with the key that it stands under, as one text, to that key. */
function leavesOf(value: unknown, key = ''): Map<string, string> {
	if (Array.isArray(value) || isObject(value)) {
		const members: Array<[string, unknown]> = Array.isArray(value)
			? value.map(item => [key, item])
			: Object.entries(value);
		return new Map(members.flatMap(([name, member]) => [...leavesOf(member, name)]));
	}

	return new Map(value === undefined ? [] : [[JSON.stringify([key, value]), key]]);
}
