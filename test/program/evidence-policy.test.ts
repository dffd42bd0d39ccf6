import {afterEach, expect, it} from 'vitest';
import type {Scenario} from '../../source/practice/scenario.ts';
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

async function fix(flags: string[], kind: Fault['kind'] | null = null) {
	const scenario = scenarios['action-denied'] as Scenario;
	server = await startPracticeServer(scenario, ({behaviour}) => {
		if (kind !== null) {
			behaviour.faults.push({operation: 'access-analyzer:ValidatePolicy', kind, times: null});
		}
	});
	const {stdout, status} = await runProgram(['fix', scenario.target ?? '', '--json', ...flags], {
		env: server.env,
	});
	const report = JSON.parse(stdout);
	expect(schemaErrors('check', report)).toEqual([]);
	const asked = server.calls.filter(call => call === 'POST /policy/validation').length;
	return {applied: report.applied, status, asked};
}

it('asks Access Analyzer about a policy before it is written', async () => {
	const {applied, asked} = await fix(['--dry-run']);
	expect(applied).toMatchObject([{policyReview: {findings: [], unavailable: null}}]);
	expect(asked).toBe(1);
});

it('writes it all the same where that is refused, and says so', async () => {
	const {applied} = await fix(['--yes'], 'access-denied');
	expect(applied).toMatchObject([
		{
			outcome: 'applied',
			policyReview: {
				findings: [],
				unavailable: expect.stringMatching(/not authorized to perform: access-analyzer:Valid/),
			},
		},
	]);
});

it('asks nothing with --quick', async () => {
	const {applied, asked} = await fix(['--dry-run', '--quick']);
	expect(applied).toMatchObject([{policyReview: null}]);
	expect(asked).toBe(0);
});
