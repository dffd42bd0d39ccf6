import {describe, expect, it} from 'vitest';
import type {ExitStatus} from '../../source/exit-status.ts';
import type {FleetCheck, FleetPlace, FleetResult} from '../../source/fleet/result.ts';
import {foundIn, keyOfFound, pickFound, statusAfter} from '../../source/run/pick-found.ts';

const check = (outcome: FleetCheck['outcome'], answer = 'An answer.'): FleetCheck => ({
	...{id: 'x', title: 'x', evidence: 'read', details: [], findOut: []},
	...{outcome, answer},
});

const machine = (
	name: string,
	verdict: FleetResult['verdict'],
	...checks: FleetCheck[]
): FleetResult => ({
	stateMachineArn: `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`,
	...{name, verdict, executions: 'not-read', checks},
});

const place = (profile: string | null, ...results: FleetResult[]): FleetPlace => ({
	...{accountId: '123456789012', region: 'eu-west-1', profile, results},
});

describe('which of the state machines with findings to fix', () => {
	const places = [
		place('one', machine('a', 'healthy'), machine('b', 'healthy', check('warning'))),
		place('two', machine('c', 'problem', check('warning'), check('problem', 'Missing.'))),
	];
	const found = foundIn(places);

	it('offers those with findings alone, the worst of all places first, and says where they are', () => {
		const {options, filterFor} = pickFound(found, new Map(), true);

		expect(options.map(({label, detail, hint}) => [label, detail, hint])).toEqual([
			['c', 'problem, 1 more  123456789012  eu-west-1  two', 'Missing.'],
			['b', 'warning          123456789012  eu-west-1  one', 'An answer.'],
		]);
		expect(filterFor).toBeNull();
		expect(pickFound(found, new Map(), false).options[1]?.detail).toBe('warning');
		expect(new Set(options.map(({key}) => key)).size).toBe(2);
	});

	it('goes place by place where they are equally bad, and counts as people do', () => {
		const names = ['m-10', 'm-3', 'm-02'];
		const warned = names.map(name => machine(name, 'healthy', check('warning')));
		const same = foundIn([place('one', ...warned), place('two', ...warned)]);

		expect(same.map(({profile, name}) => `${profile} ${name}`)).toEqual([
			...['one m-02', 'one m-3', 'one m-10'],
			...['two m-02', 'two m-3', 'two m-10'],
		]);
	});

	it('marks what was opened, and goes on with the next', () => {
		const opened = (status: ExitStatus) =>
			new Map(found.slice(0, 1).map(first => [keyOfFound(first), status]));
		const marked = (status: ExitStatus) => pickFound(found, opened(status), false);

		expect(marked(0).options[0]?.detail).toBe('done');
		expect(marked(3).options[0]?.detail).toBe('opened, not fixed');
		expect(marked(0).preselected).toBe(marked(0).options[1]?.key);
	});

	it('has a filter where there are many, and never breaks a name in what it shows of an answer', () => {
		const arn = `arn:aws:lambda:eu-west-1:123456789012:function:${'f'.repeat(60)}`;
		const long = machine(
			'd',
			'problem',
			check('problem', `Missing: ${Array(9).fill(arn).join(' ')}.`),
		);
		const {filterFor, options} = pickFound(
			foundIn([place(null, ...Array(10).fill(long))]),
			new Map(),
			false,
		);

		expect(filterFor).toBe('state machine');
		expect(options[0]?.hint).toBe(`Missing: ${arn} ...`);
	});

	it.each([
		[[], 3],
		[[0], 0],
		[[0, 3], 3],
		[[0, 3, 4], 4],
		[[3, 1, 0], 1],
	] satisfies [ExitStatus[], ExitStatus][])(
		'ends with the worst of %j, or as the check did where nothing was opened',
		(statuses, status) => {
			const opened = new Map(statuses.map((each, index) => [String(index), each]));
			expect(statusAfter(opened, 3)).toBe(status);
		},
	);
});
