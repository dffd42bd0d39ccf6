import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import readline from 'node:readline';
import {stripVTControlCharacters} from 'node:util';
import {spawn as spawnPty} from '@lydell/node-pty';

/** A program in a pseudo-terminal that answers when it is quiet. */
function open(args, env = {}) {
	const {CI: _ci, NO_COLOR: _noColor, ...inherited} = process.env;
	const pty = spawnPty(process.execPath, args, {
		name: 'xterm-256color',
		cols: 100,
		rows: 30,
		env: {...inherited, ...env},
	});
	const waiting = [];
	let output = '';
	pty.onData(data => {
		output += stripVTControlCharacters(data);

		for (const {resolve} of waiting.filter(each => each.shown.test(output))) {
			waiting.splice(
				waiting.findIndex(each => each.resolve === resolve),
				1,
			);
			resolve(performance.now());
		}
	});

	return {
		pty,
		output: () => output,
		/** Forgets what was printed, writes, and resolves with the time at which something fitting is shown. */
		after(input, shown) {
			output = '';
			pty.write(input);
			return this.until(shown);
		},
		until(shown, patience = 60_000) {
			return shown.test(output)
				? Promise.resolve(performance.now())
				: new Promise((resolve, reject) => {
						waiting.push({shown, resolve});
						setTimeout(
							() =>
								reject(new Error(`${args.join(' ')} did not show ${shown}: ${output.slice(-300)}`)),
							patience,
						).unref();
					});
		},
	};
}

/** The peak of the resident memory in MB of the wizard from the start to the verified fix. Linux only. */
export async function memoryOfWizard(program, flags = []) {
	const wizard = open([...flags, program, 'demo', 'log-destination']);
	let peak = 0;
	const timer = setInterval(() => {
		peak = Math.max(peak, peakOf(wizard.pty.pid));
	}, 20);

	try {
		await wizard.until(/> (?:\d+\.\s+)?order-fulfillment/);

		for (const [input, shown] of [
			['\r', /Press Enter to use the (?:practice )?error/],
			['\r', /Check the account for this now/],
			['\r', /Choose a fix/],
			['\r', /Allow the delivery in a resource policy/],
			['\r', /\(y\/N\)/],
			['y\r', /2 actions on[\s\S]*\(y\/N\)/],
			['y\r', /Repeat it now/],
			['y\r', /Verified:/],
		]) {
			await wizard.after(input, shown);
		}

		return peak;
	} finally {
		clearInterval(timer);
		wizard.pty.kill('SIGKILL');
	}
}

function peakOf(pid) {
	try {
		const [, kilobytes] =
			/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
		return Math.round(Number(kilobytes ?? 0) / 1024);
	} catch {
		return 0;
	}
}

/** An account of so many state machines in another process, whose answers take so long. */
async function serve(count, latency) {
	const folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-picker-'));
	const server = spawn(
		process.execPath,
		[path.join(import.meta.dirname, 'fleet-program.mjs'), '--serve', `${count}`, `${latency}`],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	const calls = [];
	const port = await new Promise(resolve => {
		readline.createInterface({input: server.stdout}).on('line', line => {
			line.startsWith('[') ? calls.push(line) : resolve(line);
		});
	});

	return {
		calls,
		open: program =>
			open([program, '--region', 'eu-west-1', '--endpoint-url', `http://127.0.0.1:${port}`], {
				AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
				AWS_SECRET_ACCESS_KEY: 'example',
				SFN_FIX_STATE_DIR: folder,
			}),
		stop() {
			server.kill();
			rmSync(folder, {recursive: true, force: true});
		},
	};
}

/** On an account at 300 ms a call: when the first frame is complete, what AWS has answered by then, and the first question. */
export async function openingOf(program) {
	const server = await serve(3, 300);
	const started = performance.now();
	const wizard = server.open(program);

	try {
		const frame = await wizard.until(/Asking AWS who you are.*[\s\S]*Ctrl-C leave/);
		const answered = server.calls.length;
		const question = await wizard.until(/Which state machine is failing/);
		return {frame: frame - started, question: question - started, answered};
	} finally {
		wizard.pty.kill('SIGKILL');
		server.stop();
	}
}

/**
 * The list of so many state machines, whose pages take 100 ms each: when it can be picked from, when it is whole, and how
 * long each of 40 keys takes until something is drawn. In milliseconds.
 */
export async function pickerOf(program, count = 10_000) {
	const server = await serve(count, 100);
	const started = performance.now();
	const wizard = server.open(program);

	try {
		const whole = `${count.toLocaleString('en-US')} state machines\\)`;
		const pickable = await wizard.until(/state machines(?: so far, listing more)?\)/);
		const isPart = /listing more/.test(wizard.output());
		const complete = await wizard.until(new RegExp(whole));
		const keys = [];
		// Every letter leaves some of them.
		const typed = 'machine-99';

		for (let key = 0; key < 40; key += 1) {
			const pressed = performance.now();
			keys.push((await wizard.after(key % 4 === 3 ? typed[key >> 2] : '\u001B[B', /\S/)) - pressed);
			await new Promise(resolve => setTimeout(resolve, 40));
		}

		return {pickable: pickable - started, isPart, complete: complete - started, keys};
	} finally {
		wizard.pty.kill('SIGKILL');
		server.stop();
	}
}
