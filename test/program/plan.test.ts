import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {PutResourcePolicyCommand, PutRetentionPolicyCommand} from '@aws-sdk/client-cloudwatch-logs';
import {PutRolePolicyCommand} from '@aws-sdk/client-iam';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {digestOf} from '../../source/changes/plan.ts';
import {
	type Clients,
	clientsOf,
	failure,
	region,
	reset,
	roleName,
	setUp,
	snapshot,
} from '../safety/moto-account.ts';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
});

afterAll(async () => {
	await rm(folder, {recursive: true});
});

const inFolder = (name: string) => path.join(folder, name);
const outcomes = (stdout: string) =>
	JSON.parse(stdout).applied.map(({outcome}: {outcome: string}) => outcome);

/** As somebody would who knows how the digest is made. */
async function edited(from: string, edit: object): Promise<string> {
	const {digest: _, ...content} = JSON.parse(await readFile(from, 'utf8'));
	const changed = {...content, ...edit};
	const file = inFolder(`edited-${Object.keys(edit)[0]}-${Math.random()}.json`);
	await writeFile(file, JSON.stringify({...changed, digest: digestOf(changed)}));
	return file;
}

describe('plan and apply on the practice account', () => {
	const practice = ['--practice', 'log-destination'];
	const plan = () => inFolder('practice.json');

	it('--plan writes a private file, and nothing to AWS', async () => {
		const args = ['fix', ...practice, '--plan', plan()];
		const {status, stdout} = await runProgram([...args, '--json']);
		const written = JSON.parse(await readFile(plan(), 'utf8'));

		expect(status).toBe(1);
		expect(outcomes(stdout)).toEqual(['not-written', 'not-written']);
		expect(schemaErrors('check', JSON.parse(stdout))).toEqual([]);
		expect(JSON.parse(stdout).plan).toEqual({
			file: plan(),
			createdAt: written.createdAt,
			expiresAt: written.expiresAt,
		});
		expect(schemaErrors('plan', written)).toEqual([]);
		expect(written.evidence.map(({id}: {id: string}) => id)).toContain('role-log-delivery-actions');

		if (process.platform !== 'win32') {
			expect((await stat(plan())).mode & 0o777).toBe(0o600);
		}

		const again = await runProgram(args);
		expect(again.status).toBe(2);
		expect(again.stderr).toContain('already exists');
		expect(JSON.parse(await readFile(plan(), 'utf8'))).toEqual(written);
	});

	it('--apply shows it again, and writes it only after you confirm', async () => {
		const asked = await runProgram(['fix', ...practice, '--apply', plan()]);

		expect(asked.status).toBe(2);
		expect(asked.stderr).toContain('--yes');
		expect(asked.stdout).toMatch(/Plan: made 20\S+ by arn:aws:sts::/);
		expect(asked.stdout).toContain('logs:CreateLogDelivery');

		const {status, stdout} = await runProgram([
			...['fix', ...practice, '--apply', plan()],
			...['--yes', '--retry', '--json'],
		]);
		expect(schemaErrors('check', JSON.parse(stdout))).toEqual([]);
		expect({status, outcomes: outcomes(stdout)}).toEqual({
			status: 0,
			outcomes: ['applied', 'applied'],
		});
	});

	it.each([
		['expired', {expiresAt: '2020-01-01T00:00:00.000Z'}, [], 'expired at 2020-01-01'],
		['of another account', {accountId: '210987654321'}, [], 'is for account 210987654321'],
		[
			'of another region',
			{region: 'eu-west-2'},
			[],
			'is for account 123456789012, region eu-west-2',
		],
		['of another partition', {partition: 'aws-cn'}, [], 'partition aws-cn'],
		['for another region than --region', {}, ['--region', 'us-west-2'], '--region says us-west-2'],
		['made at another endpoint', {endpointUrl: 'http://localhost:1'}, [], 'http://localhost:1'],
	])('refuses a plan that is %s', async (_, edit, args, why) => {
		const file = await edited(plan(), {practice: 'log-destination', ...edit});
		const {status, stdout, stderr} = await runProgram([
			...['fix', ...practice, '--apply', file],
			...['--yes', ...args],
		]);

		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toContain(why);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});

	type Edit = (text: string) => string;

	it.each<[string, Edit, string]>([
		['its text before edited', text => text.replace('"before": null', '"before": ""'), 'digest'],
		['its text after edited', text => text.replace('logs:ListLogDeliveries', 'logs:*'), 'digest'],
		['a hash edited', text => text.replace(/"afterSha256": "../, '"afterSha256": "00'), 'digest'],
		['a newer format', text => text.replace('"formatVersion": 1', '"formatVersion": 2'), 'reads'],
		['its end cut off', text => text.slice(0, -200), 'is not a plan of sfn-fix'],
		['nothing in it', () => '', 'is not a plan of sfn-fix'],
	])('refuses a plan with %s, in one sentence', async (_, edit, why) => {
		const text = await readFile(plan(), 'utf8');
		const file = inFolder(`spoiled-${Math.random()}.json`);
		await writeFile(file, edit(text));
		const {status, stdout, stderr} = await runProgram([
			...['fix', ...practice, '--apply', file, '--yes'],
		]);

		expect(edit(text)).not.toBe(text);
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toContain(why);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});

	it.each([
		['both', ['--plan', 'a', '--apply', 'b'], 'not both'],
		['a plan and --yes', ['--plan', 'a', '--yes'], '--yes cannot be used with --plan'],
		['an application and a target', ['orders', '--apply', 'b'], '--apply takes no other one'],
		['an application and --remedy', ['--apply', 'b', '--remedy', 'r'], '--remedy cannot'],
		['a file that is not there', ['--apply', 'nowhere.json'], 'there is no such file'],
		['a plan made in practice, for AWS', ['--apply'], 'apply it with --practice log-destination'],
	])('refuses %s', async (_, args, why) => {
		const file = args.length === 1 ? [plan()] : [];
		const {status, stderr} = await runProgram(['fix', ...args, ...file]);
		expect({status, isTold: stderr.includes(why)}).toEqual({status: 2, isTold: true});
	});

	it('writes no plan where there is nothing to change', async () => {
		const file = inFolder('healthy.json');
		const {status, stderr} = await runProgram([
			...['fix', 'order-fulfillment', '--practice', 'healthy'],
			...['--plan', file],
		]);

		expect(status).toBe(0);
		expect(stderr).toContain('no plan was written');
		await expect(stat(file)).rejects.toThrow('ENOENT');
	});
});

describe.skipIf(!motoIsInstalled())('plan and apply against another implementation of AWS', () => {
	let moto: Moto | null;
	let clients: Clients;
	let before: Record<string, string>;
	const plan = () => inFolder('moto.json');
	const run = (...args: string[]) =>
		runProgram(args, {
			env: {
				AWS_ENDPOINT_URL: moto?.url,
				AWS_ACCESS_KEY_ID: 'test',
				AWS_SECRET_ACCESS_KEY: 'test',
				AWS_REGION: region,
				SFN_FIX_STATE_DIR: folder,
			},
		});
	const apply = () => run('fix', '--apply', plan(), '--yes', '--json');

	beforeAll(async () => {
		moto = await startMoto();
		clients = clientsOf(moto?.url ?? '');
		await setUp(clients);
		before = await snapshot(clients);
		await run(
			...['fix', 'orders', '--log-group', '/wf/orders', '--error', failure, '--plan', plan()],
		);
	}, 60_000);

	afterAll(async () => {
		await moto?.stop();
	});

	it('refuses a plan where one of its resources moved, and writes none of it', async () => {
		expect(await snapshot(clients)).toEqual(before);
		const policyDocument = String(before['policy delivery']).replace('/wf/payments', '/wf/other');
		await clients.logs.send(new PutResourcePolicyCommand({policyName: 'delivery', policyDocument}));
		const moved = await snapshot(clients);
		const {status, stdout} = await apply();

		expect(status).toBe(4);
		expect(outcomes(stdout)).toContain('moved');
		expect(outcomes(stdout)).not.toContain('applied');
		expect(await snapshot(clients)).toEqual(moved);
		await reset(clients, before);
	});

	it('refuses a plan whose problem is gone, though its own texts did not move', async () => {
		const PolicyDocument =
			'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}';
		await clients.iam.send(
			new PutRolePolicyCommand({RoleName: roleName, PolicyName: 'all-logs', PolicyDocument}),
		);
		const policyDocument = JSON.stringify({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Principal: {Service: 'delivery.logs.amazonaws.com'},
					Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
					Resource: '*',
				},
			],
		});
		await clients.logs.send(new PutResourcePolicyCommand({policyName: 'all', policyDocument}));
		const fixed = await snapshot(clients);
		const {status, stdout} = await apply();

		expect(status).toBe(4);
		expect(outcomes(stdout)).not.toContain('applied');
		expect(await snapshot(clients)).toEqual(fixed);
		await reset(clients, before);
	});

	it('applies it where nothing moved, once', async () => {
		await clients.logs.send(
			new PutRetentionPolicyCommand({logGroupName: '/wf/payments', retentionInDays: 7}),
		);
		const {status, stdout} = await apply();
		const applied = await snapshot(clients);

		expect({status, outcomes: outcomes(stdout)}).toEqual({
			status: 0,
			outcomes: ['applied', 'applied'],
		});
		expect(Object.keys(applied)).toContain('inline sfn-fix-permissions');

		const again = await apply();
		expect(again.status).toBe(4);
		expect(again.stdout).toContain('The checks no longer find the problem that the plan fixes.');
		expect(await snapshot(clients)).toEqual(applied);
	});
});
