import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {conditionHolds} from '../../source/policy/conditions.ts';
import type {ConditionBlock} from '../../source/policy/document.ts';
import {
	type ContextValue,
	contextLookup,
	type RequestContext,
} from '../../source/policy/request.ts';

function holds(condition: ConditionBlock, context: RequestContext, variables = true) {
	const lookup = contextLookup({
		principal: {kind: 'service', service: 'states.amazonaws.com'},
		action: '*',
		resource: '*',
		context,
	});

	return conditionHolds(condition, {variables, lookup});
}

/** A bare text is the one value that the request carries, except for the two words that say there is none. */
function one(operator: string, wanted: string | string[], given: string | string[] | ContextValue) {
	const none = given === 'absent' || given === 'unknown';
	const texts = typeof given === 'string' || Array.isArray(given) ? {known: [given].flat()} : given;
	return holds({[operator]: {'aws:key': [wanted].flat()}}, {'AWS:Key': none ? given : texts});
}

const hangs = {dependsOn: ['aws:key']};

describe('single values', () => {
	test.each<[string, string | string[], string, 'yes' | 'no']>([
		['StringEquals', 'a', 'a', 'yes'],
		['StringEquals', 'a', 'A', 'no'],
		['StringEquals', ['b', 'a'], 'a', 'yes'],
		['StringEquals', 'a*', 'ab', 'no'],
		['StringEquals', 'a*', 'a*', 'yes'],
		['StringEqualsIgnoreCase', 'Team', 'tEAM', 'yes'],
		['StringNotEqualsIgnoreCase', 'Team', 'tEAM', 'no'],
		['StringNotEquals', ['a', 'b'], 'c', 'yes'],
		['StringNotEquals', ['a', 'b'], 'b', 'no'],
		['StringLike', 'a*', 'ab', 'yes'],
		['StringLike', 'A*', 'ab', 'no'],
		['StringNotLike', 'a?', 'ab', 'no'],
		['NumericEquals', '10', '10.0', 'yes'],
		['NumericNotEquals', '10', '11', 'yes'],
		['NumericLessThan', '10', '9', 'yes'],
		['NumericLessThan', '10', '10', 'no'],
		['NumericLessThanEquals', '10', '10', 'yes'],
		['NumericGreaterThan', '10', '11', 'yes'],
		['NumericGreaterThanEquals', '10', '9', 'no'],
		['NumericLessThan', '10', 'many', 'no'],
		['NumericLessThan', '10', '', 'no'],
		['DateLessThan', '2024-06-30T00:00:00Z', '2024-06-29T23:59:59Z', 'yes'],
		['DateGreaterThan', '2024-06-30T00:00:00Z', '1719705601', 'yes'],
		['DateEquals', '2024-06-30', '2024-06-30T00:00:00Z', 'yes'],
		['DateNotEquals', '2024-06-30', '2024-06-30T00:00:00Z', 'no'],
		['DateLessThanEquals', '2024', '2024-01-01T00:00:00Z', 'yes'],
		['DateGreaterThanEquals', '2024-06-30T00:00:00Z', 'yesterday', 'no'],
		['Bool', 'true', 'true', 'yes'],
		['Bool', 'false', 'true', 'no'],
		['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', 'yes'],
		['BinaryEquals', 'QmluYXJ5', 'qmluYXJ5', 'no'],
		['ArnEquals', 'arn:aws:sns:*:123456789012:*', 'arn:aws:sns:eu-west-1:123456789012:t', 'yes'],
		['ArnNotLike', 'arn:aws:sns:*:*:t', 'arn:aws:sns:eu-west-1:123456789012:u', 'yes'],
		['ArnNotEquals', 'arn:aws:sns:*:*:t', 'arn:aws:sns:eu-west-1:123456789012:t', 'no'],
		['stringequals', 'a', 'a', 'yes'],
	])('%s %s of %s: %s', (operator, wanted, given, expected) => {
		expect(one(operator, wanted, given)).toBe(expected);
	});

	test.each<[string, string, 'yes' | 'no']>([
		['203.0.113.0/24', '203.0.113.77', 'yes'],
		['203.0.113.0/24', '203.0.114.1', 'no'],
		['203.0.113.9', '203.0.113.9', 'yes'],
		['0.0.0.0/0', '8.8.8.8', 'yes'],
		['0.0.0.0/0', '::1', 'no'],
		['2001:DB8:1234:5678::/64', '2001:db8:1234:5678:1::1', 'yes'],
		['2001:db8:1234:5678::/64', '2001:db8:1234:5679::1', 'no'],
		['::ffff:0:0/96', '::ffff:192.0.2.1', 'yes'],
		['2001:db8::/33', '2001:db8:8000::', 'no'],
		['203.0.113.0/33', '203.0.113.0', 'no'],
		['203.0.113/24', '203.0.113.0', 'no'],
		['1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8', 'no'],
		['1::2::3', '1::2', 'no'],
		['anything', '203.0.113.0', 'no'],
	])('IpAddress %s of %s: %s', (range, address, expected) => {
		expect(one('IpAddress', range, address)).toBe(expected);
		expect(one('NotIpAddress', range, address)).toBe(expected === 'yes' ? 'no' : 'yes');
	});

	test('AWS does not document what an ARN pattern of fewer than six parts means', () => {
		expect(one('ArnLike', '*', 'arn:aws:sns:eu-west-1:123456789012:t')).toEqual(hangs);
		expect(one('ArnLike', 'arn:aws:sqs:*', 'arn:aws:sns:eu-west-1:123456789012:t')).toBe('no');
	});

	test('an operator nobody knows leaves it open', () => {
		expect(one('StringMatches', 'a', 'a')).toEqual(hangs);
	});
});

