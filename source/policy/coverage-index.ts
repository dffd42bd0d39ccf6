import {canonicalStatement, termsOf, withAnyValue} from './covered.ts';
import type {Statement} from './document.ts';
import {
	type Glob,
	globCovers,
	globOf,
	hasWildcard,
	ignoringCase,
	literalStart,
} from './wildcard.ts';

/** Finds out whether statements cover another one without comparing it with each of them. */
export type CoverageIndex = {
	add(statement: Statement): void;
	/**
	 * True when every action on every resource of the statement is already spoken of, to the same effect and
	 * under no further condition, by some one statement that was added. Errs towards false.
	 */
	covers(statement: Statement): boolean;
};

/** Whether some of `others` say already what the statement says. Errs towards false. */
export function isCovered(
	statement: Statement,
	others: readonly Statement[],
	variables: boolean,
): boolean {
	const index = coverageIndex(variables);
	others.forEach(index.add);
	return index.covers(statement);
}

type ByAction = {plain: Map<Glob, ResourceIndex>; wild: Map<Glob, ResourceIndex>};

export function coverageIndex(variables: boolean): CoverageIndex {
	const meanings = new Set<string>();
	const byTerms = new Map<string, ByAction>();

	return {
		add(statement) {
			const {Action = [], Resource, NotResource} = statement;

			if (hasExceptions(statement)) {
				meanings.add(canonicalStatement(statement));
			}

			const resources = Resource ?? (NotResource === undefined ? [null] : []);
			const {plain, wild} = getOrMake(byTerms, termsOf(statement), () => ({
				plain: new Map(),
				wild: new Map(),
			}));

			for (const action of Action) {
				const glob = ignoringCase(globOf(action));
				const index = getOrMake(hasWildcard(glob) ? wild : plain, glob, () =>
					resourceIndex(variables),
				);
				resources.forEach(index.add);
			}
		},

		covers(statement) {
			const {Action, Resource} = statement;

			if (Action === undefined || hasExceptions(statement)) {
				return meanings.has(canonicalStatement(statement));
			}

			const terms = new Set([termsOf(statement), termsOf({...statement, Condition: undefined})]);
			const near = [...terms].flatMap(each => byTerms.get(each) ?? []);

			return Action.every(action => {
				const indexes = about(ignoringCase(globOf(action)), near);
				return (Resource ?? [null]).every(resource =>
					indexes.some(index => index.covers(resource)),
				);
			});
		},
	};
}

/** What it leaves out is compared as a whole. */
const hasExceptions = ({Action, NotAction, NotResource}: Statement): boolean =>
	Action === undefined || NotAction !== undefined || NotResource !== undefined;

const about = (action: Glob, near: readonly ByAction[]): ResourceIndex[] =>
	near
		.flatMap(({plain, wild}) => [
			...(plain.has(action) ? [plain.get(action)] : []),
			...[...wild].flatMap(([glob, index]) => (globCovers(glob, action) ? [index] : [])),
		])
		.filter(index => index !== undefined);

/** Null stands for a statement without resources, as trust policies have. */
type ResourceIndex = {add(resource: string | null): void; covers(resource: string | null): boolean};

function resourceIndex(variables: boolean): ResourceIndex {
	const exact = new Set<string | null>();
	/** By what everything that fits them begins with. */
	const wild = new Map<string, Glob[]>();
	const lengths = new Set<number>();

	return {
		add(resource) {
			if (exact.has(resource)) {
				return;
			}

			exact.add(resource);
			const glob = resource === null ? null : globOf(resource);

			// A policy variable covers only itself.
			if (glob !== null && hasWildcard(glob) && !(variables && glob.includes('${'))) {
				const start = literalStart(glob);
				wild.set(start, [...(wild.get(start) ?? []), glob]);
				lengths.add(start.length);
			}
		},

		covers(resource) {
			if (resource === null || exact.has(resource)) {
				return exact.has(resource);
			}

			const glob = variables ? withAnyValue(resource) : globOf(resource);
			const start = literalStart(glob);

			return [...lengths].some(
				length =>
					length <= start.length &&
					wild.get(start.slice(0, length))?.some(pattern => globCovers(pattern, glob)),
			);
		},
	};
}

export function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	const known = map.get(key);

	if (known !== undefined) {
		return known;
	}

	const made = make();
	map.set(key, made);
	return made;
}
