import {describe, expect, it} from 'vitest';
import {parseState} from '../../source/fleet/state.ts';
import {practiceFleet} from './practice-fleet.ts';

const twice = (requests: readonly string[]): string[] =>
	requests.filter((request, index) => requests.indexOf(request) !== index);

describe('check --all on an account of many state machines', () => {
	it('finds what is wrong with each, and asks for nothing twice', async () => {
		const {results, requests, took, allowed} = await practiceFleet({count: 60});
		const problems = results.filter(({verdict}) => verdict === 'problem');

		expect(results).toHaveLength(60);
		expect(problems.map(({name}) => Number(name.replace('machine-', '')) % 7)).toEqual(
			Array(problems.length).fill(3),
		);
		expect(problems).toHaveLength(9);
		expect(twice(requests)).toEqual([]);
		expect(took).toBeLessThan(Math.max(5000, allowed * 1.2));
	});

	it('goes on after it was killed, without reading again what was read', async () => {
		const first = await practiceFleet({count: 60, killedAfter: 120});
		const second = await practiceFleet({count: 60, from: first.state});
		const isList = (request: string) => request.includes('ListStateMachines');
		const answered = new Set(first.answered.filter(request => !isList(request)));

		const before = parseState(first.state, 'it');

		expect(before?.done.size).toBeGreaterThan(0);
		expect(before?.done.size).toBeLessThan(60);
		expect(second.results).toHaveLength(60);
		expect(second.requests.filter(request => answered.has(request))).toEqual([]);
		expect(second.requests.length).toBeLessThan(first.requests.length + 60);
	});
});
