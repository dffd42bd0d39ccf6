import {spawnSync} from 'node:child_process';
import {closeSync, existsSync, openSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

const program = path.resolve(import.meta.dirname, '../../bin/sfn-fix.js');
const credentials = {AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example'};
const region = {AWS_REGION: 'eu-west-1'};

/** One sentence, no stack trace, nothing on standard output. */
function expectOneSentence({stdout, stderr}: {stdout: string; stderr: string}): void {
	expect(stdout).toBe('');
	expect(stderr.trim().split('\n')).toHaveLength(1);
	expect(stderr).toMatch(/^sfn-fix: .+[.?)]$/m);
	expect(stderr).not.toMatch(/\bat .+:\d+:\d+|node_modules|chunks\//);
}

describe('wrong usage ends with status 2 and one sentence', () => {
	// Every other wrong input is played in one process: test/commands/wrong-input.test.ts.
	it.each([
		['an unknown option', ['check', '--frobnicate'], /Unknown option --frobnicate/],
		['a mistyped command', ['chekc'], /Did you mean sfn-fix check\?/],
		['an unknown flow', ['check', 'orders', '--flow', 'nonsense'], /Unknown flow "nonsense"/],
		['no target at all', ['check'], /Which state machine\?/],
		['an empty text', ['triage'], /text is empty/],
		['the wizard without a terminal', [], /needs a terminal/],
	])('%s', async (_what, args, sentence) => {
		const run = await runProgram(args);

		expect(run.stderr).toMatch(sentence);
		expect(run.status).toBe(2);
		expectOneSentence(run);
	});
});

describe('no verdict ends with status 3 and one sentence', () => {
	it.skipIf(!existsSync('/dev/full')).each(['flows', 'check --all --practice definition-walk'])(
		'an output of %s that cannot be written',
		async line => {
			const full = openSync('/dev/full', 'w');
			const {status, stderr} = spawnSync(process.execPath, [program, ...line.split(' ')], {
				stdio: ['ignore', full, 'pipe'],
				encoding: 'utf8',
			});
			closeSync(full);

			expect(stderr).toMatch(/^sfn-fix: The output cannot be written: ENOSPC.*\.\n$/);
			expect(status).toBe(3);
		},
	);

	it('no credentials', async () => {
		const run = await runProgram(['check', 'orders'], {env: region});
		expect(run.status).toBe(3);
		expect(run.stderr).toMatch(/credentials/i);
		expectOneSentence(run);
	});

	it('no region', async () => {
		const run = await runProgram(['check', 'orders'], {env: credentials});
		expect(run.status).toBe(3);
		expect(run.stderr).toMatch(/--region/);
		expectOneSentence(run);
	});

	it('no network', async () => {
		const run = await runProgram(['check', 'orders', '--endpoint-url', 'http://127.0.0.1:9'], {
			env: {...credentials, ...region},
		});
		expect(run.status).toBe(3);
		expect(run.stderr).toMatch(/127\.0\.0\.1/);
		expectOneSentence(run);
	});

	it('no such state machine, with what it may be', async () => {
		const run = await runProgram(['check', 'order', '--practice', 'healthy']);
		expect(run.status).toBe(3);
		expect(run.stderr).toMatch(
			/no state machine named order .*Did you mean order-fulfillment or orders-archive\?/,
		);
		expectOneSentence(run);
	});

	it('a state machine of another account', async () => {
		const arn = 'arn:aws:states:eu-west-1:999999999999:stateMachine:orders';
		const run = await runProgram(['check', arn, '--practice', 'healthy']);
		expect(run.status).toBe(3);
		expect(run.stderr).toMatch(/account 999999999999/);
		expectOneSentence(run);
	});

	it('a state machine that the ARN names and AWS does not know', async () => {
		const arn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:nowhere';
		const run = await runProgram(['check', arn, '--practice', 'healthy']);
		expect(run.status).toBe(3);
		expectOneSentence(run);
	});

	it('prints an object as well, where JSON was asked for', async () => {
		const {status, stdout} = await runProgram([
			'check',
			'nowhere',
			'--practice',
			'healthy',
			'--json',
		]);
		expect(status).toBe(3);
		expect(schemaErrors('failure', JSON.parse(stdout))).toEqual([]);
	});
});

describe('an account that answers with errors', () => {
	let server: Server;
	let answer = {status: 403, body: ''};

	beforeAll(async () => {
		server = createServer((_request, response) => {
			response.writeHead(answer.status, {'content-type': 'text/xml'});
			response.end(answer.body);
		});
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	});

	afterAll(() => {
		server.close();
	});

	const run = () =>
		runProgram(
			[
				'check',
				'orders',
				'--endpoint-url',
				`http://127.0.0.1:${(server.address() as AddressInfo).port}`,
			],
			{env: {...credentials, ...region}},
		);

	it('expired credentials: says so, and what to do', async () => {
		answer = {
			status: 403,
			body: '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>',
		};
		const result = await run();
		expect(result.status).toBe(3);
		expect(result.stderr).toMatch(/expired/);
		expectOneSentence(result);
	});

	it('a page of HTML instead of an answer', async () => {
		answer = {status: 500, body: '<html><body>Bad gateway</body></html>'};
		const result = await run();
		expect(result.status).toBe(3);
		expectOneSentence(result);
	});
});

describe('hostile and large texts', () => {
	it('a megabyte of log is triaged within a second', async () => {
		const text = 'INFO nothing to see here, request 42 handled\n'.repeat(23_000);
		const started = Date.now();
		const {status, stdout} = await runProgram(['triage', '--json'], {stdin: text});

		expect(status).toBe(1);
		expect(JSON.parse(stdout).recognised).toBe(false);
		expect(Date.now() - started).toBeLessThan(5000);
	});

	it('terminal escapes of a pasted text never reach the terminal', async () => {
		const text =
			'\u001B]0;owned\u0007\u001B[2JAccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination \u202Egnp.exe';
		const {status, stdout} = await runProgram(['triage'], {stdin: text});

		expect(status).toBe(0);
		expect(stdout).not.toMatch(/(?=[^\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
	});
});
