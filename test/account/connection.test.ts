import {createHash} from 'node:crypto';
import {appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {credentials, fakeWire, Refusal} from './fake-wire.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'account-'));

	for (const name of [
		'AWS_REGION',
		'AWS_DEFAULT_REGION',
		'AWS_PROFILE',
		'AWS_ACCESS_KEY_ID',
		'AWS_SECRET_ACCESS_KEY',
		'AWS_SESSION_TOKEN',
		'AWS_ENDPOINT_URL',
	]) {
		vi.stubEnv(name, undefined);
	}

	vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
	vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'config'));
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(folder, 'credentials'));
});

afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true});
});

const config = (text: string) => appendFileSync(path.join(folder, 'config'), text);

const caller = {Arn: 'arn:aws:iam::123456789012:user/dana', Account: '123456789012', UserId: 'A'};
const roleOf = (name: string) => ({
	Arn: `arn:aws:iam::123456789012:role/${name}`,
	RoleName: name,
	RoleId: 'A',
	Path: '/',
	CreateDate: '2026-01-02T03:04:05Z',
});

const wire = () =>
	fakeWire({
		'sts:GetCallerIdentity': () => caller,
		'iam:GetRole': ({RoleName}) => ({Role: roleOf(String(RoleName))}),
		'states:ListStateMachines': () => ({stateMachines: []}),
		'logs:DescribeResourcePolicies': () => ({resourcePolicies: []}),
	});

test('without a region nothing is asked', async () => {
	const {calls, requestHandler} = wire();
	const {reads} = createAccount({requestHandler, credentials});

	await expect(reads.identity()).rejects.toMatchObject({
		kind: 'no-region',
		operation: 'sts:GetCallerIdentity',
		message: 'No AWS region is set: set one with --region or AWS_REGION.',
	});
	expect(calls).toHaveLength(0);
});

test('the region comes from the flag, AWS_REGION, AWS_DEFAULT_REGION or the profile', async () => {
	config('[profile dev]\nregion = eu-central-1\n');
	const {requestHandler} = wire();
	const regionOf = async (options: {region?: string} = {}) => {
		const account = createAccount({...options, profile: 'dev', requestHandler, credentials});

		return (await account.reads.identity()).region;
	};

	expect(await regionOf()).toBe('eu-central-1');
	vi.stubEnv('AWS_DEFAULT_REGION', 'us-west-2');
	expect(await regionOf()).toBe('us-west-2');
	vi.stubEnv('AWS_REGION', 'ap-south-1');
	expect(await regionOf()).toBe('ap-south-1');
	expect(await regionOf({region: 'sa-east-1'})).toBe('sa-east-1');
});

test('what makes the credentials runs once for all services', async () => {
	const runs = path.join(folder, 'runs');
	const script = path.join(folder, 'keys.mjs');
	writeFileSync(
		script,
		`import {appendFileSync} from 'node:fs';
		appendFileSync(${JSON.stringify(runs)}, 'run ');
		console.log(JSON.stringify({Version: 1, AccessKeyId: 'AKIAEXAMPLEEXAMPLE12', SecretAccessKey: 'x'}));`,
	);
	config(
		`[profile dev]\nregion = eu-west-1\ncredential_process = "${process.execPath}" "${script}"\n`,
	);
	const {requestHandler, calls} = wire();
	const {reads} = createAccount({profile: 'dev', requestHandler});

	await Promise.all([
		reads.identity(),
		reads.role('orders'),
		reads.listStateMachines(),
		reads.accountResourcePolicies(),
	]);

	expect(calls).toHaveLength(4);
	expect(readFileSync(runs, 'utf8')).toBe('run ');
});

test('a profile beats keys in the environment, without a word on the console', async () => {
	vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLEEXAMPLE12');
	vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'x');
	const warn = vi.spyOn(console, 'warn');
	const {requestHandler} = wire();
	const {reads} = createAccount({region: 'eu-west-1', profile: 'nobody', requestHandler});
	const error = await reads.identity().catch(thrown => thrown);

	expect(error.kind).toBe('no-credentials');
	expect(error.message).toContain('Profile "nobody"');
	expect(error.message).toContain('aws sso login --profile nobody');
	expect(warn).not.toHaveBeenCalled();
});

