import type {PolicyDocument, Statement} from '../policy/document.ts';
import {policyMeaning} from './meaning.ts';

const listElements = ['Action', 'Resource'] as const;
type ListElement = (typeof listElements)[number];

/** What a change added to a policy: a statement of its own, or values to a statement that stood there. */
export type Addition =
	| {kind: 'statement'; statement: Statement}
	| {kind: 'values'; to: Statement; element: ListElement; values: string[]};

/** Null where the change also took something away, or changed it in another way. */
export function additionsOf(
	before: PolicyDocument | null,
	after: PolicyDocument,
): Addition[] | null {
	const old = without(before?.Statement ?? [], after.Statement);
	const additions = without(after.Statement, before?.Statement ?? []).map(statement => {
		const grown = old.map(from => growthOf(from, statement)).find(growth => growth !== null);
		return grown ?? ({kind: 'statement', statement} as const);
	});
	const grown = additions.flatMap(addition => (addition.kind === 'values' ? [addition.to] : []));

	return new Set(grown).size === old.length ? additions : null;
}

/** Each addition as a statement that could stand by itself. */
export const addedStatements = (additions: readonly Addition[]): Statement[] =>
	additions.map(addition => {
		if (addition.kind === 'statement') {
			return addition.statement;
		}

		// A Sid may stand in a document only once.
		const {Sid: _, ...statement} = addition.to;
		return {...statement, [addition.element]: addition.values};
	});

/** Null where it is not plain what to take away. */
export function removeAdditions(
	document: PolicyDocument,
	additions: readonly Addition[],
): PolicyDocument | null {
	let statements: Statement[] | null = document.Statement;

	for (const addition of additions) {
		statements = statements && removeAddition(statements, addition);
	}

	return statements && {...document, Statement: statements};
}

function removeAddition(statements: readonly Statement[], addition: Addition): Statement[] | null {
	if (addition.kind === 'values') {
		return removeValues(statements, addition);
	}

	const same = statements.filter(statement => sameMeaning(statement, addition.statement));

	if (same.length === 1) {
		return statements.filter(statement => statement !== same[0]);
	}

	// Somebody may have added to the statement since.
	const grown = statements
		.map(statement => growthOf(addition.statement, statement))
		.filter(growth => growth !== null);
	const [growth] = grown;
	return same.length === 0 && grown.length === 1 && growth
		? statements.map(statement =>
				growthOf(addition.statement, statement) === null
					? statement
					: {...statement, [growth.element]: growth.values},
			)
		: null;
}

function removeValues(
	statements: readonly Statement[],
	{to, element, values}: Extract<Addition, {kind: 'values'}>,
): Statement[] | null {
	const holders = statements.filter(
		statement =>
			sameMeaning({...statement, [element]: []}, {...to, [element]: []}) &&
			values.every(value => statement[element]?.includes(value)),
	);
	const left = holders[0]?.[element]?.filter(value => !values.includes(value)) ?? [];

	return holders.length === 1 && left.length > 0
		? statements.map(statement =>
				statement === holders[0] ? {...statement, [element]: left} : statement,
			)
		: null;
}

/** What `to` lists beyond `from`, where they differ in one list alone. */
function growthOf(from: Statement, to: Statement): Extract<Addition, {kind: 'values'}> | null {
	for (const element of listElements) {
		const [had, has] = [from[element], to[element]];

		if (
			had &&
			has &&
			had.every(value => has.includes(value)) &&
			sameMeaning({...from, [element]: []}, {...to, [element]: []})
		) {
			const values = has.filter(value => !had.includes(value));
			return values.length > 0 ? {kind: 'values', to: from, element, values} : null;
		}
	}

	return null;
}

const sameMeaning = (one: Statement, other: Statement): boolean =>
	policyMeaning(one) === policyMeaning(other);

const without = (statements: readonly Statement[], others: readonly Statement[]): Statement[] =>
	statements.filter(statement => !others.some(other => sameMeaning(statement, other)));
