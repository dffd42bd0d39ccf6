import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {spawn as spawnPty} from '@lydell/node-pty';

const environment = {
	...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
	AWS_EC2_METADATA_DISABLED: 'true',
	AWS_CONFIG_FILE: '/dev/null',
	AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};

/** Milliseconds from the start of a process to its end. */
export function runOf(args, input = '', executable = process.execPath) {
	const started = performance.now();
	const {error, signal} = spawnSync(executable, args, {
		input,
		env: environment,
		stdio: ['pipe', 'ignore', 'ignore'],
	});

	if (error || signal) {
		throw error ?? new Error(`${args.join(' ')} ended by ${signal}`);
	}

	return performance.now() - started;
}

/** Processor time in milliseconds, and the peak of the resident memory in MB, of a whole process. */
export function resourcesOf(args, input = '') {
	const folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-bench-'));
	const hook = path.join(folder, 'hook.mjs');
	const report = path.join(folder, 'report.json');
	writeFileSync(
		hook,
		`import {writeFileSync} from 'node:fs';
		process.on('exit', () => writeFileSync(${JSON.stringify(report)}, JSON.stringify(process.resourceUsage())));`,
	);

	try {
		spawnSync(process.execPath, ['--import', pathToFileURL(hook).href, ...args], {
			input,
			env: environment,
			stdio: ['pipe', 'ignore', 'ignore'],
		});
		const {userCPUTime, systemCPUTime, maxRSS} = JSON.parse(readFileSync(report, 'utf8'));
		return {cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024};
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

/**
 * Milliseconds from the start of a process in a pseudo-terminal until it has shown a text; with `answering`, until it has
 * answered a key that was pressed then.
 */
export function frameOf(args, shown, executable = process.execPath, answering = null) {
	return new Promise((resolve, reject) => {
		const {CI: _ci, NO_COLOR: _noColor, ...env} = environment;
		const started = performance.now();
		const pty = spawnPty(executable, args, {
			name: 'xterm-256color',
			cols: 100,
			rows: 30,
			env,
		});
		let output = '';
		const timer = setTimeout(() => {
			pty.kill('SIGKILL');
			reject(new Error(`${args.join(' ')} did not show ${shown}: ${output.slice(-400)}`));
		}, 30_000);
		let waitsFor = shown;

		pty.onData(data => {
			output += data;

			if (!waitsFor.test(output)) {
				return;
			}

			if (answering !== null && waitsFor === shown) {
				waitsFor = answering.shows;
				pty.write(answering.key);
			} else {
				clearTimeout(timer);
				resolve(performance.now() - started);
				pty.kill('SIGKILL');
			}
		});
	});
}

export const median = numbers => {
	const sorted = [...numbers].sort((one, other) => one - other);
	return sorted[sorted.length >> 1] ?? Number.NaN;
};

export const round = (number, digits = 2) => Math.round(number * 10 ** digits) / 10 ** digits;
