import {describe, expect, test} from 'vitest';
import {parsePolicy} from '../../source/policy/parse.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';

const list = Object.values(scenarios);
const now = Date.UTC(2026, 2, 9);

test('every scenario is found by its id', () => {
	expect(Object.entries(scenarios).filter(([id, scenario]) => id !== scenario.id)).toEqual([]);
	expect(Object.keys(scenarios)[0]).toBe('log-destination');
});

describe.each(list.map(scenario => [scenario.id, scenario] as const))('%s', (_id, scenario) => {
	const account = scenario.account(now);
	const names = account.stateMachines.map(({name}) => name);

	test('names what is there', () => {
		if (scenario.target === null) {
			expect(account.roles.map(({name}) => name)).toContain(scenario.role);
			expect(account.logGroups.map(({name}) => name)).toContain(scenario.logGroup);
		} else {
			expect(names).toContain(scenario.target);
		}
	});

	test('has enough state machines to pick from, each once', () => {
		expect(names.length).toBeGreaterThan(12);
		expect(new Set(names).size).toBe(names.length);
	});

	test('gives every state machine its role', () => {
		const roles = account.roles.map(({arn}) => arn);

		expect(account.stateMachines.filter(({roleArn}) => !roles.includes(roleArn))).toEqual([]);
	});

	test('holds policies that can be read, within the limits', () => {
		for (const {document, logGroupArn} of account.logResourcePolicies) {
			expect(parsePolicy(document).Statement.length).toBeGreaterThan(0);
			expect(document.length).toBeLessThanOrEqual(logGroupArn ? 51_200 : 5120);
		}

		expect(
			account.logResourcePolicies.filter(({logGroupArn}) => logGroupArn === null).length,
		).toBeLessThanOrEqual(10);
	});

	test('is plain data, and new each time', () => {
		expect(JSON.parse(JSON.stringify(account))).toEqual(account);
		account.stateMachines.length = 0;
		expect(scenario.account(now).stateMachines).toHaveLength(names.length);
	});
});
