import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer as createHttpServer, type RequestListener} from 'node:http';
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeAll, beforeEach, expect, test, vi} from 'vitest';
import type {AccountError} from '../../source/account/account-error.ts';
import type {WaitNotice} from '../../source/account/sdk/bounds.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {credentials} from './fake-wire.ts';

// What is waited for does not come, so the waiting itself is let pass a hundred times as fast.
const hurry = 50;
let folder: string;
const open: Array<{server: Server; sockets: Set<Socket>}> = [];

beforeAll(async () => {
	// Loading the clients is not what is measured.
	await Promise.all([
		import('../../source/account/sdk/clients/sfn.ts'),
		import('../../source/account/sdk/clients/iam.ts'),
		import('../../source/account/sdk/clients/cloudwatch-logs.ts'),
		import('../../source/account/sdk/clients/sts.ts'),
	]);
});

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'waits-'));
	const {setTimeout: real} = globalThis;
	const began = Date.now();
	vi.spyOn(globalThis, 'setTimeout').mockImplementation(((
		run: (...given: unknown[]) => void,
		milliseconds = 0,
		...given: unknown[]
	) => real(run, milliseconds / hurry, ...given)) as typeof setTimeout);
	vi.spyOn(Date, 'now').mockImplementation(
		() => began + Math.round((performance.timeOrigin + performance.now() - began) * hurry),
	);

	for (const name of [
		'AWS_PROFILE',
		'AWS_ACCESS_KEY_ID',
		'AWS_SECRET_ACCESS_KEY',
		'AWS_SESSION_TOKEN',
		'AWS_ENDPOINT_URL',
		'AWS_CONTAINER_CREDENTIALS_FULL_URI',
	]) {
		vi.stubEnv(name, undefined);
	}

	vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
	vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'config'));
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(folder, 'credentials'));
});

afterEach(async () => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();

	for (const {server, sockets} of open.splice(0)) {
		for (const socket of sockets) {
			socket.destroy();
		}

		server.close();
	}

	await rm(folder, {recursive: true});
});

async function listening(server: Server): Promise<string> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => sockets.add(socket));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	open.push({server, sockets});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const http = (answer: RequestListener) => listening(createHttpServer(answer));

/** The ways in which an endpoint can hang. */
const hanging: Record<string, () => Promise<string>> = {
	'accepts the connection and says nothing': () => listening(createServer(() => {})),
	'reads the request and says nothing': () => http(request => request.resume()),
	'begins the answer and stalls': () =>
		http((_request, response) => {
			response.writeHead(200, {'content-type': 'application/x-amz-json-1.0'});
			response.write('{');
		}),
	'stalls in the midst of a refusal': () =>
		http((_request, response) => {
			response.writeHead(400, {'content-type': 'application/x-amz-json-1.0', 'content-length': 99});
			response.write('{"__type":');
		}),
	'sends a byte now and then without end': () =>
		http((_request, response) => {
			response.writeHead(200, {'content-type': 'application/x-amz-json-1.0'});
			const timer = setInterval(() => response.write(' '), 20);
			response.on('close', () => clearInterval(timer));
		}),
};

/** Seconds as the program counts them, and what it said while it waited. */
async function asked(
	ask: (account: ReturnType<typeof createAccount>) => Promise<unknown>,
	options = {},
) {
	const notices: WaitNotice[] = [];
	const account = createAccount({
		region: 'eu-west-1',
		onWait: notice => notices.push(notice),
		...options,
	});
	const began = Date.now();
	const error: AccountError = await ask(account).then(
		() => {
			throw new Error('It answered.');
		},
		thrown => thrown,
	);
	return {error, notices, seconds: (Date.now() - began) / 1000};
}

for (const [how, start] of Object.entries(hanging)) {
	test(`an endpoint that ${how} is left within a minute, with a word before`, async () => {
		const endpointUrl = await start();
		const {error, notices, seconds} = await asked(
			({reads}) => reads.stateMachine('arn:aws:states:eu-west-1:1:stateMachine:a'),
			{endpointUrl, credentials},
		);

		expect(error).toMatchObject({kind: 'no-network', fate: 'unknown'});
		expect(seconds).toBeLessThan(60);
		expect(notices[0]).toMatchObject({
			operation: 'states:DescribeStateMachine',
			host: endpointUrl.slice('http://'.length),
			seconds: 5,
		});
	});

	test(`a write to an endpoint that ${how} is sent once, and its fate is unknown`, async () => {
		const endpointUrl = await start();
		const {error, seconds} = await asked(({writes}) => writes.createLogGroup('orders'), {
			endpointUrl,
			credentials,
		});

		expect(error).toMatchObject({fate: 'unknown', operation: 'logs:CreateLogGroup'});
		expect(seconds).toBeLessThan(60);
	});
}

test('what has hung once is not waited for as long again', async () => {
	const endpointUrl = await hanging['reads the request and says nothing']?.();
	const account = createAccount({region: 'eu-west-1', endpointUrl, credentials});
	await account.reads.role('orders').catch(() => {});
	const began = Date.now();
	await expect(account.reads.listStateMachines()).rejects.toMatchObject({kind: 'no-network'});
	expect((Date.now() - began) / 1000).toBeLessThan(10);
});

test('a credential process that hangs ends within a minute, and is named', async () => {
	const script = path.join(folder, 'hang.mjs');
	await writeFile(script, 'setInterval(() => {}, 1000); setTimeout(() => process.exit(), 5000);');
	await writeFile(
		path.join(folder, 'config'),
		`[profile dev]\nregion = eu-west-1\ncredential_process = "${process.execPath}" "${script}"\n`,
	);
	const {error, notices, seconds} = await asked(({reads}) => reads.identity(), {profile: 'dev'});

	expect(error).toMatchObject({kind: 'no-credentials', fate: 'not-sent'});
	expect(error.message).toContain('a credential process');
	expect(seconds).toBeLessThan(60);
	expect(notices[0]).toMatchObject({host: null, seconds: 5});
});

for (const [how, start] of Object.entries(hanging)) {
	test(`container credentials: an endpoint that ${how} ends within a minute`, async () => {
		vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${await start()}/credentials`);
		const {error, notices, seconds} = await asked(({reads}) => reads.identity());

		expect(error.kind).toBe('no-credentials');
		expect(seconds).toBeLessThan(60);
		expect(notices[0]).toMatchObject({host: null, seconds: 5});
	});
}
