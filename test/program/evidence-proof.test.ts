import {afterEach, describe, expect, it} from 'vitest';
import type {Scenario} from '../../source/practice/scenario.ts';
import {minutes} from '../../source/practice/scenarios/build/names.ts';
import {policy} from '../../source/practice/scenarios/build/policies.ts';
import {allows} from '../../source/practice/scenarios/build/statements.ts';
import {inOrder, task, topicArn} from '../../source/practice/scenarios/build/states.ts';
import {workflowScenario} from '../../source/practice/scenarios/build/workflow.ts';
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

async function fixDataPath(
	flags: string[],
	kind: Fault['kind'] | null = null,
	scenario: Scenario | undefined = scenarios['data-path'],
) {
	if (!scenario) {
		throw new Error('There is no such scenario.');
	}

	server = await startPracticeServer(scenario, ({behaviour}) => {
		if (kind !== null) {
			behaviour.faults.push({operation: 'states:TestState', kind, times: null});
		}
	});
	const run = await runProgram(['fix', scenario.target ?? '', ...flags], {env: server.env});
	return {
		...run,
		state: server.state,
		asked: server.calls.filter(call => call === 'TestState').length,
	};
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

/** Of its two paths that the input has not, only one has a name that is like it. */
const twoPaths = workflowScenario({
	id: 'two-paths',
	story: 'The shop changed what it sends.',
	name: 'delivery-notice',
	definition: inOrder({
		'Notify customer': task('sns:publish', {
			TopicArn: topicArn('deliveries'),
			Message: {'customer.$': '$.customer.customerId', 'street.$': '$.address'},
		}),
	}),
	policies: {'publish-deliveries': policy(allows('sns:Publish', topicArn('deliveries')))},
	runs: [{input: {customer: {customerID: 'c-81'}}, ago: minutes(35)}],
});

describe('a change that its proof refutes', () => {
	it('is not written by --yes, and how to write it all the same is said', async () => {
		const {stdout, status, state} = await fixDataPath(
			['--yes', '--retry', '--json'],
			null,
			twoPaths,
		);
		const report = JSON.parse(stdout);
		expect(schemaErrors('check', report)).toEqual([]);
		expect(report.evidence.proof.outcome).toBe('still-fails');
		expect(report.applied).toMatchObject([
			{outcome: 'not-written', message: expect.stringMatching(/in a terminal, without --yes/)},
		]);
		expect([report.verdict, status]).toEqual(['problem', 1]);
		expect(JSON.stringify(state.stateMachines)).not.toContain('$.customer.customerID');
	});

	it('makes no plan', async () => {
		const {stderr, status} = await fixDataPath(
			['--plan', '/nonexistent/plan.json'],
			null,
			twoPaths,
		);
		expect(stderr).toMatch(/no plan was written/);
		expect(status).toBe(1);
	});
});