describe('keys that the request does not carry', () => {
	test.each<[string, 'yes' | 'no']>([
		['StringEquals', 'no'],
		['StringLike', 'no'],
		['Bool', 'no'],
		['IpAddress', 'no'],
		['StringNotEquals', 'yes'],
		['ArnNotLike', 'yes'],
		['NotIpAddress', 'yes'],
		['StringEqualsIfExists', 'yes'],
		['BoolIfExists', 'yes'],
		['ForAllValues:StringEquals', 'yes'],
		['ForAllValues:StringNotEquals', 'yes'],
		['ForAnyValue:StringEquals', 'no'],
		['ForAnyValue:StringNotEquals', 'no'],
	])('%s: %s', (operator, expected) => {
		expect(one(operator, 'true', 'absent')).toBe(expected);
		expect(one(operator, 'true', [])).toBe(expected);
	});

	test('AWS does not document ForAnyValue together with IfExists', () => {
		expect(one('ForAnyValue:StringEqualsIfExists', 'a', 'absent')).toEqual(hangs);
	});

	test('IfExists changes nothing where the key is there', () => {
		expect(one('StringEqualsIfExists', 'a', 'b')).toBe('no');
		expect(one('StringEqualsIfExists', 'a', 'a')).toBe('yes');
	});

	test('Null asks for absence', () => {
		expect(one('Null', 'true', 'absent')).toBe('yes');
		expect(one('Null', 'false', 'absent')).toBe('no');
		expect(one('Null', 'true', 'a')).toBe('no');
		expect(one('Null', 'false', {startsWith: 'a'})).toBe('yes');
		expect(one('Null', 'true', 'unknown')).toEqual(hangs);
	});
});

