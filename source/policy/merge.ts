import {isCovered, sameMeaning, whoOf} from './covered.ts';
import type {PolicyDocument, Statement} from './document.ts';
import {lifted} from './version.ts';

const emptyDocument: PolicyDocument = {Version: '2012-10-17', Statement: []};

/**
 * The document with the statements added. Those that it covers already are left out; one that differs from a
 * statement there in nothing but its resources, or nothing but its actions, joins it. Nothing becomes
 * possible that neither the document nor the statements allow by themselves.
 */
export function addStatements(
	document: PolicyDocument | null,
	statements: readonly Statement[],
): PolicyDocument {
	const base = document ?? emptyDocument;
	const variables = base.Version === '2012-10-17';

	return {
		...base,
		Statement: statements.reduce(
			(there, statement) =>
				isCovered(statement, there, variables) ? there : joinOrAppend(there, statement),
			base.Statement,
		),
	};
}

/** One document that says what both say; the first one's `Id` stays. */
export const mergeDocuments = (a: PolicyDocument, b: PolicyDocument): PolicyDocument =>
	a.Version === b.Version
		? addStatements(a, b.Statement)
		: addStatements(lifted(a), lifted(b).Statement);

function joinOrAppend(there: Statement[], statement: Statement): Statement[] {
	for (const [index, other] of there.entries()) {
		const joined = join(other, statement);

		if (joined !== null) {
			return there.with(index, joined);
		}
	}

	return [...there, withFreeSid(statement, there)];
}

function join(other: Statement, statement: Statement): Statement | null {
	const alike =
		other.Effect === statement.Effect &&
		sameMeaning(whoOf(other), whoOf(statement)) &&
		sameMeaning(other.Condition, statement.Condition);

	if (!alike || hasExceptions(other) || hasExceptions(statement)) {
		return null;
	}

	if (sameMeaning(other.Action, statement.Action) && other.Resource && statement.Resource) {
		return {...other, Resource: union(other.Resource, statement.Resource)};
	}

	return sameMeaning(other.Resource, statement.Resource)
		? {...other, Action: union(other.Action ?? [], statement.Action ?? [])}
		: null;
}

const hasExceptions = ({NotAction, NotResource}: Statement): boolean =>
	NotAction !== undefined || NotResource !== undefined;

const union = (left: readonly string[], right: readonly string[]): string[] => [
	...new Set([...left, ...right]),
];

/** A Sid must be unique within its document. */
function withFreeSid(statement: Statement, there: readonly Statement[]): Statement {
	const taken = new Set(there.map(({Sid}) => Sid));

	if (statement.Sid === undefined || !taken.has(statement.Sid)) {
		return statement;
	}

	let number = 2;

	while (taken.has(`${statement.Sid}${number}`)) {
		number += 1;
	}

	return {...statement, Sid: `${statement.Sid}${number}`};
}
