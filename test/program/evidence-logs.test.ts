import {afterEach, describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState, LogStreamState} from '../../source/practice/state.ts';
import {plantedSecrets} from '../support/planted-secrets.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

let server: PracticeServer | null = null;
let hangs: string[] = [];

afterEach(async () => {
	await server?.stop();
	server = null;
	hangs = [];
});

async function checkWith(change: (state: AccountState) => void, ...args: string[]) {
	const scenario = scenarios['task-failed'];

	if (!scenario) {
		throw new Error('There is no such scenario.');
	}

	server = await startPracticeServer(scenario, change, hangs);
	const run = await runProgram(['check', scenario.target ?? '', ...args], {env: server.env});
	return {...run, calls: server.calls};
}

const streamOf = ({logGroups}: AccountState): LogStreamState => {
	const stream = logGroups.find(({name}) => name === '/aws/lambda/tariff-import-check')?.streams[0];

	if (!stream) {
		throw new Error('The scenario has no log stream.');
	}

	return stream;
};

const fault =
	(operation: string, kind: 'access-denied' | 'throttled') =>
	({behaviour}: AccountState): void => {
		behaviour.faults.push({operation, kind, times: null});
	};

describe('the log lines of the function that failed', () => {
	it('are those of its invocation, in JSON and in lines', async () => {
		const {stdout, status} = await checkWith(() => {}, '--json');
		const report = JSON.parse(stdout);
		const {logs} = report.evidence;

		expect(schemaErrors('check', report)).toEqual([]);
		expect(status).toBe(1);
		expect(logs.unavailable).toBeNull();
		expect(logs.lines.map(({text}: {text: string}) => text.slice(0, 22))).toEqual([
			'INFO edition 2026-04: ',
			'INFO country CH: class',
			'ERROR Invoke Error  {"',
			expect.stringMatching(/^REPORT RequestId: /),
		]);
		expect(logs.read).toHaveLength(3);
	});

	it.each([
		{
			what: 'not allowed',
			change: fault('logs:FilterLogEvents', 'access-denied'),
			why: /not authorized to perform: logs:FilterLogEvents/,
		},
		{
			what: 'throttled',
			change: fault('logs:FilterLogEvents', 'throttled'),
			why: /Rate exceeded|throttl/i,
		},
		{
			what: 'empty',
			change: (state: AccountState) => {
				streamOf(state).events = [];
			},
			why: /No line with .* was found in \/aws\/lambda\/tariff-import-check/,
		},
		{
			what: 'without their log group',
			change: (state: AccountState) => {
				state.logGroups = state.logGroups.filter(({name}) => !name.startsWith('/aws/lambda/'));
			},
			why: /The log group \/aws\/lambda\/tariff-import-check does not exist/,
		},
	])(
		'$what: said, with the command that finds out, and the verdict is the same',
		async ({change, why}) => {
			const {stdout, status} = await checkWith(change, '--json');
			const {evidence, verdict} = JSON.parse(stdout);
			expect(evidence.logs.unavailable).toMatch(why);
			expect(evidence.logs.lines).toEqual([]);
			expect({verdict, status}).toEqual({verdict: 'problem', status: 1});
		},
	);

	it('whose configuration cannot be read are searched in the usual log group, and that is said', async () => {
		const {stdout} = await checkWith(
			fault('lambda:GetFunctionConfiguration', 'access-denied'),
			'--json',
		);
		const {logs} = JSON.parse(stdout).evidence;
		expect(logs.lines).toHaveLength(4);
		expect(logs.notes[0]).toMatch(/configuration of the function could not be read/);
	});

	it('are the last thirty where there are more, and a command shows the rest', async () => {
		const {stdout} = await checkWith(state => {
			const {events} = streamOf(state);
			const index = events.findLastIndex(({message}) => message.includes('country CH'));
			const [like] = events.slice(index);
			const many = Array.from({length: 90}, (_, line) => ({
				timestamp: like?.timestamp ?? 0,
				ingestedAt: like?.ingestedAt ?? 0,
				message: `class ${line}`,
			}));
			events.splice(index + 1, 0, ...many);
		});
		expect(stdout.match(/^ {2}\d\d:\d\d:\d\d\.\d{3} /gm)).toHaveLength(30);
		expect(stdout).toMatch(/See the rest with:\n\s+aws logs get-log-events/);
	});

	it('and what changed are waited for a few seconds after the verdict, and what is known by then is told', async () => {
		hangs = ['LookupEvents', 'FilterLogEvents'];
		const began = performance.now();
		const {stdout, status} = await checkWith(state => {
			for (const machine of state.stateMachines) {
				machine.definition = machine.definition.replace('tariff-import-check', 'check-v2');
			}
		}, '--json');
		const {changes, logs} = JSON.parse(stdout).evidence;
		expect(performance.now() - began).toBeLessThan(15_000);
		expect(status).toBe(1);
		expect(changes).toMatchObject({
			unavailable: null,
			findings: expect.arrayContaining([
				'The definition has changed since this execution. State Check tariffs:',
			]),
		});
		expect(changes.notes.join(' ')).toMatch(
			/Not looked up: role tariff-import-role.* Not read within 5 s after the verdict/,
		);
		expect(logs).toMatchObject({
			logGroup: '/aws/lambda/tariff-import-check',
			unavailable: expect.stringMatching(/within 5 s after the verdict/),
			commands: [expect.stringMatching(/^aws logs filter-log-events /)],
		});
	});

	it('are not read with --quick', async () => {
		const {stdout, calls} = await checkWith(() => {}, '--json', '--quick');
		expect(JSON.parse(stdout).evidence).toEqual({
			logs: null,
			changes: null,
			decoded: null,
			proof: null,
			notRead: {
				logs: 'Left out by --quick.',
				changes: 'Left out by --quick.',
				decoded: 'Left out by --quick.',
			},
		});
		expect(calls.filter(call => /FilterLogEvents|GetLogEvents|functions/.test(call))).toEqual([]);
	});

	it.each([['--json'], ['--plain'], []])('hold no secret: %s', async (...args) => {
		const {stdout, stderr} = await checkWith(
			state => {
				const {events} = streamOf(state);
				const at = events.findLastIndex(({message}) => message.includes('Invoke Error'));
				const [like] = events.slice(at);
				events.splice(
					at,
					0,
					...plantedSecrets.map(({text}) => ({
						timestamp: like?.timestamp ?? 0,
						ingestedAt: like?.ingestedAt ?? 0,
						message: text,
					})),
				);
				const input = JSON.stringify({notes: plantedSecrets.map(({text}) => text)});
				for (const execution of state.executions) {
					execution.input = input;
					for (const {details} of execution.history) {
						if (typeof details.input === 'string') {
							details.input = input;
						}
						if (typeof details.cause === 'string') {
							details.cause = JSON.stringify({
								...JSON.parse(details.cause),
								trace: plantedSecrets.map(({text}) => text),
							});
						}
						if (typeof details.output === 'string') {
							details.output = input;
							details.assignedVariables = {notes: JSON.stringify(plantedSecrets)};
						}
						if (typeof details.parameters === 'string') {
							details.parameters = JSON.stringify({
								...JSON.parse(details.parameters),
								Payload: {notes: plantedSecrets.map(({text}) => text)},
							});
						}
					}
				}
			},
			...args,
		);
		const printed = `${stdout}${stderr}`;
		expect(printed).toContain('[redacted]');
		expect(
			plantedSecrets.filter(({secret}) => printed.includes(secret)).map(({what}) => what),
		).toEqual([]);
	});
});