describe('several values', () => {
	test.each<[string, string[], string[], 'yes' | 'no']>([
		['ForAllValues:StringEquals', ['a', 'b'], ['a'], 'yes'],
		['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], 'no'],
		['ForAnyValue:StringEquals', ['a', 'b'], ['a', 'c'], 'yes'],
		['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], 'no'],
		['ForAllValues:StringNotEquals', ['a'], ['b', 'c'], 'yes'],
		['ForAllValues:StringNotEquals', ['a'], ['a', 'c'], 'no'],
		['ForAnyValue:StringNotEquals', ['a'], ['a', 'c'], 'yes'],
		['ForAnyValue:StringNotEquals', ['a', 'c'], ['a', 'c'], 'no'],
		['ForAnyValue:StringLike', ['a*'], ['b', 'ab'], 'yes'],
		['StringEquals', ['a'], ['a', 'b'], 'yes'],
		['StringNotEquals', ['a'], ['a', 'b'], 'no'],
	])('%s %j of %j: %s', (operator, wanted, given, expected) => {
		expect(one(operator, wanted, given)).toBe(expected);
	});
});

describe('what is not known', () => {
	test('leaves the condition open and names the key', () => {
		expect(one('StringEquals', 'a', 'unknown')).toEqual(hangs);
		expect(holds({StringEquals: {'aws:other': ['a']}}, {})).toEqual({dependsOn: ['aws:other']});
	});

	test('does not matter where another key fails', () => {
		const condition = {StringEquals: {'aws:other': ['a'], 'aws:key': ['a']}};
		expect(holds(condition, {'aws:key': {known: ['b']}})).toBe('no');
	});

	test.each<[string, string, string, 'yes' | 'no' | 'open']>([
		['StringLike', 'box/*', 'box/logs', 'yes'],
		['StringLike', 'bag/*', 'box/logs', 'no'],
		['StringLike', 'box/logs/*', 'box/', 'open'],
		['StringEquals', 'box/a', 'box/', 'open'],
		['StringEquals', 'bag', 'box/', 'no'],
		['StringNotEquals', 'bag', 'box/', 'yes'],
		['StringNotLike', 'box*', 'box/', 'no'],
		[
			'ArnLike',
			'arn:aws:logs:eu-west-1:123456789012:*',
			'arn:aws:logs:eu-west-1:123456789012:',
			'yes',
		],
		['ArnLike', 'arn:aws:states:*:*:*', 'arn:aws:logs:eu-west-1:123456789012:', 'no'],
		['StringEqualsIgnoreCase', 'BOX/a', 'box/', 'open'],
		['NumericLessThan', '7', '1', 'open'],
	])('%s %s of what starts with %s: %s', (operator, wanted, startsWith, expected) => {
		expect(one(operator, wanted, {startsWith})).toEqual(expected === 'open' ? hangs : expected);
	});

	test('a start that settles a condition settles it for every value that starts so', () => {
		const piece = fc.string({unit: fc.constantFrom('a', 'b', ':'), maxLength: 4});
		const wanted = fc.string({unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 6});
		const operator = fc.constantFrom(
			'StringLike',
			'StringNotLike',
			'StringEquals',
			'ForAnyValue:StringLike',
		);

		fc.assert(
			fc.property(operator, wanted, piece, piece, (name, pattern, start, rest) => {
				const settled = one(name, pattern, {startsWith: start});
				fc.pre(typeof settled === 'string');
				expect(one(name, pattern, {known: [start + rest]})).toBe(settled);
			}),
			{numRuns: 500},
		);
	});
});

/* biome-ignore-start lint/suspicious/noTemplateCurlyInString: policy variables. */
describe('policy variables', () => {
	const like = (wanted: string, given: string, name: ContextValue, variables = true) =>
		holds(
			{StringLike: {'aws:key': [wanted]}},
			{'aws:key': {known: [given]}, 'aws:username': name},
			variables,
		);

	test('stand for the value that the request carries', () => {
		expect(like('home/${aws:username}/*', 'home/ann/x', {known: ['ann']})).toBe('yes');
		expect(like('home/${AWS:UserName}/*', 'home/ben/x', {known: ['ann']})).toBe('no');
	});

	test('a wildcard in the value is none', () => {
		expect(like('${aws:username}', 'ann', {known: ['*']})).toBe('no');
	});

	test('without a value nothing matches, unless there is a default', () => {
		expect(like('home/${aws:username}', 'home/', 'absent')).toBe('no');
		expect(like("home/${aws:username, 'all'}", 'home/all', 'absent')).toBe('yes');
		expect(like("home/${aws:username,'all'}", 'home/all', {known: ['ann']})).toBe('no');
	});

	test('unknown, they leave open only what they could make match', () => {
		expect(like('home/${aws:username}', 'home/ann', 'unknown')).toEqual({
			dependsOn: ['aws:username'],
		});
		expect(like('home/${aws:username}', 'away/ann', 'unknown')).toBe('no');
		expect(like('home/${aws:username}', 'home/ann', {startsWith: 'b'})).toBe('no');
	});

	test('spell out the special characters', () => {
		expect(like('a${*}', 'a*', 'absent')).toBe('yes');
		expect(like('a${*}', 'ab', 'absent')).toBe('no');
		expect(like('a${?}${$}', 'a?$', 'absent')).toBe('yes');
	});

	test('are plain text in documents of the older version', () => {
		expect(like('${aws:username}', 'ann', {known: ['ann']}, false)).toBe('no');
		expect(like('${aws:username}', '${aws:username}', {known: ['ann']}, false)).toBe('yes');
	});
});
/* biome-ignore-end lint/suspicious/noTemplateCurlyInString: policy variables. */
