import {afterEach, describe, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal;

afterEach(() => {
	terminal.kill();
});

describe('demo without a scenario', () => {
	it('starts the first lesson by Enter alone', async () => {
		terminal = openTerminal(['demo'], {columns: 80, rows: 24});
		await terminal.seen(/What do you want to practice\?[\s\S]*> 1\. +Lesson 1[\s\S]*Ctrl-C leave/);
		terminal.type('?');
		await terminal.seen(/A lesson explains each step\./);
		terminal.press('enter');
		await terminal.seen(/Which state machine is failing\?/);

		expect(terminal.transcript()).toContain('Guide: Lesson 1');
		expect(terminal.transcript()).not.toContain('Lesson 2');
	});

	it('finds a scenario by what the person sees or by its id, and plays it without the guide', async () => {
		terminal = openTerminal(['demo'], {columns: 80, rows: 24});
		await terminal.seen(/What do you want to practice\?[\s\S]*Ctrl-C leave/);
		terminal.type('data-path');
		await terminal.seen(/> \d+\. +Executions fail at once since a release of the shop/);
		terminal.press('enter');
		await terminal.seen(/Which state machine is failing\?/);

		expect(terminal.transcript()).not.toContain('Guide:');
	});

	it('asks the same in plain lines', async () => {
		terminal = openTerminal(['demo', '--plain'], {columns: 80, rows: 100});
		await terminal.seen(/What do you want to practice\?[\s\S]*q to leave:\s+>$/);
		terminal.type('1\r');
		await terminal.seen(/Which state machine is failing\?/);

		expect(terminal.transcript()).toContain('Guide: Lesson 1');
	});

	it('leaves by Ctrl-C with its own status', async () => {
		terminal = openTerminal(['demo'], {columns: 80, rows: 24});
		await terminal.seen(/What do you want to practice\?[\s\S]*Ctrl-C leave/);
		terminal.press('ctrlC');

		expect(await terminal.exited).toBe(130);
	});
});
