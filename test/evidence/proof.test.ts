import {describe, expect, it, test, vi} from 'vitest';
import {flows} from '../../flows/index.ts';
import {memoise} from '../../source/account/memoise.ts';
import type {StateTest} from '../../source/account/test-state.ts';
import {followFailure} from '../../source/diagnosis/follow-failure.ts';
import {type DefinitionUpdate, type Proof, prove} from '../../source/evidence/proof.ts';
import {understand} from '../../source/incident/understand.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {minutes} from '../../source/practice/scenarios/build/names.ts';
import {invokeFunctions} from '../../source/practice/scenarios/build/policies.ts';
import {inOrder, invoke} from '../../source/practice/scenarios/build/states.ts';
import {workflowScenario} from '../../source/practice/scenarios/build/workflow.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {asLastFailure} from '../../source/run/last-failure.ts';
import {practiceIncident} from '../support/practice-incident.ts';

type Proven = {error: string | null; proof: Proof; asked: StateTest[]};

/** What failed, and every change of a definition that the flow of the scenario offers for it. */
async function remediesOf(scenario: Scenario) {
	const incident = practiceIncident(scenario);
	const failed = incident.state.executions.findLast(
		({status}) => status === 'FAILED' || status === 'TIMED_OUT',
	);

	if (!failed) {
		return null;
	}

	const reads = memoise(incident.account.reads);
	const followed = await followFailure(reads, failed.arn);
	const [match] = understand(asLastFailure(followed)?.text ?? '', flows).matches;
	const flow = flows.find(({id}) => id === match?.flow);
	const {remedies} = flow ? await incident.diagnose(flow) : {remedies: []};
	const changes = remedies
		.flatMap(remedy => remedy.changes)
		.filter(change => change.kind === 'definition');
	return {reads, followed, changes};
}

async function proofsOf(
	scenario: Scenario,
	edit: (change: DefinitionUpdate) => DefinitionUpdate = change => change,
): Promise<Proven[]> {
	const offered = await remediesOf(scenario);

	if (!offered) {
		return [];
	}

	const {reads, followed, changes} = offered;
	return Promise.all(
		changes.map(async change => {
			const asked: StateTest[] = [];
			const proof = await prove(edit(change), followed, {
				testState(one) {
					asked.push(one);
					return reads.testState(one);
				},
			});
			return {error: followed.root.error, proof, asked};
		}),
	);
}

const scenarioNamed = (id: string): Scenario => {
	const found = scenarios[id];

	if (!found) {
		throw new Error(`There is no scenario ${id}.`);
	}

	return found;
};

const choice = workflowScenario({
	id: 'choice-with-fail-state',
	story: 'The shop now accepts vouchers.',
	name: 'payment-routing',
	definition: inOrder({
		'Which payment': {
			Type: 'Choice',
			Choices: [{Variable: '$.method', StringEquals: 'card', Next: 'Charge card'}],
		},
		'Charge card': invoke('payment-card', {End: true}),
		'Not payable': {Type: 'Fail', Error: 'UnknownMethod'},
	}),
	policies: {'invoke-functions': invokeFunctions('payment-card')},
	runs: [{input: {method: 'voucher', amount: 20}, ago: minutes(20)}],
});

/** Every scenario whose flow offers a change of a definition: a new one has to say what its proof is. */
const expected: Record<string, Proof['outcome'][]> = {
	'data-path': ['shown'],
	'pass-role': ['text-only'],
	'network-configuration': ['text-only'],
	'survived-error-in-input': ['shown'],
	// A mocked task takes no time.
	'timed-out': ['not-tested'],
	// TimeoutSeconds of the whole definition, which TestState does not run.
	'execution-timed-out': ['not-tested'],
};

const deployed = Object.values(scenarios).filter(({target}) => target !== null);

test.each(deployed.map(each => [each.id, each] as const))('%s', async (id, scenario) => {
	const found = await proofsOf(scenario);
	expect(found.map(({proof}) => proof.outcome)).toEqual(expected[id] ?? []);

	for (const {error, proof, asked} of found.filter(({proof}) => proof.outcome !== 'not-tested')) {
		// What was mocked shows the mock before the change, and is not known.
		expect(proof.before?.error ?? null).toBe(proof.outcome === 'text-only' ? null : error);
		expect(proof.after).toMatchObject({status: 'SUCCEEDED', error: null});
		expect(asked).toHaveLength(2);
	}
});

