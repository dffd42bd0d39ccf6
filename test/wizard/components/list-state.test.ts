import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createFinder, filterOptions} from '../../../source/run/choice.ts';
import {
	filteredBy,
	moveInList,
	windowOf,
	withNumbered,
} from '../../../source/wizard/components/list-state.ts';

const items = [
	{key: '1', label: 'orders-prod', detail: 'STANDARD', alsoFoundBy: 'arn:aws:states:::1'},
	{key: '2', label: 'orders-test', detail: 'EXPRESS'},
	{key: '3', label: 'Billing', detail: 'STANDARD'},
	{key: '4', label: 'It does not exist yet', isFixed: true},
];
const keysFor = (filter: string) => filterOptions(items, filter).map(({key}) => key);

test('the filter takes words in any order and case, the type and the ARN too', () => {
	expect(keysFor('')).toEqual(['1', '2', '3', '4']);
	expect(keysFor('prod ORD')).toEqual(['1', '4']);
	expect(keysFor('standard')).toEqual(['1', '3', '4']);
	expect(keysFor('states:::1')).toEqual(['1', '4']);
});

test('what is no item of the list stays, whatever the filter says', () => {
	expect(keysFor('nothing like it')).toEqual(['4']);
});

test('what is found as it is typed is what the whole filter finds, and a longer one looks at less', () => {
	const typed = fc.array(fc.stringMatching(/^[orde states1ΟΣ-]{0,4}$/), {maxLength: 6});

	fc.assert(
		fc.property(typed, filters => {
			const find = createFinder(items);
			const pieces = filters.flatMap(filter => [filter, `${filter}o`, `${filter}or `]);
			expect(pieces.map(find)).toEqual(pieces.map(filter => filterOptions(items, filter)));
		}),
	);

	let read = 0;
	const many = Array.from({length: 1000}, (_, index) => ({
		key: `${index}`,
		get label() {
			read += 1;
			return `machine-${index}`;
		},
	}));
	const find = createFinder(many);
	const readFor = (filter: string) => {
		read = 0;
		find(filter);
		return read;
	};
	expect(['', 'm', '77', '777', '777'].map(readFor)).toEqual([0, 1000, 1000, 19, 0]);
});

const visibleOf = (count: number) => () => items.slice(0, count);

test('moving stops at both ends, and nothing is chosen from an empty list', () => {
	const at = (cursor: number) => ({filter: '', at: 0, cursor});

	expect(moveInList(at(0), {verb: 'move', by: -1}, visibleOf(3)).cursor).toBe(0);
	expect(moveInList(at(1), {verb: 'move', by: 20}, visibleOf(3)).cursor).toBe(2);
	expect(moveInList(at(0), {verb: 'to', end: 'last'}, visibleOf(3)).cursor).toBe(2);
	expect(moveInList(at(0), {verb: 'move', by: 1}, visibleOf(0)).cursor).toBe(-1);
	expect(moveInList(at(-1), {verb: 'move', by: 1}, visibleOf(3)).cursor).toBe(0);
});

test('a number chooses its item, and one that no item has changes nothing', () => {
	expect(
		moveInList({filter: '', at: 0, cursor: 0}, {verb: 'number', number: 3}, visibleOf(3)).cursor,
	).toBe(2);
	expect(
		moveInList({filter: '', at: 0, cursor: 0}, {verb: 'number', number: 4}, visibleOf(3)).cursor,
	).toBe(0);
});

test('a new filter begins at the first that it finds, and whole characters are rubbed out', () => {
	const find = (filter: string) => filterOptions(items, filter);
	const type = (text: string) => ({verb: 'edit', edit: {verb: 'insert', text}}) as const;
	const typed = moveInList({filter: 'or', at: 2, cursor: 5}, type('状'), find);

	expect(typed).toEqual({filter: 'or状', at: 3, cursor: -1});
	expect(moveInList(typed, {verb: 'edit', edit: {verb: 'rub-out'}}, find)).toEqual({
		filter: 'or',
		at: 2,
		cursor: 0,
	});
	expect(moveInList({filter: 'not', at: 3, cursor: 0}, type(' exist'), find)).toEqual({
		filter: 'not exist',
		at: 9,
		cursor: 0,
	});
});

test('without a filter, what was chosen at the beginning is chosen, and clearing nothing changes nothing', () => {
	const find = (filter: string) => filterOptions(items, filter);
	const clear = {verb: 'edit', edit: {verb: 'clear'}} as const;

	expect(moveInList({filter: 'ord', at: 3, cursor: 0}, clear, find, '3').cursor).toBe(2);
	expect(moveInList({filter: '', at: 0, cursor: 1}, clear, find, '3').cursor).toBe(1);
});

test('a number comes before the names that have it in them', () => {
	const find = (filter: string) => withNumbered(filterOptions(items, filter), filter, items);
	const keys = (filter: string) => find(filter).map(({key}) => key);

	expect(keys('2')).toEqual(['2', '4']);
	expect(keys('4')).toEqual(['4']);
	expect(filteredBy('4', find).cursor).toBe(0);
	expect(keys('1')).toEqual(['1', '4']);
	expect(keys('5')).toEqual(['4']);
});

test('the window is as high as asked, inside the list, and holds the cursor', () => {
	const sizes = fc.record({
		count: fc.integer({min: 1, max: 6000}),
		height: fc.integer({min: 1, max: 60}),
		at: fc.double({min: 0, max: 0.999, noNaN: true}),
	});

	fc.assert(
		fc.property(sizes, ({count, height, at}) => {
			const cursor = Math.floor(at * count);
			const {from, to} = windowOf(count, cursor, height);

			expect(to - from).toBe(Math.min(count, height));
			expect(from).toBeGreaterThanOrEqual(0);
			expect(to).toBeLessThanOrEqual(count);
			expect(cursor).toBeGreaterThanOrEqual(from);
			expect(cursor).toBeLessThan(to);
		}),
	);
});

test('a window of items of several rows holds whole items, what is chosen always', () => {
	const heights = fc.array(fc.integer({min: 1, max: 6}), {minLength: 1, maxLength: 30});

	fc.assert(
		fc.property(heights, fc.integer({min: 1, max: 40}), fc.nat(), (each, height, at) => {
			const cursor = at % each.length;
			const rowsOf = (index: number) => each[index] ?? 0;
			const {from, to} = windowOf(each.length, cursor, height, rowsOf);
			const rows = each.slice(from, to).reduce((sum, one) => sum + one, 0);

			expect(from <= cursor && cursor < to).toBe(true);
			expect(rows).toBeLessThanOrEqual(Math.max(height, rowsOf(cursor)));
		}),
	);
});
