import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {nearestKey} from '../../source/definition/nearest-key.ts';
import {editDistance} from '../../source/spelling.ts';

describe('it is evident', () => {
	test.each([
		['customerId', ['name', 'customerID'], 'customerID'],
		['customer_id', ['customerId', 'order'], 'customerId'],
		['adress', ['name', 'address'], 'address'],
		['recieved', ['received', 'sent'], 'received'],
		['detials', ['details'], 'details'],
	])('%s among %j', (wanted, keys, key) => {
		expect(nearestKey(wanted, keys)).toEqual({key, evident: true});
	});
});

describe('it is told, and not evident', () => {
	test.each([
		['item1', ['item2'], 'item2', 'another number'],
		['order', ['orders'], 'orders', 'a plural'],
		['id', ['ip'], 'ip', 'too short'],
		['status', ['statut', 'statuz'], 'statut', 'two as near'],
		['customerId', ['customerID', 'customer_id'], 'customerID', 'two that are the same'],
		['customerId', ['customerKey'], 'customerKey', 'too far'],
	])('%s among %j: %s, %s', (wanted, keys, key) => {
		expect(nearestKey(wanted, keys)).toEqual({key, evident: false});
	});
});

test.each([
	['customerId', []],
	['customerId', ['total', 'x']],
])('%s among %j: none', (wanted, keys) => {
	expect(nearestKey(wanted, keys)).toBe(null);
});

const word = fc.string({maxLength: 12});

test('the distance is one of a measure', () => {
	fc.assert(
		fc.property(word, word, (one, other) => {
			const distance = editDistance(one, other);
			expect(distance).toBe(editDistance(other, one));
			expect(distance === 0).toBe(one === other);
			expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
		}),
	);
});

test('only keys that are there are named', () => {
	fc.assert(
		fc.property(word, fc.array(word), (wanted, keys) => {
			const nearest = nearestKey(wanted, keys);
			expect(nearest === null || keys.includes(nearest.key)).toBe(true);
		}),
	);
});
