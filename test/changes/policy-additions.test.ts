import fc from 'fast-check';
import {expect, test} from 'vitest';
import {policyMeaning} from '../../source/changes/meaning.ts';
import {
	addedStatements,
	additionsOf,
	removeAdditions,
} from '../../source/changes/policy-additions.ts';
import type {PolicyDocument, Statement} from '../../source/policy/document.ts';
import {addStatements, mergeDocuments} from '../../source/policy/merge.ts';
import {allow} from './sample-changes.ts';

const few = (values: string[]) =>
	fc.uniqueArray(fc.constantFrom(...values), {minLength: 1, maxLength: 2});

const statement: fc.Arbitrary<Statement> = fc.record({
	Effect: fc.constantFrom('Allow', 'Deny'),
	Action: few(['s3:GetObject', 's3:PutObject', 'sqs:SendMessage']),
	Resource: few(['arn:aws:s3:::a', 'arn:aws:s3:::b', 'arn:aws:s3:::c']),
});

const statements = fc.uniqueArray(statement, {maxLength: 3, selector: policyMeaning});
const document = (Statement: Statement[]): PolicyDocument => ({Version: '2012-10-17', Statement});

test('what was added is taken away again, or it is said that this is not plain', () => {
	fc.assert(
		fc.property(statements, statements, (before, added) => {
			const after = addStatements(document(before), added);
			const additions = additionsOf(document(before), after);
			const left = additions && removeAdditions(after, additions);
			expect(left === null || policyMeaning(left) === policyMeaning(document(before))).toBe(true);
		}),
	);
});

const grants = ({Statement}: PolicyDocument): string[] =>
	[
		...new Set(
			Statement.flatMap(({Effect, Action = [], Resource = []}) =>
				Action.flatMap(action => Resource.map(resource => `${Effect} ${action} ${resource}`)),
			),
		),
	].sort();

test('added to another document, it says no more than was added', () => {
	fc.assert(
		fc.property(statements, statements, (before, added) => {
			const after = addStatements(document(before), added);
			const additions = additionsOf(document(before), after);
			fc.pre(additions !== null);
			const again = mergeDocuments(document(before), document(addedStatements(additions)));
			expect(grants(again)).toEqual(grants(after));
		}),
	);
});

test('a statement that is taken away, or changed otherwise, is no addition', () => {
	const one = allow('s3:GetObject', 'a');
	expect(additionsOf(document([one]), document([]))).toBeNull();
	expect(additionsOf(document([one]), document([{...one, Effect: 'Deny'}]))).toBeNull();
	expect(additionsOf(document([one]), document([one]))).toEqual([]);
});
