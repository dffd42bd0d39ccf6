import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {PolicyDocument, Statement} from '../../source/policy/document.ts';
import {evaluateResourcePolicies, type NamedPolicy} from '../../source/policy/evaluate.ts';
import {
	type AccountLocation,
	deliveryRequests,
	deliveryStatement,
	logGroupsNamedIn,
	mergePolicies,
	widenedTo,
	withLogGroup,
	withoutLogGroups,
} from '../../source/policy/log-delivery.ts';
import {logResourcePolicyCharacters} from '../../source/policy/measure.ts';
import {printCompactPolicy} from '../../source/policy/parse.ts';
import {request} from './arbitraries.ts';

const place: AccountLocation = {partition: 'aws', region: 'eu-west-1', accountId: '123456789012'};
const prefix = '/aws/vendedlogs/states/';
const start = 'arn:aws:logs:eu-west-1:123456789012:log-group:';

const written = (...statements: Statement[]): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: statements,
});

/** As AWS wrote them before 2022: no condition, one statement a log group. */
const older = (name: string): Statement => ({
	Sid: 'AWSLogDeliveryWrite',
	Effect: 'Allow',
	Principal: {Service: ['delivery.logs.amazonaws.com']},
	Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
	Resource: [`${start}${name}:log-stream:*`],
});

const search: Statement = {
	Effect: 'Allow',
	Principal: {Service: ['es.amazonaws.com']},
	Action: ['logs:PutLogEvents'],
	Resource: [`${start}/one:*`],
};

const delivers = (documents: PolicyDocument[], name: string, where = place): boolean =>
	deliveryRequests(where, name).every(
		asked =>
			evaluateResourcePolicies(
				asked,
				documents.map((document, index) => ({name: String(index), document})),
			).answer === 'allowed',
	);

describe('what AWS writes', () => {
	test('has the documented shape', () => {
		expect(deliveryStatement(place, '/one')).toEqual({
			Sid: 'AWSLogDeliveryWrite20150319',
			Effect: 'Allow',
			Principal: {Service: ['delivery.logs.amazonaws.com']},
			Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
			Resource: ['arn:aws:logs:eu-west-1:123456789012:log-group:/one:log-stream:*'],
			Condition: {
				StringEquals: {'aws:SourceAccount': ['123456789012']},
				ArnLike: {'aws:SourceArn': ['arn:aws:logs:eu-west-1:123456789012:*']},
			},
		});
	});

	test('delivers to that log group and to no other', () => {
		const document = written(deliveryStatement(place, '/one'));

		expect(delivers([document], '/one')).toBe(true);
		expect(delivers([document], '/one-more')).toBe(false);
		expect(delivers([document], '/one', {...place, region: 'eu-west-2'})).toBe(false);
	});

	test('in another partition', () => {
		const china = {...place, partition: 'aws-cn', region: 'cn-north-1'};
		expect(delivers([written(deliveryStatement(china, '/one'))], '/one', china)).toBe(true);
	});

	test('in its older form delivers too, and so does a wildcard', () => {
		expect(delivers([written(older('/one'))], '/one')).toBe(true);
		expect(delivers([written(older('/aws/vendedlogs/*'))], '/aws/vendedlogs/a')).toBe(true);
	});
});

describe('the log groups named', () => {
	const document = written(
		{...older('/one'), Resource: [`${start}/one:*`, `${start}/two`, `${start}/three*:*`, '*']},
		search,
		deliveryStatement(place, '/one'),
		{...deliveryStatement(place, '/denied'), Effect: 'Deny'},
	);

	test('are those without wildcards, for the delivery service alone, once', () => {
		expect(logGroupsNamedIn(document)).toEqual(['/one', '/two']);
	});

	test('can be taken out; all else stays', () => {
		const after = withoutLogGroups(document, new Set(['/one', '/three']));

		expect(after?.Statement).toEqual([
			{...older('/one'), Resource: [`${start}/two`, `${start}/three*:*`, '*']},
			document.Statement[1],
			document.Statement[3],
		]);
	});

	test('nothing is left where all of them go', () => {
		expect(withoutLogGroups(written(older('/one'), older('/two')), new Set(['/one', '/two']))).toBe(
			null,
		);
	});

	test('a statement that other services share is not touched', () => {
		const shared = {
			...older('/one'),
			Principal: {Service: ['delivery.logs.amazonaws.com', 'es.amazonaws.com']},
		};

		expect(logGroupsNamedIn(written(shared))).toEqual([]);
		expect(withoutLogGroups(written(shared), new Set(['/one']))).toEqual(written(shared));
	});
});

