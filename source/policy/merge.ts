import type {PolicyDocument, Statement} from './document.ts';
import {growing} from './growing.ts';
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
	const there = growing(base.Statement, base.Version === '2012-10-17');

	for (const statement of statements) {
		there.add(statement);
	}

	return {...base, Statement: there.statements()};
}

/** One document that says what both say; the first one's `Id` stays. */
export const mergeDocuments = (a: PolicyDocument, b: PolicyDocument): PolicyDocument =>
	a.Version === b.Version
		? addStatements(a, b.Statement)
		: addStatements(lifted(a), lifted(b).Statement);
