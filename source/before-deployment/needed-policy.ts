import type {NeededStatement} from '../definition/need.ts';
import type {PolicyDocument, Statement} from '../policy/document.ts';
import {addStatements} from '../policy/merge.ts';

/** A policy that allows the statements, each action on each resource once. */
export function neededPolicy(statements: readonly NeededStatement[]): PolicyDocument {
	return addStatements(
		null,
		statements.map(
			({actions, resources, conditions}): Statement => ({
				Effect: 'Allow',
				Action: actions,
				Resource: resources,
				...(conditions && {Condition: conditions}),
			}),
		),
	);
}
