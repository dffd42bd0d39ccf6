import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	deadEnd,
	followPath,
	keysOf,
	printPath,
	readPath,
} from '../../source/definition/data-path.ts';

describe('readPath', () => {
	test.each([
		['$', 'data', []],
		['$.customer.customerId', 'data', ['customer', 'customerId']],
		["$['order id'].lines[0]", 'data', ['order id', 'lines', 0]],
		['$["a"].b', 'data', ['a', 'b']],
		['$$.Execution.Input.day', 'context', ['Execution', 'Input', 'day']],
		['$.größe', 'data', ['größe']],
	])('%s', (path, of, steps) => {
		expect(readPath(path)).toEqual({of, steps});
	});

	test.each(['$.lines[*]', '$..id', '$.lines[?(@.a==1)]', '$.lines[0:2]', 'customer', '$.a b', ''])(
		'%s leads to no one place',
		path => {
			expect(readPath(path)).toBe(null);
		},
	);

	test('JSONata has a way of its own', () => {
		expect(readPath('$states.input.a.b', 'JSONata')).toEqual({of: 'data', steps: ['a', 'b']});
		expect(readPath('$states.result.a', 'JSONata')).toEqual({of: 'result', steps: ['a']});
		expect(readPath('$sum($states.input.a)', 'JSONata')).toBe(null);
		expect(readPath('$.a', 'JSONata')).toBe(null);
	});
});

const data = {customer: {customerID: 'c-81', none: null}, lines: [{sku: 'a'}]};

test.each([
	[['customer', 'customerId'], {reached: ['customer'], missing: 'customerId'}],
	[['buyer', 'id'], {reached: [], missing: 'buyer'}],
	[['lines', 1, 'sku'], {reached: ['lines'], missing: 1}],
	[['customer', 'customerID', 'x'], {reached: ['customer', 'customerID'], missing: 'x'}],
	[['toString'], {reached: [], missing: 'toString'}],
])('%j ends where it ends', (steps, expected) => {
	expect(deadEnd(data, steps)).toMatchObject(expected);
});

test('what is there is no dead end, be it null', () => {
	expect(deadEnd(data, ['lines', 0, 'sku'])).toBe(null);
	expect(deadEnd(data, ['customer', 'none'])).toBe(null);
	expect(deadEnd(data, [])).toBe(null);
});

test('a path is read as it is printed', () => {
	const step = fc.oneof(
		fc.stringMatching(/^[A-Za-z_]\w{0,10}$/),
		fc.stringMatching(/^[^']{1,10}$/),
		fc.nat(99),
	);
	fc.assert(
		fc.property(fc.array(step, {maxLength: 6}), steps => {
			expect(readPath(printPath(steps))?.steps).toEqual(steps);
		}),
	);
});

test('a path along keys that are there is followed to its end', () => {
	fc.assert(
		fc.property(fc.object(), object => {
			for (const key of keysOf(object)) {
				expect(followPath(object, [key])).toBe(object[key]);
				expect(deadEnd(object, [key]) === null).toBe(object[key] !== undefined);
			}
		}),
	);
});
