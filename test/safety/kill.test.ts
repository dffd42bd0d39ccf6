import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {seeded} from '../../source/practice/wire-faults.ts';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {runProgram} from '../support/run-program.ts';
import {
	type Clients,
	clientsOf,
	fixOrders,
	region,
	reset,
	type SlowWire,
	setUp,
	slowWire,
	snapshot,
} from './moto-account.ts';

/** More of them by hand: SAFETY_KILLS=300 SAFETY_SEED=7 npx vitest run test/safety/kill.test.ts */
const kills = Number(process.env.SAFETY_KILLS ?? 4);
const seed = Number(process.env.SAFETY_SEED ?? 20_260_309);
const program = path.resolve(import.meta.dirname, '../../bin/sfn-fix.js');

describe.skipIf(!motoIsInstalled())('killed at any instant', () => {
	let moto: Moto | null;
	let wire: SlowWire;
	let clients: Clients;
	let before: Record<string, string>;
	const next = seeded(seed);

	beforeAll(async () => {
		moto = await startMoto();
		clients = clientsOf(moto?.url ?? '');
		wire = await slowWire(moto?.url ?? '', () => 5 + 25 * Math.random());
		await setUp(clients);
		before = await snapshot(clients);
	}, 60_000);

	afterAll(async () => {
		await wire?.close();
		await moto?.stop();
	});

	const settingsOf = (state: string) => ({
		AWS_ENDPOINT_URL: wire.url,
		AWS_ACCESS_KEY_ID: 'test',
		AWS_SECRET_ACCESS_KEY: 'test',
		AWS_REGION: region,
		SFN_FIX_STATE_DIR: state,
	});

	async function killedAfter(args: string[], state: string, milliseconds: number): Promise<void> {
		const child = spawn(process.execPath, [program, ...args], {
			env: {
				PATH: process.env.PATH,
				AWS_EC2_METADATA_DISABLED: 'true',
				AWS_CONFIG_FILE: '/dev/null',
				AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
				...settingsOf(state),
			},
			stdio: 'ignore',
		});
		const ended = once(child, 'exit');
		const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
		await ended;
		clearTimeout(timer);
		// What it had sent still arrives.
		await wire.quiet();
	}

	it(
		`tells the truth and undoes everything, ${kills} times`,
		async () => {
			const broken: string[] = [];
			let met = 0;
			const began = performance.now();
			await runProgram(fixOrders, {
				env: settingsOf(await mkdtemp(path.join(tmpdir(), 'sfn-fix-'))),
			});
			const lasts = performance.now() - began;
			await reset(clients, before);

			for (let kill = 0; kill < kills; kill += 1) {
				const state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
				const env = settingsOf(state);
				const isUndo = kill % 2 === 1;

				if (isUndo) {
					await runProgram(fixOrders, {env});
				}

				const instant = Math.round(next() * lasts * (isUndo ? 0.8 : 1.1));
				await killedAfter(isUndo ? ['undo', '--yes'] : fixOrders, state, instant);
				const name = `kill ${kill} (${isUndo ? 'undo' : 'fix'} after ${instant} ms, seed ${seed})`;

				const now = await snapshot(clients);
				const history = JSON.parse((await runProgram(['history', '--json'], {env})).stdout);
				const isWritten = JSON.stringify(now) !== JSON.stringify(before);
				const isTold = history.changes.some(({status}: {status: string}) =>
					['applied', 'verified', 'started', 'unknown'].includes(status),
				);

				if (history.changes.length > 0) {
					met += 1;
				}

				if (isWritten && !isTold) {
					broken.push(`${name}: written, and history does not say so`);
				}

				let last = {status: 0 as number | null, stderr: ''};

				for (let undo = 0; undo < 8 && last.status === 0; undo += 1) {
					last = await runProgram(['undo', '--yes'], {env});
				}

				// A change that was cut off moments ago is not called undone: it can still appear.
				const ended = last.stderr.includes('not in the account yet') ? 3 : 2;

				if (last.status !== ended || !/There are no changes to undo/.test(last.stderr)) {
					broken.push(`${name}: undo ends with ${last.status}: ${last.stderr.trim()}`);
				}

				const after = await snapshot(clients);

				if (JSON.stringify(after) !== JSON.stringify(before)) {
					broken.push(`${name}: the account is not as it was`);
					await reset(clients, before);
				}
			}

			console.info(
				`${kills} kills, ${met} of them after the first record; ${broken.length} failures`,
			);
			expect(broken).toEqual([]);
		},
		60_000 + kills * 30_000,
	);
});
