import {expect, test} from 'vitest';
import {generalChecks} from '../../flows/general.ts';
import {logDestinationDenied} from '../../flows/log-destination-denied.ts';
import {type Diagnosis, narrowestRemedies} from '../../source/diagnosis/diagnose.ts';
import {stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {flowOf, practiceIncident} from '../support/practice-incident.ts';

function scenario(id: string): Scenario {
	const found = scenarios[id];

	if (!found) {
		throw new Error(`There is no scenario ${id}.`);
	}

	return found;
}

const problems = ({checks}: Diagnosis): string[] =>
	checks.filter(({outcome}) => outcome === 'problem').map(({id}) => id);

const outcomeOf = ({checks}: Diagnosis, id: string) =>
	checks.find(check => check.id === id)?.outcome;

const cases = [
	['log-destination', ['role-log-delivery-actions', 'delivery-resource-policy']],
	['role-without-permissions', ['role-log-delivery-actions']],
	['missing-resource-policy', ['role-log-delivery-actions', 'delivery-resource-policy']],
	['not-created-yet', ['role-log-delivery-actions', 'delivery-resource-policy']],
	['full-policy', ['delivery-resource-policy', 'resource-policy-room']],
	['ten-policies', ['delivery-resource-policy', 'resource-policy-room']],
	['log-group-missing', ['log-group-exists']],
	['destination-without-star', ['logging-configuration']],
	['managed-by-cloudformation', ['role-log-delivery-actions']],
] as const;

test.each(cases)('%s: its text leads to checks that find %j', async (id, found) => {
	const diagnosis = await practiceIncident(scenario(id)).diagnose(flowOf(scenario(id)));
	expect(diagnosis.verdict).toBe('problem');
	expect(problems(diagnosis)).toEqual(found);
});

test.each(cases)('%s: the narrowest remedies leave nothing to find', async id => {
	const incident = practiceIncident(scenario(id));
	const flow = flowOf(scenario(id));
	const before = await incident.diagnose(flow);
	const outcomes = await incident.apply(narrowestRemedies(before.checks));

	expect(new Set(outcomes)).toEqual(new Set(['applied']));
	expect((await incident.diagnose(flow)).verdict).toBe('healthy');
});

test.each(['full-policy', 'ten-policies', 'missing-resource-policy'])(
	'%s: each remedy for the delivery does by itself, and AWS takes the logging afterwards',
	async id => {
		const first = await practiceIncident(scenario(id)).diagnose(logDestinationDenied);
		const check = first.checks.find(one => one.id === 'delivery-resource-policy');
		expect(check?.remedies.length).toBeGreaterThan(1);

		for (const {id: remedyId} of check?.remedies ?? []) {
			const incident = practiceIncident(scenario(id));
			const {checks} = await incident.diagnose(logDestinationDenied);
			const remedies = checks.flatMap(({remedies: all}) => all);
			const role = remedies.filter(remedy => remedy.id === 'grant-log-delivery');
			const chosen = remedies.filter(remedy => remedy.id === remedyId).slice(0, 1);
			await incident.apply([...role, ...chosen]);

			const after = await incident.diagnose(logDestinationDenied);
			expect([remedyId, outcomeOf(after, 'delivery-resource-policy')]).toEqual([remedyId, 'ok']);

			const arn = stateMachineArnOf(incident.subject) ?? '';
			const {logging} = await incident.account.reads.stateMachine(arn);
			expect(await incident.account.writes.updateLogging(arn, logging)).toEqual(expect.any(String));
		}
	},
);

test.each(['full-policy', 'ten-policies', 'missing-resource-policy', 'explicit-deny'])(
	'%s: AWS refuses the logging before',
	async id => {
		const {account, subject} = practiceIncident(scenario(id));
		const arn = stateMachineArnOf(subject) ?? '';
		const {logging} = await account.reads.stateMachine(arn);
		await expect(account.writes.updateLogging(arn, logging)).rejects.toThrow();
	},
);

test('explicit-deny: a request for the owner of the policy, and no remedy', async () => {
	const {verdict, remedies, requests} = await practiceIncident(scenario('explicit-deny')).diagnose(
		logDestinationDenied,
	);
	expect(verdict).toBe('problem');
	expect(remedies).toEqual([]);
	expect(requests.length).toBeGreaterThan(0);
});

test('young-role: healthy, with the advice to wait', async () => {
	const diagnosis = await practiceIncident(scenario('young-role')).diagnose(logDestinationDenied);
	expect(diagnosis.verdict).toBe('healthy');
	expect(outcomeOf(diagnosis, 'role-age')).toBe('warning');
});

test('managed-by-cloudformation: says that a deployment will undo the fix', async () => {
	const diagnosis = await practiceIncident(scenario('managed-by-cloudformation')).diagnose(
		logDestinationDenied,
	);
	expect(outcomeOf(diagnosis, 'managed-by-tool')).toBe('warning');
});

test('denied-reads: no verdict, and never healthy', async () => {
	const {verdict, remedies} = await practiceIncident(scenario('denied-reads')).diagnose(
		logDestinationDenied,
	);
	expect(verdict).toBe('no-verdict');
	expect(remedies).toEqual([]);
});

test('healthy: nothing to find, and nothing to do', async () => {
	const incident = practiceIncident(scenario('healthy'));
	const {verdict, remedies, requests} = await incident.diagnose(logDestinationDenied);
	expect([verdict, remedies, requests]).toEqual(['healthy', [], []]);
});

test('a state machine that does not log is healthy without any of what logging needs', async () => {
	const incident = practiceIncident(scenario('role-without-permissions'), state => {
		for (const machine of state.stateMachines) {
			machine.logging = {level: 'OFF', includeExecutionData: false, destinations: []};
		}
	});
	const general = await incident.diagnose({checks: generalChecks});
	expect(general.verdict).toBe('healthy');
	const asked = general.checks.map(({id}) => id);
	expect(asked).toContain('logging-configuration');
	expect(asked).not.toContain('log-group-exists');
	expect(asked).not.toContain('role-log-delivery-actions');
});

test('the general checks look at logging where it is on', async () => {
	const incident = practiceIncident(scenario('role-without-permissions'));
	const general = await incident.diagnose({checks: generalChecks});
	expect(problems(general)).toEqual(['role-log-delivery-actions']);
});

test('the general checks look at logging where a log group is wanted, too', async () => {
	const incident = practiceIncident(scenario('not-created-yet'));
	const general = await incident.diagnose({checks: generalChecks});
	expect(problems(general)).toEqual(['role-log-delivery-actions', 'delivery-resource-policy']);
});
