import {afterEach, describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {targetOf} from '../practice/failure-rows.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';

const servers: PracticeServer[] = [];

afterEach(async () => {
	await Promise.all(servers.splice(0).map(server => server.stop()));
});

/** The scenario with a change, checked by the built program. */
async function checked(id: string, change: (state: AccountState) => void, target = targetOf(id)) {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}.`);
	}

	const server = await startPracticeServer(scenario, change);
	servers.push(server);
	const run = await runProgram(['check', target, '--quick', '--json'], {env: server.env});
	return {status: run.status, json: JSON.parse(run.stdout)};
}

const refusing =
	(...operations: string[]) =>
	(state: AccountState): void => {
		state.behaviour.faults = [
			...state.behaviour.faults,
			...operations.map(operation => ({operation, kind: 'access-denied' as const, times: null})),
		];
	};

describe('what may not be read is not called healthy in silence', () => {
	it.each([targetOf('stuck-callback'), scenarios['stuck-callback']?.target ?? ''])(
		'an execution that runs for days, without its history: %s',
		async target => {
			const {status, json} = await checked(
				'stuck-callback',
				refusing('states:GetExecutionHistory'),
				target,
			);
			expect([status, json.verdict]).toEqual([3, 'no-verdict']);
			expect(json.execution.message).toContain('what it waits for is not known');
		},
	);

	it('a success without its history', async () => {
		const {json} = await checked('swallowed-failure', refusing('states:GetExecutionHistory'));
		expect(json.checks).toContainEqual(
			expect.objectContaining({
				id: 'survived-failures',
				outcome: 'unknown',
				answer: expect.stringContaining('were not looked for'),
			}),
		);
	});

	it.each([
		[['states:DescribeMapRun'], 'warning'],
		[['states:DescribeMapRun', 'states:ListExecutions'], 'unknown'],
	])('the items of a Map Run, with %s refused', async (operations, outcome) => {
		const {json} = await checked('tolerated-item-failures', refusing(...operations));
		expect(json.checks).toContainEqual(
			expect.objectContaining({id: 'tolerated-failures', outcome}),
		);
	});
});

describe('a refusal that the role would not meet any more', () => {
	const worded = (words: string) => (state: AccountState) => {
		const said = (text: string | null) =>
			text?.replace(/ because no identity-based policy allows the [\w:]+ action/, words) ?? null;

		for (const execution of state.executions) {
			execution.cause = said(execution.cause);

			for (const {details} of execution.history) {
				if (typeof details.cause === 'string') {
					details.cause = said(details.cause);
				}
			}
		}
	};

	it('was put right where AWS named the policies of the role', async () => {
		const {status, json} = await checked('failure-fixed-since', () => {});
		expect([status, json.verdict]).toEqual([0, 'healthy']);
	});

	it.each(['', ' because no permissions boundary allows the lambda:InvokeFunction action'])(
		'is not explained where AWS said “%s”: nothing shows a change',
		async words => {
			const {status, json} = await checked('failure-fixed-since', worded(words));
			expect([status, json.verdict]).toEqual([3, 'no-verdict']);
		},
	);

	it('was put right where the role is another one since', async () => {
		const {status} = await checked('failure-fixed-since', state => {
			worded('')(state);

			for (const role of state.roles) {
				role.createdAt = Date.now();
			}
		});
		expect(status).toBe(0);
	});
});
