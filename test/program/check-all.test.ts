import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

const {healthy} = scenarios as {healthy: Scenario};

describe('sfn-fix check --all', () => {
	let folder = '';

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-all-'));
	});

	afterAll(() => rm(folder, {recursive: true, force: true}));

	const check = (...args: string[]) =>
		runProgram(['check', '--all', ...args], {env: {SFN_FIX_STATE_DIR: folder}});

	it('tells of every state machine with a finding, the worst first, and how to fix it', async () => {
		const {status, stdout} = await check('--practice', 'definition-walk');

		expect(status).toBe(1);
		expect(stdout).toMatch(
			/Account 123456789012, region eu-west-1\n\d+ state machines: 1 with a problem/,
		);
		expect(stdout).toMatch(/Fix one with: sfn-fix demo definition-walk\n/);
		expect(await readdir(folder)).toEqual([]);
	});

	it('writes a line of JSON for each, and SARIF for all', async () => {
		const lines = await check('--practice', 'definition-walk', '--jsonl');
		const results = lines.stdout
			.trim()
			.split('\n')
			.map(line => JSON.parse(line));
		const sarif = JSON.parse((await check('--practice', 'definition-walk', '--sarif')).stdout);

		expect(lines.status).toBe(1);
		expect(results.flatMap(line => schemaErrors('fleet', line))).toEqual([]);
		expect(new Set(results.map(({executions}) => executions))).toEqual(new Set(['not-read']));
		expect(results.length).toBeGreaterThan(1);
		expect(results.filter(({verdict}) => verdict === 'problem')).toHaveLength(1);
		expect(sarif.runs[0].results.some(({level}: {level: string}) => level === 'error')).toBe(true);
	});

	it('goes on with the other accounts where one cannot be checked, and says so at the end', async () => {
		const both = ['--profile', 'one,two', '--region', 'eu-west-1'];
		const {status, stdout, stderr} = await check(...both);
		const aloneAs = (format: string) =>
			runProgram(['check', '--all', '--profile', 'one', format], {
				env: {SFN_FIX_STATE_DIR: folder, AWS_REGION: 'eu-west-1'},
			});
		const alone = await aloneAs('--jsonl');
		const sarif = await aloneAs('--sarif');
		const table = await aloneAs('--no-color');

		expect(status).toBe(3);
		expect(stdout).toMatch(/Profile one, region eu-west-1\nNot checked: .*\n\nProfile two,/);
		expect(stderr).toMatch(/Profile two, region eu-west-1 was not checked: /);
		expect([alone.status, sarif.status, table.status]).toEqual([3, 3, 3]);
		expect(table.stdout).toMatch(/^\nProfile one, region eu-west-1\nNot checked: /);
		expect(JSON.parse(sarif.stdout).runs[0].invocations).toMatchObject([
			{
				executionSuccessful: false,
				toolExecutionNotifications: [
					{
						message: {
							text: expect.stringMatching(/^Profile one, region eu-west-1 was not checked/),
						},
					},
				],
			},
		]);
		expect(schemaErrors('fleet', JSON.parse(alone.stdout))).toEqual([]);
		expect(JSON.parse(alone.stdout)).toMatchObject({
			profile: 'one',
			region: 'eu-west-1',
			verdict: 'no-verdict',
			error: {kind: 'no-credentials'},
		});
	});

	it('checks an account once for all profiles, and reads the log group of several state machines once', async () => {
		const config = path.join(folder, 'config');
		const keys = 'aws_access_key_id = a\naws_secret_access_key = b\n';
		await writeFile(
			config,
			`[profile one]\nregion = eu-west-1\n${keys}[profile two]\nregion = eu-west-1\n${keys}`,
		);
		const server = await startPracticeServer(healthy, ({stateMachines}) => {
			const [first, ...others] = stateMachines.filter(
				({type, logging}) => type === 'EXPRESS' && logging.level !== 'OFF',
			);

			for (const other of others) {
				other.logging = first?.logging ?? other.logging;
			}
		});
		const {status, stdout, stderr} = await runProgram(
			[
				'check',
				'--all',
				'--profile',
				'one,two',
				'--endpoint-url',
				server.url,
				'--jsonl',
				'--recent',
			],
			{env: {SFN_FIX_STATE_DIR: folder, AWS_CONFIG_FILE: config}},
		);
		await server.stop();
		await rm(config);
		const arns = stdout
			.trim()
			.split('\n')
			.map(line => JSON.parse(line).stateMachineArn);

		const times = (name: string) => server.calls.filter(call => call === name).length;
		expect(status).toBe(3);
		expect(arns).toHaveLength(new Set(arns).size);
		expect([times('ListStateMachines'), times('FilterLogEvents')]).toEqual([1, 1]);
		expect(stderr).toBe(
			'sfn-fix: Profile two leads to account 123456789012, region eu-west-1 again: it is checked once, with profile one.\n',
		);
	});

	it('says that there is nothing to resume, and checks from the start', async () => {
		const {status, stderr} = await check('--practice', 'healthy', '--resume');

		expect([0, 3]).toContain(status);
		expect(stderr).toMatch(/No interrupted run of account 123456789012/);
	});

	it('stops where nobody reads what it finds, as behind head, and says how to continue', async () => {
		const {status, stderr} = await runProgram(
			['check', '--all', '--practice', 'healthy', '--jsonl'],
			{env: {SFN_FIX_STATE_DIR: folder}, onStart: child => child.stdout?.destroy()},
		);

		expect(status).toBe(3);
		expect(stderr).toMatch(
			/To continue:\n {2}sfn-fix check --all --resume --practice healthy --jsonl\n.*Stopped: the output/,
		);
	});

	it('goes on where the answers cannot be kept', async () => {
		const blocked = path.join(folder, 'blocked');
		await writeFile(blocked, '');
		const {status, stderr} = await runProgram(['check', '--all', '--practice', 'healthy'], {
			env: {SFN_FIX_STATE_DIR: path.join(blocked, 'state')},
		});
		await rm(blocked);

		expect([0, 3]).toContain(status);
		expect(stderr).toMatch(/--resume will not continue this run: .*\(ENOTDIR/);
	});

	it('finds an execution that failed where it is asked for', async () => {
		const {stdout} = await check('--practice', 'action-denied', '--recent', '--jsonl');
		const results = stdout
			.trim()
			.split('\n')
			.map(line => JSON.parse(line));
		expect(stdout).toContain('"last-execution"');
		expect(results.flatMap(line => schemaErrors('fleet', line))).toEqual([]);
		expect(results.find(({name}) => name === 'customer-digest').executions).toBe('read');
		// Its logging is OFF: how its Express executions ended is not known, as `check NAME` says.
		expect(results.find(({name}) => name === 'price-feed')).toMatchObject({
			...{verdict: 'no-verdict', executions: 'not-read'},
			checks: expect.arrayContaining([
				expect.objectContaining({
					...{id: 'execution-logs', outcome: 'unknown'},
					findOut: expect.arrayContaining([expect.stringMatching(/^aws /)]),
				}),
			]),
		});
	});

	it.each([
		['stuck-callback', 'purchase-approval', 'problem', 'problem'],
		['nested-denied', 'order-intake', 'problem', 'problem'],
		['recent-unexplained-failure', 'inventory-close', 'no-verdict', 'unknown'],
		['execution-aborted', 'refund-approval', 'no-verdict', 'unknown'],
		['failure-fixed-since', 'label-printing', 'healthy', 'warning'],
	])(
		'judges the newest execution of %s as check NAME does',
		async (id, machine, verdict, outcome) => {
			const {stdout} = await check('--practice', id, '--recent', '--jsonl');
			const one = await runProgram(['check', machine, '--practice', id, '--json']);
			const result = stdout
				.trim()
				.split('\n')
				.map(line => JSON.parse(line))
				.find(({name}) => name === machine);
			expect([result.verdict, JSON.parse(one.stdout).verdict]).toEqual([verdict, verdict]);
			expect(result.checks).toContainEqual(
				expect.objectContaining({id: 'last-execution', outcome}),
			);
		},
	);

	it('says that without --recent no execution was looked at', async () => {
		const {stdout} = await check('--practice', 'healthy');
		expect(stdout).toContain('Executions were not read: add --recent.');
		expect(stdout).toContain(' with no problem found in their configuration.\n');
	});

	it.each([
		[['orders'], /leave out orders/],
		[['--json'], /leave out --json, or use --jsonl/],
		[['--jsonl', '--sarif'], /--jsonl or --sarif/],
		[['--role', 'x'], /leave out --role/],
	])('%j is refused in one sentence', async (args, sentence) => {
		const {status, stderr} = await check(...args);

		expect(status).toBe(2);
		expect(stderr).toMatch(sentence);
	});

	it('--jsonl is nothing without it', async () => {
		const {status, stderr} = await runProgram(['check', 'orders', '--jsonl']);
		expect([status, stderr]).toEqual([2, 'sfn-fix: --jsonl needs --all.\n']);
	});
});
