import type {NeededStatement} from '../../source/definition/need.ts';
import type {Statement} from '../../source/policy/document.ts';
import {addStatements} from '../../source/policy/merge.ts';

type Needed = {statement: NeededStatement; action: string; resource: string};

/** What is lacking as policy statements: each said once, with the conditions that AWS documents. */
export const neededStatements = (lacking: readonly Needed[]): Statement[] =>
	addStatements(null, [...byStatement(lacking).values()]).Statement;

function byStatement(lacking: readonly Needed[]): Map<NeededStatement, Statement> {
	const statements = new Map<NeededStatement, Statement>();

	for (const {statement, action, resource} of lacking) {
		const {Action = [], Resource = []} = statements.get(statement) ?? {};

		statements.set(statement, {
			Effect: 'Allow',
			Action: [...new Set([...Action, action])],
			Resource: [...new Set([...Resource, resource])],
			...(statement.conditions && {Condition: statement.conditions}),
		});
	}

	return statements;
}
