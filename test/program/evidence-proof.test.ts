import {afterEach, describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {Fault} from '../../source/practice/state.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

let server: PracticeServer | null = null;

afterEach(async () => {
	await server?.stop();
	server = null;
});

async function fixDataPath(flags: string[], kind: Fault['kind'] | null = null) {
	const scenario = scenarios['data-path'];

	if (!scenario) {
		throw new Error('There is no such scenario.');
	}

	server = await startPracticeServer(scenario, ({behaviour}) => {
		if (kind !== null) {
			behaviour.faults.push({operation: 'states:TestState', kind, times: null});
		}
	});
	const run = await runProgram(['fix', scenario.target ?? '', ...flags], {env: server.env});
	return {...run, asked: server.calls.filter(call => call === 'TestState').length};
}

describe('a change of a definition, before it is written', () => {
	it('is proven, in JSON', async () => {
		const {stdout, asked} = await fixDataPath(['--dry-run', '--json']);
		const report = JSON.parse(stdout);
		expect(schemaErrors('check', report)).toEqual([]);
		expect(report.evidence.proof).toMatchObject({
			state: 'Notify customer',
			outcome: 'shown',
			mocked: 'no-answer',
			before: {status: 'FAILED', error: 'States.Runtime'},
			after: {status: 'SUCCEEDED', error: null},
		});
		expect(asked).toBe(2);
	});

	it('is proven in lines, under the diff', async () => {
		const {stdout} = await fixDataPath(['--dry-run']);
		expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
			'Proof (TestState): before the change the state fails with States.Runtime, as the execution did; with the change it succeeds.',
		);
	});

	it.each([
		['access-denied', /not authorized to perform: states:TestState/],
		['throttled', /too many|throttl|rate/i],
	] as const)('is written all the same where TestState is %s', async (kind, why) => {
		const {stdout, status} = await fixDataPath(['--yes', '--json'], kind);
		const report = JSON.parse(stdout);
		expect(schemaErrors('check', report)).toEqual([]);
		expect(report.evidence.proof).toMatchObject({outcome: 'not-tested', before: null, after: null});
		expect(report.evidence.proof.unavailable).toMatch(why);
		expect(report.applied).toMatchObject([{outcome: 'applied'}]);
		expect(status).toBe(0);
	});

	it('is not proven with --quick', async () => {
		const {stdout, asked} = await fixDataPath(['--dry-run', '--quick', '--json']);
		expect(JSON.parse(stdout).evidence.proof).toBeNull();
		expect(asked).toBe(0);
	});
});
