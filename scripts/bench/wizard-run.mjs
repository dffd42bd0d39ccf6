import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
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
		await wizard.until(/> order-fulfilment/);

		for (const [input, shown] of [
			['\r', /Press Enter to use the error/],
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
