import {expect, test} from 'vitest';
import {flows} from '../../flows/index.ts';
import {type Diagnosis, narrowestRemedies} from '../../source/diagnosis/diagnose.ts';
import {type Flow, retryOf as plannedRetry} from '../../source/diagnosis/flow.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {practiceIncident} from '../support/practice-incident.ts';

function flowNamed(id: string): Flow {
	const flow = flows.find(each => each.id === id);

	if (!flow) {
		throw new Error(`There is no flow ${id}.`);
	}

	return flow;
}

function incidentOf(id: string, arrange?: (state: AccountState) => void) {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}.`);
	}

	return practiceIncident(scenario, arrange);
}

/** Another definition for the scenario's state machine. */
const redefined =
	(change: (definition: Record<string, unknown> & {States: Record<string, object>}) => void) =>
	({stateMachines}: AccountState) => {
		for (const machine of stateMachines) {
			const definition = JSON.parse(machine.definition);
			change(definition);
			machine.definition = JSON.stringify(definition, null, 2);
		}
	};

/** Runs the state machine as it stands, to its end. */
async function runOnce({account, clock, subject}: Incident, input: object): Promise<void> {
	await account.writes.startExecution(stateMachineArnOf(subject) ?? '', JSON.stringify(input));
	clock.advance(120_000);
}

type Incident = ReturnType<typeof incidentOf>;

const problems = ({checks}: Diagnosis): string[] =>
	checks.filter(({outcome}) => outcome === 'problem').map(({id}) => id);

const retryOf = (flow: Flow, {subject, account, clock}: Incident): Promise<Retry | null> =>
	plannedRetry(flow, {subject, reads: account.reads, now: clock.now});

const cases = [
	['data-path', 'data-path-error', ['path-in-input'], ['correct-path']],
	['timed-out', 'timed-out', ['timeout-used'], ['raise-timeout']],
	['task-failed', 'task-failed', ['task-result'], []],
	['choice-without-default', 'data-path-error', ['choice-default'], []],
] as const;

test.each(cases)('%s: the history leads to %j', async (id, flow, found, remedies) => {
	const diagnosis = await incidentOf(id).diagnose(flowNamed(flow));
	expect(diagnosis.verdict).toBe('problem');
	expect(problems(diagnosis)).toEqual(found);
	expect(diagnosis.remedies.map(remedy => remedy.id)).toEqual(remedies);
});

test.each(cases.filter(([, , , remedies]) => remedies.length > 0))(
	'%s: the remedy changes the definition, and the check that found it finds it no more',
	async (id, flowId, found) => {
		const incident = incidentOf(id);
		const flow = flowNamed(flowId);
		const before = await incident.diagnose(flow);

		expect(await incident.apply(narrowestRemedies(before.checks))).toEqual(['applied']);
		const after = await incident.diagnose(flow);
		expect(problems(after)).toEqual([]);
		// Only an execution shows whether a larger limit is enough.
		expect(after.checks.find(check => check.id === found[0])?.outcome).toBe(
			flowId === 'timed-out' ? 'unknown' : 'ok',
		);
	},
);

test.each(cases.filter(([, , , remedies]) => remedies.length > 0))(
	'%s: a redrive before, and a new execution with the same input after',
	async (id, flowId) => {
		const incident = incidentOf(id);
		const flow = flowNamed(flowId);
		expect((await retryOf(flow, incident))?.kind).toBe('redrive');

		await incident.apply(narrowestRemedies((await incident.diagnose(flow)).checks));
		const failed = incident.state.executions.findLast(({status}) => status === 'FAILED');
		expect(await retryOf(flow, incident)).toMatchObject({
			kind: 'start-execution',
			input: failed?.input,
		});
	},
);

test.each(['payload-limit', 'timed-out', 'throttled-or-quota', 'task-failed'])(
	'%s: a failure of another kind gives no verdict',
	async flow => {
		const {verdict, remedies} = await incidentOf('data-path').diagnose(flowNamed(flow));
		expect([verdict, remedies]).toEqual(['no-verdict', []]);
	},
);

test.each([
	'data-path-error',
	'payload-limit',
	'timed-out',
	'task-failed',
	'throttled-or-quota',
	'resource-not-found',
	'callback-token-rejected',
])('%s: without a failed execution there is no verdict', async flow => {
	const {verdict, remedies} = await incidentOf('healthy').diagnose(flowNamed(flow));
	expect([verdict, remedies]).toEqual(['no-verdict', []]);
});

test('invalid-definition: what AWS refused is not in the account', async () => {
	const {verdict, checks} = await incidentOf('healthy').diagnose(flowNamed('invalid-definition'));
	expect(verdict).toBe('no-verdict');
	expect(checks[0]?.findOut.join()).toContain('validate-state-machine-definition');
});

test('already-exists: that the name is taken is no fault', async () => {
	const {verdict} = await incidentOf('healthy').diagnose(flowNamed('already-exists'));
	expect(verdict).toBe('not-a-fault');
});

test('choice-without-default: led to the one Fail state, it fails with what that says', async () => {
	const flow = flowNamed('data-path-error');
	const incident = incidentOf(
		'choice-without-default',
		redefined(({States: states}) => {
			states.Refuse = {Type: 'Fail', Error: 'UnknownPayment'};
		}),
	);
	const before = await incident.diagnose(flow);
	expect(before.remedies.map(({id}) => id)).toEqual(['add-default']);
	expect(await incident.apply(narrowestRemedies(before.checks))).toEqual(['applied']);
	expect(problems(await incident.diagnose(flow))).toEqual([]);

	await runOnce(incident, {method: 'voucher'});
	const after = await incident.diagnose(flow);
	expect(after.checks[0]?.answer).toBe('State Refuse (Fail) failed with UnknownPayment.');
});

test('timed-out: the limit of the whole execution is told from that of a state', async () => {
	const flow = flowNamed('timed-out');
	const incident = incidentOf(
		'timed-out',
		redefined(definition => {
			definition.TimeoutSeconds = 12;
			definition.States['Build index'] = {
				...definition.States['Build index'],
				TimeoutSeconds: 100,
			};
		}),
	);
	await runOnce(incident, {full: true});
	const before = await incident.diagnose(flow);
	const check = before.checks.find(({id}) => id === 'timeout-used');
	expect(check?.answer).toBe(
		'The execution reached TimeoutSeconds of the state machine, 12 s (12 s used), in state Build index.',
	);

	expect(await incident.apply(narrowestRemedies(before.checks))).toEqual(['applied']);
	expect(problems(await incident.diagnose(flow))).toEqual([]);
	await runOnce(incident, {full: true});
	const [newest] = await incident.account.reads.executions(
		stateMachineArnOf(incident.subject) ?? '',
		'SUCCEEDED',
	);
	expect(newest).toBeDefined();
});

test('data-path: in an iteration of a Map, the item is what the path is looked for in', async () => {
	const flow = flowNamed('data-path-error');
	const incident = incidentOf(
		'data-path',
		redefined(definition => {
			const notify = {...definition.States['Notify customer'], End: true};
			definition.StartAt = 'Each';
			definition.States = {
				Each: {
					Type: 'Map',
					ItemsPath: '$.parcels',
					ItemProcessor: {StartAt: 'Notify customer', States: {'Notify customer': notify}},
					End: true,
				},
			};
		}),
	);
	await runOnce(incident, {parcels: [{parcel: 'p-1', customer: {customerID: 'c-1'}}]});
	const before = await incident.diagnose(flow);
	expect(before.remedies.map(({id}) => id)).toEqual(['correct-path']);
	expect(await incident.apply(narrowestRemedies(before.checks))).toEqual(['applied']);

	await runOnce(incident, {parcels: [{parcel: 'p-1', customer: {customerID: 'c-1'}}]});
	const [newest] = await incident.account.reads.executions(
		stateMachineArnOf(incident.subject) ?? '',
	);
	expect(newest?.status).toBe('SUCCEEDED');
});
