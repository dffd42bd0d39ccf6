import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {expect, it} from 'vitest';

const program = path.resolve(import.meta.dirname, '../../bin/sfn-fix.js');

/** `script` gives the program a terminal to ask on. */
it.skipIf(process.platform !== 'linux').each([
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const)(
	'%s at the second question tells what was written and writes the report',
	async (signal, expected) => {
		const folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
		const report = path.join(folder, 'report.md');
		const pid = path.join(folder, 'pid');
		const command = `echo $$ > ${pid}; exec ${process.execPath} ${program} fix --practice log-destination --plain --report ${report}`;
		const child = spawn('script', ['-qec', command, '/dev/null'], {
			env: {PATH: process.env.PATH, TERM: 'xterm', SFN_FIX_STATE_DIR: folder},
			stdio: ['pipe', 'pipe', 'pipe'],
		});
		let printed = '';
		let asked = 0;

		child.stdout.setEncoding('utf8').on('data', async (chunk: string) => {
			printed += chunk;
			const questions = printed.split('Apply this change').length - 1;

			if (questions > asked) {
				asked = questions;

				if (asked === 1) {
					child.stdin.write('y\n');
				} else {
					process.kill(Number(await readFile(pid, 'utf8')), signal);
				}
			}
		});
		const [status] = await once(child, 'close');

		expect(printed).toMatch(/Written:[\s\S]*sfn-fix-permissions[\s\S]*Not written:/);
		expect(status).toBe(expected);
		expect(await readFile(report, 'utf8')).toContain('**Not written**');
		await rm(folder, {recursive: true});
	},
	30_000,
);
