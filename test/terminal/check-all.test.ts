import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal;
const folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-all-'));
const open = (...args: string[]) =>
	openTerminal(['check', '--all', '--practice', 'definition-walk', ...args], {
		...{columns: 80, rows: 24},
		env: {SFN_FIX_STATE_DIR: folder},
	});

afterEach(() => {
	terminal.kill();
	rmSync(folder, {recursive: true, force: true});
});

describe('check --all on a terminal', () => {
	it('leads into the wizard, comes back to the list, and ends as the wizard did', async () => {
		terminal = open('--recent');
		// Typed while the account is checked: it answers no question that was not there yet.
		terminal.type('\r\r');
		await terminal.seen(/fix\?\n> 1\. order-lifecycle +problem\n[\s\S]*Esc, q leave/);
		expect(terminal.transcript()).toMatch(/Severity +State machine +Finding/);
		expect(terminal.transcript()).not.toContain('Fix one with');
		terminal.press('down');
		await terminal.seen(/> 2\. image-thumbnails/);
		terminal.press('enter');
		await terminal.seen(/you chose\s+image-thumbnails[\s\S]*Esc back · q leave/);
		terminal.press('escape');
		await terminal.seen(
			/1 of 4 state machines opened[\s\S]*2\. image-thumbnails +opened, not fixed/,
		);
		terminal.press('escape');

		expect(await terminal.exited).toBe(3);
	});

	it('asks the same in plain lines, and ends as the check did where nothing is opened', async () => {
		terminal = open('--plain');
		await terminal.seen(/Which state machine do you want to fix\?[\s\S]*q to leave:\s+>$/);
		terminal.type('q\r');

		expect(await terminal.exited).toBe(1);
	});

	it('asks nothing where nothing was found, and where lines of JSON are wanted', async () => {
		terminal = open('--jsonl');

		expect(await terminal.exited).toBe(1);
		expect(terminal.transcript()).not.toContain('Which state machine');
	});
});
