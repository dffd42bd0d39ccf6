// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {practiceAnswer, realAnswer} from './evaluators.ts';
import {examples} from './examples.ts';

const titled = examples.map((example, index) => ({
	...example,
	title: `${index + 1}: ${example.action} on ${example.resource} is ${example.answer}, ${example.page.split('/').at(-1)}`,
}));

test('there are at least 60 documented examples, each with its page', () => {
	expect(examples.length).toBeGreaterThanOrEqual(60);
	expect(
		examples.filter(({page}) => !/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/.test(page)),
	).toEqual([]);
});

describe('the evaluator for real accounts answers as documented', () => {
	test.each(titled)('$title', ({title: _title, answer, ...request}) => {
		expect(realAnswer(request)).toBe(answer);
	});
});

describe('the practice account answers as documented', () => {
	test.each(titled)('$title', ({title: _title, answer, ...request}) => {
		expect(practiceAnswer(request)).toBe(answer);
	});
});

const pattern = (...texts: string[]) => fc.constantFrom(...texts);
const actions = pattern('s3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'iam:PassRole');
const actionPatterns = pattern(
	'*',
	's3:*',
	'S3:get*',
	's3:?etObject',
	'sqs:SendMessage',
	'iam:Pass*',
);
// Without wildcards: to the evaluator for real accounts they stand for all that they match.
const resources = pattern(
	'arn:aws:s3:::b/k',
	'arn:aws:s3:::b/ana/k',
	'arn:aws:s3:::b/a$b',
	'arn:aws:iam::123456789012:role/tasks',
);
const resourcePatterns = pattern(
	'*',
	'arn:aws:s3:::*',
	'arn:aws:s3:::b/?',
	'arn:aws:s3:::b/${aws:username}/*',
	'arn:aws:s3:::b/a${*}b',
	'arn:aws:iam::123456789012:role/task?',
	'arn:aws:iam::*:role/*s',
);
const values = pattern('ana', 'ANA', 'an*', '7', '12', 'true', '10.0.0.8', '10.0.0.0/24');
const arns = pattern('arn:aws:s3:::b', 'arn:aws:sns:eu-west-1:123456789012:t');
const arnPatterns = pattern('arn:aws:s3:::*', 'arn:aws:sns:*:123456789012:*', 'arn:*:s3:::b');
const keys = pattern('aws:username', 'AWS:UserName', 'aws:SourceIp', 's3:max-keys', 'aws:TagKeys');
const setOf = (operators: readonly string[]) =>
	fc
		.tuple(
			fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
			fc.constantFrom(...operators),
			fc.constantFrom('', 'IfExists'),
		)
		.map(parts => parts.join(''));
const condition = fc.oneof(
	fc.record({
		operator: setOf([
			'StringEquals',
			'StringNotEquals',
			'StringLike',
			'StringNotLike',
			'StringEqualsIgnoreCase',
			'Bool',
			'NumericLessThan',
			'NumericGreaterThanEquals',
			'NumericNotEquals',
			'IpAddress',
			'NotIpAddress',
		]),
		key: keys,
		values: fc.array(values, {minLength: 1, maxLength: 3}),
	}),
	fc.record({
		operator: setOf(['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals']),
		key: fc.constant('aws:SourceArn'),
		values: fc.array(arnPatterns, {minLength: 1, maxLength: 2}),
	}),
	fc.record({
		operator: fc.constant('Null'),
		key: keys,
		values: pattern('true', 'false').map(text => [text]),
	}),
);
const either = (name: string, patterns: fc.Arbitrary<string>) =>
	fc
		.tuple(fc.boolean(), fc.array(patterns, {minLength: 1, maxLength: 3}))
		.map(([negated, list]) => ({[negated ? `Not${name}` : name]: list}));
const principal = fc.constantFrom<object>(
	{Principal: '*'},
	{Principal: {AWS: '123456789012'}},
	{Principal: {AWS: 'arn:aws:iam::123456789012:role/orders-role'}},
	{Principal: {Service: 'states.amazonaws.com'}},
	{NotPrincipal: {AWS: 'arn:aws:iam::123456789012:role/orders-role'}},
);
const statement = (ofResource: boolean) =>
	fc
		.tuple(
			fc.record({Effect: fc.constantFrom('Allow', 'Allow', 'Deny')}),
			either('Action', actionPatterns),
			either('Resource', resourcePatterns),
			fc.array(condition, {maxLength: 2}),
			ofResource ? principal : fc.constant({}),
		)
		.map(([effect, action, resource, conditions, named]) => ({
			...effect,
			...named,
			...action,
			...resource,
			Condition: Object.fromEntries(
				conditions.map(each => [each.operator, {[each.key]: each.values}]),
			),
		}));
const policy = (ofResource: boolean) =>
	fc.record({
		Version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
		Statement: fc.array(statement(ofResource), {maxLength: 4}),
	});
const one = (...texts: string[]) => pattern(...texts).map(text => [text]);
const context = fc.record(
	{
		'aws:username': fc.array(values, {minLength: 1, maxLength: 1}),
		'aws:SourceIp': one('10.0.0.8', '10.0.1.8'),
		's3:max-keys': one('7', '12', '100'),
		'aws:TagKeys': fc.array(values, {minLength: 1, maxLength: 3}),
		'aws:SourceArn': arns.map(arn => [arn]),
	},
	{requiredKeys: []},
) as fc.Arbitrary<Record<string, string[]>>;
const request = fc.constantFrom<'identity' | 'resource'>('identity', 'resource').chain(kind =>
	fc.record(
		{
			kind: fc.constant(kind),
			policies: fc.array(policy(kind === 'resource'), {minLength: 1, maxLength: 3}),
			boundary: policy(false),
			principal: fc.constantFrom(
				{arn: 'arn:aws:iam::123456789012:role/orders-role', accountId: '123456789012'},
				{service: 'states.amazonaws.com'},
			),
			action: actions,
			resource: resources,
			context,
		},
		{requiredKeys: ['kind', 'policies', 'principal', 'action', 'resource', 'context']},
	),
);

test('both evaluators agree on random requests wherever both are sure', () => {
	const answers: Record<string, number> = {};

	fc.assert(
		fc.property(request, asked => {
			const real = realAnswer(asked);

			if (real !== 'depends') {
				expect(practiceAnswer(asked)).toBe(real);
			}

			answers[real] = (answers[real] ?? 0) + 1;
		}),
		{numRuns: 2000},
	);

	// The three answers were all met, and most requests had a sure one.
	expect(answers.allowed).toBeGreaterThan(40);
	expect(answers.explicitDeny).toBeGreaterThan(40);
	expect(answers.implicitDeny).toBeGreaterThan(40);
	expect(answers.depends ?? 0).toBeLessThan(1000);
});
