import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {PolicyDocument, Statement} from '../../source/policy/document.ts';
import {
	evaluateIdentityPolicies,
	evaluateResourcePolicies,
	type PolicyRequest,
} from '../../source/policy/evaluate.ts';
import {addStatements, mergeDocuments} from '../../source/policy/merge.ts';
import {document, request, statement} from './arbitraries.ts';

const allow = (action: string, resource: string, more: Partial<Statement> = {}): Statement => ({
	Effect: 'Allow',
	Action: [action],
	Resource: [resource],
	...more,
});

const written = (...statements: Statement[]): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: statements,
});

const lambda = 'arn:aws:lambda:eu-west-1:123456789012:function:charge';
const toEcs = {Condition: {StringEquals: {'iam:PassedToService': ['ecs-tasks.amazonaws.com']}}};

describe('adding statements', () => {
	test('to nothing makes a document of the current version', () => {
		const one = allow('lambda:InvokeFunction', lambda);
		expect(addStatements(null, [one])).toEqual(written(one));
	});

	test.each<[string, Statement]>([
		['the same one', allow('lambda:InvokeFunction', lambda)],
		['the action in another case', allow('lambda:invokefunction', lambda)],
		['one that a wildcard covers', allow('s3:GetObject', 'arn:aws:s3:::box/a*')],
		['one that asks for a condition more', allow('lambda:InvokeFunction', lambda, toEcs)],
	])('%s changes nothing', (_title, extra) => {
		const there = written(
			allow('lambda:InvokeFunction', lambda),
			allow('s3:*', 'arn:aws:s3:::box/*'),
		);

		expect(addStatements(there, [extra])).toEqual(there);
	});

	test('another resource joins the statement with the same action and condition', () => {
		const there = written(allow('iam:PassRole', 'one', toEcs));

		expect(addStatements(there, [allow('iam:PassRole', 'two', toEcs)]).Statement).toEqual([
			allow('iam:PassRole', 'one', {...toEcs, Resource: ['one', 'two']}),
		]);
	});

	test('another action joins the statement with the same resource', () => {
		const there = written(allow('logs:CreateLogDelivery', '*', {Sid: 'Logs'}));

		expect(
			addStatements(there, [allow('logs:GetLogDelivery', '*', {Sid: 'More'})]).Statement,
		).toEqual([
			allow('', '*', {Sid: 'Logs', Action: ['logs:CreateLogDelivery', 'logs:GetLogDelivery']}),
		]);
	});

	test.each<[string, Statement]>([
		['another condition', allow('iam:PassRole', 'two')],
		['another effect', {...allow('iam:PassRole', 'two', toEcs), Effect: 'Deny'}],
		['another principal', allow('iam:PassRole', 'two', {...toEcs, Principal: '*'})],
		['both another action and another resource', allow('iam:GetRole', 'two', toEcs)],
		['what it leaves out', {Effect: 'Allow', NotAction: ['iam:*'], Resource: ['one'], ...toEcs}],
	])('%s stays a statement of its own', (_title, extra) => {
		const there = written(allow('iam:PassRole', 'one', toEcs));
		expect(addStatements(there, [extra]).Statement).toEqual([...there.Statement, extra]);
	});

	test('a Sid that is taken gets a number', () => {
		const there = written(allow('a:B', 'one', {Sid: 'Mine'}));
		const after = addStatements(there, [allow('c:D', 'two', {Sid: 'Mine'})]);
		expect(after.Statement.map(({Sid}) => Sid)).toEqual(['Mine', 'Mine2']);
	});

	test('a policy variable covers only itself', () => {
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
		const home = 'arn:aws:s3:::box/${aws:username}/*';
		const there = written(allow('s3:GetObject', home));

		expect(addStatements(there, [allow('s3:GetObject', home)])).toEqual(there);
		expect(
			addStatements(there, [allow('s3:GetObject', 'arn:aws:s3:::box/ann/*')]).Statement[0]
				?.Resource,
		).toHaveLength(2);
	});

	test('a wildcard beside a policy variable does not cover what the variable may not be', () => {
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
		const there = written(allow('s3:GetObject', 'arn:aws:s3:::box/${aws:username}*'));
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
		const other = allow('s3:GetObject', 'arn:aws:s3:::box/${aws:username}/a');

		expect(addStatements(there, [other]).Statement[0]?.Resource).toHaveLength(2);
	});

	test('a statement under a condition does not cover one without', () => {
		const there = written(allow('iam:*', '*', toEcs));
		const extra = allow('iam:PassRole', 'one');

		expect(addStatements(there, [extra]).Statement).toEqual([...there.Statement, extra]);
	});

	test('leaves the document that it was given alone', () => {
		const there = written(allow('iam:PassRole', 'one', toEcs));
		const before = structuredClone(there);
		addStatements(there, [allow('iam:PassRole', 'two', toEcs)]);
		expect(there).toEqual(before);
	});
});

/** What both kinds of evaluation answer, without the statements' names. */
const answers = (asked: PolicyRequest, documents: PolicyDocument[]): string[] => {
	const policies = documents.map((one, index) => ({name: String(index), document: one}));

	return [
		evaluateIdentityPolicies(asked, {policies, boundary: null}).answer,
		evaluateResourcePolicies(asked, policies).answer,
	];
};

describe('whatever the documents', () => {
	test('one merged document decides as the two did', () => {
		fc.assert(
			fc.property(document, document, fc.array(request, {minLength: 5}), (a, b, requests) => {
				const merged = mergeDocuments(a, b);

				for (const asked of requests) {
					expect(answers(asked, [merged])).toEqual(answers(asked, [a, b]));
				}
			}),
			{numRuns: 300},
		);
	});

	test('added statements decide as if they stood in a policy of their own', () => {
		const added = fc.array(statement, {maxLength: 4});

		fc.assert(
			fc.property(document, added, fc.array(request, {minLength: 5}), (there, more, requests) => {
				const after = addStatements(there, more);
				const apart = {...there, Statement: more};

				for (const asked of requests) {
					expect(answers(asked, [after])).toEqual(answers(asked, [there, apart]));
				}
			}),
			{numRuns: 300},
		);
	});

	test('adding the same statements twice changes nothing more', () => {
		fc.assert(
			fc.property(document, fc.array(statement, {maxLength: 4}), (there, more) => {
				const once = addStatements(there, more);
				expect(addStatements(once, more)).toEqual(once);
			}),
		);
	});
});
