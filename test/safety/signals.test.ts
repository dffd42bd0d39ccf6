import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {runProgram} from '../support/run-program.ts';
import {clientsOf, fixOrders, region, type SlowWire, setUp, slowWire} from './moto-account.ts';

const program = path.resolve(import.meta.dirname, '../../bin/sfn-fix.js');

describe.skipIf(!motoIsInstalled() || process.platform === 'win32')(
	'a signal during a write',
	() => {
		let moto: Moto | null;
		let wire: SlowWire;

		beforeAll(async () => {
			moto = await startMoto();
			wire = await slowWire(moto?.url ?? '', () => 1);
			await setUp(clientsOf(moto?.url ?? ''));
		}, 60_000);

		afterAll(async () => {
			await wire?.close();
			await moto?.stop();
		});

		it.each([
			['SIGTERM', 143],
			['SIGHUP', 129],
			['SIGINT', 130],
		] as const)(
			'%s: the write is awaited, recorded and told',
			async (signal, expected) => {
				const state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
				const env = {
					PATH: process.env.PATH,
					AWS_ENDPOINT_URL: wire.url,
					AWS_ACCESS_KEY_ID: 'test',
					AWS_SECRET_ACCESS_KEY: 'test',
					AWS_REGION: region,
					AWS_CONFIG_FILE: '/dev/null',
					AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
					SFN_FIX_STATE_DIR: state,
				};
				const child = spawn(process.execPath, [program, ...fixOrders], {
					env,
					stdio: ['ignore', 'pipe', 'pipe'],
				});
				let said = '';
				let printed = '';
				child.stderr.setEncoding('utf8').on('data', chunk => {
					said += chunk;
				});
				child.stdout.setEncoding('utf8').on('data', chunk => {
					printed += chunk;
				});
				wire.onRequest = async operation => {
					if (/^Put/.test(operation)) {
						wire.onRequest = async () => {};
						const told = once(child.stderr, 'data');
						child.kill(signal);
						// Ctrl-C is the run's own: its summary tells, once AWS has answered.
						await (signal === 'SIGINT' ? null : told);
					}
				};
				const [status, killedBy] = await once(child, 'close');

				// A shell calls both 129.
				expect(killedBy ?? status).toBe(signal === 'SIGHUP' ? 'SIGHUP' : expected);

				if (signal === 'SIGINT') {
					expect(printed).toContain('sfn-fix-permissions');
					expect(printed).toMatch(/Interrupted|"outcome": "applied"/);
				} else {
					expect(said).toContain('Stopping as soon as AWS has answered the write under way.');
					expect(said).toContain('The write was recorded');
				}

				const {changes} = JSON.parse((await runProgram(['history', '--json'], {env})).stdout);
				expect(changes).toMatchObject([{status: 'applied'}]);

				expect((await runProgram(['undo', '--yes'], {env})).status).toBe(0);
			},
			60_000,
		);

		it.each([
			['SIGTERM', 143],
			['SIGHUP', 129],
			['SIGINT', 130],
		] as const)(
			'%s: check --all says how to continue, and keeps what it has',
			async (signal, expected) => {
				const state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
				let letGo = () => {};
				wire.onRequest = operation =>
					operation === 'DescribeStateMachine'
						? new Promise(resolve => {
								letGo = resolve;
								started?.kill(signal);
							})
						: Promise.resolve();
				let started: ChildProcess | null = null;
				const {status, stderr} = await runProgram(['check', '--all', '--jsonl'], {
					env: {
						AWS_ENDPOINT_URL: wire.url,
						AWS_ACCESS_KEY_ID: 'test',
						AWS_SECRET_ACCESS_KEY: 'test',
						AWS_REGION: region,
						SFN_FIX_STATE_DIR: state,
					},
					onStart(child) {
						started = child;
					},
				});
				wire.onRequest = async () => {};
				letGo();

				// Ended by the signal itself, which a shell calls 129.
				expect(status).toBe(signal === 'SIGHUP' ? null : expected);
				expect(stderr).toBe(
					'sfn-fix: To continue:\n  sfn-fix check --all --resume --jsonl\nsfn-fix: Interrupted.\n',
				);
				expect(await readdir(state)).toContainEqual(expect.stringMatching(/^check-all-/));
			},
		);
	},
);
