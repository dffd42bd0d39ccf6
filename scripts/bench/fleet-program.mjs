/*
 * check --all of the built program on an account in another process, at AWS's real rates and in real time: time against
 * the bound of the rates, memory over time, ended with SIGKILL half way and resumed.
 *
 *   node scripts/bench/fleet-program.mjs [COUNT]
 */
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import readline from 'node:readline';
import {load} from './load.mjs';

const root = path.join(import.meta.dirname, '../..');
const program = path.join(root, 'bin/sfn-fix.js');

if (process.argv[2] === '--serve') {
	const {serveFleet} = await load('scripts/bench/practice-server.ts', root);
	serveFleet(Number(process.argv[3]), Number(process.argv[4] ?? 20));
} else {
	await measure(Number(process.argv[2] ?? 1000));
}

async function measure(count) {
	const folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-fleet-'));
	const server = spawn(process.execPath, [import.meta.filename, '--serve', `${count}`], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const calls = [];

	try {
		const port = await new Promise(resolve => {
			readline.createInterface({input: server.stdout}).on('line', line => {
				line.startsWith('[') ? calls.push(line) : resolve(line);
			});
		});
		const {timeAllowed} = await load('source/fleet/rates.ts', root);

		const whole = await check(port, folder, []);
		const asked = calls.splice(0);
		report('whole run', whole);
		const allowed = timeAllowed(countsOf(asked), 'eu-west-1') / 1000;
		console.log(
			`  ${asked.length} calls, ${asked.length - new Set(asked).size} made twice; the rates allow ${allowed.toFixed(1)} s: ratio ${(whole.seconds / allowed).toFixed(2)} (budget 1.20)`,
		);

		const half = await check(port, folder, [], () => calls.length > asked.length / 2);
		const before = calls.splice(0);
		report('ended with SIGKILL half way', half);
		const rest = await check(port, folder, ['--resume']);
		report('resumed', rest);
		// Who asks and what there is are asked at every start. What was on its way when it ended was never answered.
		const known = new Set(
			before.filter(call => !/"(?:GetCallerIdentity|ListStateMachines)"/.test(call)),
		);
		const again = calls.filter(call => known.has(call));
		console.log(
			`  ${before.length} calls before, ${calls.length} after, ${again.length} of them asked before; same lines as the whole run: ${rest.lines.toSorted().join() === whole.lines.toSorted().join()}`,
		);
	} finally {
		server.kill();
		rmSync(folder, {recursive: true, force: true});
	}
}

function countsOf(calls) {
	const counts = new Map();

	for (const call of calls) {
		const [operation, body] = JSON.parse(call);
		const name = operation.split(' ')[0];
		const service = /^lambda/.test(name)
			? ''
			: /^Action=/.test(body)
				? 'iam'
				: /LogGroup|ResourcePolic|LogStream/.test(operation)
					? 'logs'
					: 'states';
		const key = service === '' ? name : `${service}:${name}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}

	return counts;
}

function report(what, {seconds, memory, peak, lines, status}) {
	console.log(
		`${what}: ${lines.length} state machines in ${seconds.toFixed(1)} s, exit ${status}; resident memory every 5 s: ${memory.join(' ')} MB, peak ${peak} MB (budget 150)`,
	);
}

function check(port, folder, more, isEnough = () => false) {
	return new Promise(resolve => {
		const started = performance.now();
		const child = spawn(
			process.execPath,
			[
				program,
				'check',
				'--all',
				'--jsonl',
				'--region',
				'eu-west-1',
				'--endpoint-url',
				`http://127.0.0.1:${port}`,
				...more,
			],
			{
				stdio: ['ignore', 'pipe', 'inherit'],
				env: {
					...process.env,
					AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
					AWS_SECRET_ACCESS_KEY: 'example',
					SFN_FIX_STATE_DIR: folder,
				},
			},
		);
		let output = '';
		let peak = 0;
		const memory = [];
		let ticks = 0;
		child.stdout.on('data', data => {
			output += data;
		});
		const timer = setInterval(() => {
			const now = residentOf(child.pid);
			peak = Math.max(peak, now);

			if (ticks % 50 === 0) {
				memory.push(now);
			}

			ticks += 1;

			if (isEnough()) {
				child.kill('SIGKILL');
			}
		}, 100);
		child.on('close', (code, signal) => {
			clearInterval(timer);
			resolve({
				seconds: (performance.now() - started) / 1000,
				memory,
				peak,
				lines: output.split('\n').filter(line => line.startsWith('{')),
				status: code ?? signal,
			});
		});
	});
}

/** In MB, as Linux tells it; 0 elsewhere. */
function residentOf(pid) {
	try {
		const [, kilobytes] =
			/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
		return Math.round(Number(kilobytes ?? 0) / 1024);
	} catch {
		return 0;
	}
}