describe('adding a log group', () => {
	test('joins the statement that fits: one ARN more, and nothing else', () => {
		const before = written(search, {...deliveryStatement(place, '/one'), Sid: 'Mine'});
		const after = withLogGroup(before, place, '/two');

		expect(after).toEqual(
			written(search, {
				...deliveryStatement(place, '/one'),
				Sid: 'Mine',
				Resource: [`${start}/one:log-stream:*`, `${start}/two:log-stream:*`],
			}),
		);
		expect(printCompactPolicy(after).length - printCompactPolicy(before).length).toBe(
			`,"${start}/two:log-stream:*"`.length,
		);
	});

	test.each<[string, Statement]>([
		['has no condition', older('/one')],
		['allows more', {...deliveryStatement(place, '/one'), Sid: 'Mine', Action: ['logs:*']}],
		['is another service’s', search],
		[
			'is for another account',
			{
				...deliveryStatement(place, '/one'),
				Sid: 'Mine',
				Condition: {StringEquals: {'aws:SourceAccount': ['111122223333']}},
			},
		],
	])('makes a new statement where the one there %s', (_title, statement) => {
		const after = withLogGroup(written(statement), place, '/two');
		expect(after.Statement).toEqual([statement, deliveryStatement(place, '/two')]);
	});

	test('changes nothing where it is covered', () => {
		const before = written(older('/aws/vendedlogs/*'));
		expect(withLogGroup(before, place, '/aws/vendedlogs/one')).toEqual(before);
	});
});

describe('widening', () => {
	test('puts one wildcard in the place of the log groups under the prefix', () => {
		const names = ['/one', `${prefix}a`, '/two', `${prefix}b`];
		const before = written({
			...deliveryStatement(place, ''),
			Resource: names.map(name => `${start}${name}:log-stream:*`),
		});

		expect(widenedTo(before, place, prefix).Statement[0]?.Resource).toEqual([
			`${start}/one:log-stream:*`,
			`${start}${prefix}*`,
			`${start}/two:log-stream:*`,
		]);
	});

	test('one statement is left of those that were one a log group', () => {
		const before = written(older(`${prefix}a`), search, older(`${prefix}b`));

		expect(widenedTo(before, place, prefix)).toEqual(
			written({...older(''), Resource: [`${start}${prefix}*`]}, search),
		);
	});

	test('leaves alone what lies elsewhere', () => {
		const before = written(
			deliveryStatement({...place, region: 'eu-west-2'}, `${prefix}a`),
			{...search, Resource: [`${start}${prefix}a:*`]},
			older('/one'),
		);

		expect(widenedTo(before, place, prefix)).toEqual(before);
	});
});

describe('merging policies', () => {
	const named = (name: string, ...statements: Statement[]): NamedPolicy => ({
		name,
		document: written(...statements),
	});

	test('takes the two smallest and keeps the larger one’s name', () => {
		const merged = mergePolicies(
			[
				named('large', deliveryStatement(place, '/one'), deliveryStatement(place, '/two'), search),
				named('small', deliveryStatement(place, '/three')),
				named('smaller', search),
			],
			5120,
		);

		expect(merged).toEqual({
			into: 'small',
			document: written(deliveryStatement(place, '/three'), search),
			removed: ['smaller'],
		});
	});

	test('keeps the name that AWS appends to', () => {
		const own = named('AWSLogDeliveryWrite20150319', search);
		const other = named('other', deliveryStatement(place, '/one'));
		expect(mergePolicies([own, other], 5120)?.into).toBe('AWSLogDeliveryWrite20150319');
	});

	test('is impossible beyond the limit, or with one policy alone', () => {
		const pair = [named('a', deliveryStatement(place, '/one')), named('b', search)];
		const merged = mergePolicies(pair, 5120);
		const size = logResourcePolicyCharacters(printCompactPolicy(merged?.document ?? written()));

		expect(mergePolicies(pair, size)).not.toBe(null);
		expect(mergePolicies(pair, size - 1)).toBe(null);
		expect(mergePolicies(pair.slice(1), 5120)).toBe(null);
	});
});

