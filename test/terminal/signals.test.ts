import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';
import {walk} from './walk.ts';

let state: string;
let terminal: Terminal;

beforeEach(async () => {
	state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
});

afterEach(async () => {
	terminal.kill('SIGKILL');
	await rm(state, {recursive: true, force: true});
});

const open = (...args: string[]) => {
	terminal = openTerminal(['demo', 'log-destination', ...args], {
		env: {SFN_FIX_STATE_DIR: state},
	});
};

it('SIGTERM on the screens tells what was and was not written, and restores the terminal', async () => {
	open();
	await walk(terminal, 'log-destination', ['confirm']);
	terminal.type('y\r');
	await terminal.seen('Change 2 of 2');
	terminal.kill('SIGTERM');

	expect(await terminal.exited).toBe(143);
	expect(terminal.transcript()).toMatch(
		/Interrupted\.[\s\S]*Written:[\s\S]*sfn-fix-permissions[\s\S]*Not written:/,
	);
	const raw = terminal.raw();
	expect(raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001B[?25l'));
	expect(raw.lastIndexOf('\u001B[?2004l')).toBeGreaterThan(raw.lastIndexOf('\u001B[?2004h'));
});

it.each([
	['on the screens', []],
	['in plain lines', ['--plain']],
])(
	'a window that is closed %s ends the program by its signal, without a crash',
	async (_where, args) => {
		open(...args);
		await terminal.seen('Which state machine is failing?');
		terminal.close();
		expect(await terminal.killedBy).toBe(1);
	},
);