test('an SSO session that has expired says how to log in again', async () => {
	vi.stubEnv('HOME', folder);
	config(
		[
			'[profile dev]',
			'sso_session = company',
			'sso_account_id = 123456789012',
			'sso_role_name = OnCall',
			'region = eu-west-1',
			'[sso-session company]',
			'sso_region = eu-west-1',
			'sso_start_url = https://company.awsapps.com/start',
		].join('\n'),
	);
	const cache = path.join(folder, '.aws', 'sso', 'cache');
	mkdirSync(cache, {recursive: true});
	writeFileSync(
		path.join(cache, `${createHash('sha1').update('company').digest('hex')}.json`),
		JSON.stringify({accessToken: 'SECRETTOKEN', expiresAt: '2026-01-01T00:00:00Z'}),
	);
	const {requestHandler, calls} = wire();
	const {reads} = createAccount({profile: 'dev', requestHandler});
	const error = await reads.identity().catch(thrown => thrown);

	expect(error.kind).toBe('expired-credentials');
	expect(error.message).toContain('aws sso login --profile dev');
	expect(error.message).not.toContain('SECRETTOKEN');
	expect(calls).toHaveLength(0);
});

test('an address where nobody listens is named', async () => {
	const {reads} = createAccount({
		region: 'eu-west-1',
		endpointUrl: 'http://127.0.0.1:1',
		credentials,
	});

	await expect(reads.role('orders')).rejects.toMatchObject({
		kind: 'no-network',
		message: expect.stringContaining('127.0.0.1:1 cannot be reached'),
	});
});

test.each(['localhost:4566', 'not a URL', '/path'])(
	'the endpoint %s is refused',
	async endpointUrl => {
		const {reads} = createAccount({region: 'eu-west-1', endpointUrl, credentials});
		const error = await reads.identity().catch(thrown => thrown);

		expect(error.kind).toBe('invalid-request');
		expect(error.message).toContain('--endpoint-url');
	},
);

test('a region that cannot be one is refused', async () => {
	const {reads} = createAccount({region: 'eu west', credentials});

	await expect(reads.identity()).rejects.toMatchObject({
		kind: 'no-region',
		message: expect.stringContaining('--region'),
	});
});

test('the endpoints of the environment are used', async () => {
	vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
	vi.stubEnv('AWS_ENDPOINT_URL_IAM', 'http://localhost:2');
	const {reads} = createAccount({region: 'eu-west-1', credentials});

	await expect(reads.identity()).rejects.toThrow('127.0.0.1:1 cannot be reached');
	await expect(reads.role('orders')).rejects.toThrow('localhost:2 cannot be reached');
});

test('with a handler in place of the network the environment has no say', async () => {
	vi.stubEnv('AWS_ENDPOINT_URL', 'localhost:4566');
	vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://localhost:2');
	vi.stubEnv('AWS_PROFILE', 'nobody');
	config('this is no configuration [');
	const {requestHandler, calls} = wire();
	const {reads} = createAccount({region: 'eu-west-1', requestHandler, credentials});

	await reads.identity();
	await reads.role('orders');
	expect(calls.map(({operation}) => operation)).toEqual(['sts:GetCallerIdentity', 'iam:GetRole']);
});

test('a throttled call is repeated, three times at the most', async () => {
	let refusals = 0;
	const {requestHandler, calls} = fakeWire({
		'sts:GetCallerIdentity': () => {
			refusals -= 1;

			return refusals >= 0 ? new Refusal('Throttling', 'Rate exceeded') : caller;
		},
	});
	const {reads} = createAccount({region: 'eu-west-1', requestHandler, credentials});
	// Loading clients and settings is real work, during which the timers would run on.
	await reads.identity();
	calls.length = 0;
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']}).setTimerTickMode('nextTimerAsync');

	refusals = 3;
	await expect(reads.identity()).resolves.toMatchObject({accountId: '123456789012'});
	expect(calls).toHaveLength(4);

	refusals = 100;
	await expect(reads.identity()).rejects.toMatchObject({kind: 'throttled'});
	expect(calls).toHaveLength(8);
	vi.useRealTimers();
});