const names = ['/one', '/two', '/one/two', `${prefix}a`, `${prefix}b`, '/aws/vendedlogs/other'];

const deliveryLike: fc.Arbitrary<Statement> = fc
	.tuple(
		fc.uniqueArray(fc.constantFrom(...names, '/one*', '/aws/vendedlogs/*'), {
			minLength: 1,
			maxLength: 3,
		}),
		fc.constantFrom(':*', ':log-stream:*', ''),
		fc.constantFrom(deliveryStatement(place, ''), older(''), search, {
			...older(''),
			Effect: 'Deny' as const,
		}),
	)
	.map(([groups, end, statement]) => ({
		...statement,
		Resource: groups.map(group => `${start}${group}${end}`),
	}));

const resourcePolicy = fc
	.array(deliveryLike, {maxLength: 5})
	.map(statements => written(...statements));

const otherService = {kind: 'service', service: 'es.amazonaws.com'} as const;

const answersOf = (document: PolicyDocument, name: string, mine = true): string[] =>
	deliveryRequests(place, name).map(
		asked =>
			evaluateResourcePolicies(mine ? asked : {...asked, principal: otherService}, [
				{name: 'it', document},
			]).answer,
	);

describe('whatever the policy', () => {
	const name = fc.constantFrom(...names);

	test('adding a log group lets that one in and nothing else', () => {
		fc.assert(
			fc.property(resourcePolicy, name, (before, added) => {
				const after = withLogGroup(before, place, added);
				const denied = answersOf(before, added).includes('explicitly-denied');

				expect(denied || delivers([after], added)).toBe(true);

				for (const other of names.filter(one => one !== added)) {
					expect(answersOf(after, other)).toEqual(answersOf(before, other));
				}
			}),
			{numRuns: 500},
		);
	});

	test('taking log groups out touches neither the others nor other services', () => {
		fc.assert(
			fc.property(resourcePolicy, fc.uniqueArray(name), (before, out) => {
				const after = withoutLogGroups(before, new Set(out)) ?? written();

				for (const one of names) {
					expect(answersOf(after, one, false)).toEqual(answersOf(before, one, false));

					if (!out.includes(one)) {
						expect(answersOf(after, one)).toEqual(answersOf(before, one));
					}
				}

				expect(logGroupsNamedIn(after)).toEqual(
					logGroupsNamedIn(before).filter(one => !out.includes(one)),
				);
			}),
			{numRuns: 500},
		);
	});

	test('widening keeps what was delivered and changes nothing outside the prefix', () => {
		fc.assert(
			fc.property(resourcePolicy, before => {
				const after = widenedTo(before, place, prefix);

				for (const one of names) {
					expect(answersOf(after, one, false)).toEqual(answersOf(before, one, false));

					if (delivers([before], one) || !one.startsWith(prefix)) {
						expect(answersOf(after, one)).toEqual(answersOf(before, one));
					}
				}

				expect(widenedTo(after, place, prefix)).toEqual(after);
			}),
			{numRuns: 500},
		);
	});

	test('merging frees a place and changes no decision', () => {
		const several = fc.array(resourcePolicy, {minLength: 2, maxLength: 5});

		fc.assert(
			fc.property(several, fc.array(request, {minLength: 3}), (documents, requests) => {
				const before = documents.map((document, index) => ({name: `p${index}`, document}));
				const merged = mergePolicies(before, 5120);
				expect(merged).not.toBe(null);

				const after = before
					.filter(({name: one}) => !merged?.removed.includes(one))
					.map(one => (one.name === merged?.into ? {...one, document: merged.document} : one));

				expect(after).toHaveLength(before.length - 1);

				for (const asked of [...requests, ...names.flatMap(one => deliveryRequests(place, one))]) {
					expect(evaluateResourcePolicies(asked, after).answer).toBe(
						evaluateResourcePolicies(asked, before).answer,
					);
				}
			}),
			{numRuns: 300},
		);
	});
});
