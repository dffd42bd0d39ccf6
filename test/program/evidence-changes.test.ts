import {afterEach, describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState, TrailEventState} from '../../source/practice/state.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

let server: PracticeServer | null = null;

afterEach(async () => {
	await server?.stop();
	server = null;
});

async function evidenceWith(change: (state: AccountState) => void) {
	const scenario = scenarios['caught-failure'];

	if (!scenario) {
		throw new Error('There is no such scenario.');
	}

	server = await startPracticeServer(scenario, change);
	const {stdout, status} = await runProgram(['check', scenario.executionArn ?? '', '--json'], {
		env: server.env,
	});
	const report = JSON.parse(stdout);
	expect(schemaErrors('check', report)).toEqual([]);
	expect({status, verdict: report.verdict}).toEqual({status: 1, verdict: 'problem'});
	return report.evidence;
}

const first = ({trail}: AccountState): TrailEventState => {
	const [event] = trail;

	if (!event) {
		throw new Error('The scenario has no event.');
	}

	return event;
};

describe('what changed before a failure', () => {
	it('names who made which call on the role, and claims no cause', async () => {
		const {changes} = await evidenceWith(() => {});
		expect(changes.events).toEqual([
			{
				at: expect.any(String),
				name: 'PutRolePolicy',
				who: 'arn:aws:sts::123456789012:assumed-role/PlatformEngineer/kim',
				on: 'role order-payment-role',
				region: 'us-east-1',
			},
		]);
		expect(changes.notes).toContain(
			'A change shortly before a failure is not proof that it caused it.',
		);
		expect(changes.definition).toEqual({isChanged: false, isRoleChanged: false, diff: []});
	});

	it('shows how the failing state differs today', async () => {
		const {changes} = await evidenceWith(state => {
			for (const machine of state.stateMachines) {
				machine.definition = machine.definition.replace(/order-payment-charge/, 'charge-v2');
			}
		});
		expect(changes.definition.isChanged).toBe(true);
		expect(changes.definition.diff).toHaveLength(2);
		expect(changes.findings[0]).toBe(
			'The definition has changed since this execution. State Charge:',
		);
	});

	it('claims nothing where nothing was found, and leaves out calls that were refused', async () => {
		const {changes} = await evidenceWith(state => {
			first(state).errorCode = 'AccessDenied';
		});
		expect(changes.events).toEqual([]);
		expect(changes.findings).toEqual([]);
		expect(changes.unavailable).toBeNull();
		expect(changes.notes.join(' ')).toMatch(
			/CloudTrail shows no change of role order-payment-role, state machine order-payment or function order-payment-charge between/,
		);
	});

	it('reads at most two pages a resource, and says that there are more', async () => {
		const {changes} = await evidenceWith(state => {
			state.trail = Array.from({length: 150}, () => ({...first(state)}));
		});
		expect(changes.events).toHaveLength(100);
		expect(changes.notes.join(' ')).toMatch(
			/more events than the two pages that were read, of role order-payment-role/,
		);
		expect(server?.calls.filter(call => call === 'LookupEvents').length).toBeLessThanOrEqual(6);
	});

	it.each([
		['access-denied', /not authorized to perform: cloudtrail:LookupEvents/],
		['throttled', /Rate exceeded|throttl/i],
	] as const)('%s: said, with the command that finds out', async (kind, why) => {
		const {changes} = await evidenceWith(({behaviour}) => {
			behaviour.faults.push({operation: 'cloudtrail:LookupEvents', kind, times: null});
		});
		expect(changes.unavailable).toMatch(why);
		expect(changes.commands[0]).toMatch(/^aws cloudtrail lookup-events .*--region us-east-1/);
	});
});