test('a task is never tested without a mock', async () => {
	const [found] = await proofsOf(scenarioNamed('network-configuration'));
	expect(found?.asked.map(({mock}) => mock?.kind)).toEqual(['error', 'result']);
	expect(found?.proof.brief).toBe(
		'TestState with mocked results: with this change the state continues at Announce report. The service was not called.',
	);
	expect(found?.proof.line).toBe(found?.proof.brief);
});

test('a limit is not shown to be long enough', async () => {
	const [found] = await proofsOf(scenarioNamed('timed-out'));
	expect(found?.asked).toEqual([]);
	expect(found?.proof.brief).toBe(
		'Proof (TestState): not tested. A mocked task takes no time, so TestState cannot show whether a limit is long enough.',
	);
});

test('a Choice state needs no mock, and goes on to its new Default', async () => {
	const [found] = await proofsOf(choice);
	expect(found?.asked).toMatchObject([{mock: null}, {mock: null}]);
	expect(found?.proof.line).toBe(
		'Proof (TestState): before the change the state fails with States.Runtime, as the execution did; with the change it continues at Not payable.',
	);
});

describe('what is not shown is said', () => {
	const dataPath = scenarioNamed('data-path');

	it('a change that does not help', async () => {
		const [found] = await proofsOf(dataPath, change => ({
			...change,
			after: change.after.replace('customerID', 'customerNumber'),
		}));
		expect(found?.proof.outcome).toBe('still-fails');
		expect(found?.proof.line).toContain('with the change it still fails with States.Runtime: ');
	});

	it('a state that does not fail before the change', async () => {
		const [found] = await proofsOf(dataPath, change => ({
			...change,
			before: change.before.replace('$.customer.customerId', '$.parcel'),
		}));
		expect(found?.proof.outcome).toBe('not-reproduced');
		expect(found?.proof.line).toMatch(
			/before the change the state succeeds, and the execution failed with States\.Runtime/,
		);
	});

	it('fails as the execution did, whether or not a Catch takes it', async () => {
		const caught = (text: string): string =>
			text.replaceAll(
				/"Type": ?"Task"/g,
				'"Type":"Task","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Done"}]',
			);
		const [found] = await proofsOf(scenarioNamed('network-configuration'), change => ({
			...change,
			before: caught(change.before),
		}));
		expect(found?.proof).toMatchObject({
			outcome: 'text-only',
			before: null,
		});
	});

	it('an answer that does not come: the question waits ten seconds for it, and no longer', async () => {
		const offered = await remediesOf(dataPath);
		vi.useFakeTimers();

		try {
			const [change] = offered?.changes ?? [];
			const proof =
				offered &&
				change &&
				prove(change, offered.followed, {testState: () => new Promise(() => {})});
			await vi.advanceTimersByTimeAsync(10_000);
			expect((await proof)?.line).toBe(
				'Proof (TestState): not tested. AWS did not answer within 10 s.',
			);
		} finally {
			vi.useRealTimers();
		}
	});

	it('a mocked answer that the state can fail of', async () => {
		const [found] = await proofsOf(dataPath, change => ({
			...change,
			after: change.after.replace(/("Notify customer": *\{)/, '$1"OutputPath": "$.MessageId",'),
		}));
		expect(found?.proof).toMatchObject({mocked: 'no-answer', outcome: 'not-known'});
		expect(found?.proof.line).toMatch(/its mocked answer can be the reason/);
	});

	it('a change outside the state that failed', async () => {
		const [found] = await proofsOf(dataPath, change => ({
			...change,
			after: change.before.replace('"StartAt"', '"Comment": "", "StartAt"'),
		}));
		expect(found?.asked).toEqual([]);
		expect(found?.proof.line).toMatch(/not tested\. The change is outside Notify customer/);
	});

	it('a change of another state machine', async () => {
		const [found] = await proofsOf(dataPath, change => ({
			...change,
			stateMachineArn: `${change.stateMachineArn}-other`,
		}));
		expect(found?.proof.unavailable).toMatch(/another state machine/);
	});
});
