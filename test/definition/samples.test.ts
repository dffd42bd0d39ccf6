import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {consolidated, neededByMachine} from '../../source/definition/needed-by-machine.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {patchDefinition} from '../../source/definition/patch-definition.ts';
import {walkStates} from '../../source/definition/walk-states.ts';
import {member} from '../../source/json.ts';
import {place} from './place.ts';

const folder = new URL('samples/', import.meta.url);
const names = readdirSync(folder).map(file => file.replace('.json', ''));
const expected: Record<string, {states: number; unknowns: string[]}> = JSON.parse(
	readFileSync(new URL('expected-samples.json', import.meta.url), 'utf8'),
);
const on = {logging: true, tracing: true, kmsKeyArn: null};
const types = ['Choice', 'Fail', 'Map', 'Parallel', 'Pass', 'Succeed', 'Task', 'Wait'];

const read = (name: string) =>
	parseDefinition(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

test('there are thirty and more, and something is expected of each', () => {
	expect(names.length).toBeGreaterThanOrEqual(30);
	expect(Object.keys(expected).toSorted()).toEqual(names.toSorted());
});

describe.each(names)('%s', name => {
	const definition = read(name);
	const states = walkStates(definition);
	const needs = neededByMachine(definition, place, on);

	test('every state is seen, and of a type that is known', () => {
		expect(states).toHaveLength(expected[name]?.states ?? -1);
		expect(states.map(({type}) => type).filter(type => !types.includes(type ?? ''))).toEqual([]);
	});

	test('every task is one whose needs are known', () => {
		const tasks = states.filter(({type}) => type === 'Task').map(({path}) => path);
		const known = needs.filter(({confidence}) => confidence !== 'unknown');

		expect(known.map(({path}) => path)).toEqual(expect.arrayContaining(tasks));
	});

	test('what the definition does not tell is named', () => {
		expect(needs.flatMap(({state, unknowns}) => unknowns.map(each => `${state}: ${each}`))).toEqual(
			expected[name]?.unknowns,
		);
	});

	test('a resource that is not literal is said to be dynamic', () => {
		for (const {statements, unknowns} of needs) {
			expect(statements.some(({dynamic}) => dynamic) && unknowns.length === 0).toBe(false);
		}
	});

	test('no role is passed by a wildcard, and nothing is left unfilled', () => {
		for (const {actions, resources} of consolidated(needs)) {
			expect(resources.length).toBeGreaterThan(0);
			expect(resources.join(' ')).not.toMatch(/undefined|null|\$\{/);
			expect(actions.includes('iam:PassRole') && resources.join().includes('*')).toBe(false);
		}
	});

	test('a comment can be set in every state without another change', () => {
		for (const {segments} of states) {
			const patched = patchDefinition(definition.text, [
				{path: [...segments, 'Comment'], value: 'x'},
			]);
			const at = segments.reduce<unknown>(
				(value, segment) =>
					Array.isArray(value) ? value[Number(segment)] : member(value, String(segment)),
				JSON.parse(patched),
			);

			expect(member(at, 'Comment')).toBe('x');
			expect(patched.length).toBeLessThan(definition.text.length + 60);
		}
	});
});
