import {afterEach, describe, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal;

afterEach(() => {
	terminal.kill();
});

/** From the list of state machines to what the error of the practice means. */
async function openAtMeaning(scenario: string, name: string): Promise<void> {
	terminal = openTerminal(['demo', scenario]);
	await terminal.seen('Enter to choose');
	terminal.type(`${name}\r`);
	await terminal.seen('Press Enter to use the error');
	terminal.press('enter');
	await terminal.seen('Check for this');
}

describe('in a real terminal', () => {
	it('an Express execution that is only late in the console is no fault, and nothing is offered', async () => {
		await openAtMeaning('express-late-logs', 'basket');
		terminal.press('enter');
		await terminal.seen('Not a fault');

		expect(await terminal.exited).toBe(0);
		expect(terminal.transcript()).toContain('succeeded at');
		expect(terminal.transcript()).not.toContain('Write this change?');
	});

	it('a level that is too low is raised, and a test execution is offered with its input', async () => {
		await openAtMeaning('express-level-error', 'basket');
		terminal.press('enter');
		await terminal.seen('How shall it be mended');
		terminal.press('enter');
		await terminal.seen('Write this change?');
		terminal.type('y\r');
		await terminal.seen(/Enter to go on/);
		terminal.press('enter');
		await terminal.seen(/now\? \(y\/N\)/);
		terminal.type('y\r');

		expect(await terminal.exited).toBe(0);
		expect(terminal.transcript()).toContain('Fixed, and verified.');
	});

	it('a state machine that does not exist yet is examined by its role and log group', async () => {
		terminal = openTerminal(['demo', 'not-created-yet']);
		await terminal.seen('Enter to choose');
		terminal.type('does not\r');
		await terminal.seen('Which role should');
		terminal.type('shipment\r');
		await terminal.seen('Which log group');
		terminal.type('shipment\r');
		await terminal.seen('Press Enter to use the error');
		terminal.press('enter');
		await terminal.seen('Check for this');
		terminal.press('enter');
		await terminal.seen('How shall it be mended');
		terminal.press('ctrlC');

		expect(await terminal.exited).toBe(130);
		expect(terminal.transcript()).toContain('Role: shipment-tracking-role');
	});

	it('an explicit deny brings a request and no remedy', async () => {
		await openAtMeaning('explicit-deny', 'order');
		terminal.press('enter');
		await terminal.seen('A problem is left.');

		expect(await terminal.exited).toBe(1);
		expect(terminal.transcript()).not.toContain('Write this change?');
	});

	it('Ctrl-C while it waits says what was written', async () => {
		await openAtMeaning('log-destination', 'order-ful');
		terminal.press('enter');
		await terminal.seen('How shall it be mended');
		terminal.press('enter');
		await terminal.seen('in a policy on the log group itself');
		terminal.press('enter');
		await terminal.seen('Write this change?');
		terminal.type('y\r');
		await terminal.seen(/Waiting until AWS shows it/);
		terminal.press('ctrlC');

		expect(await terminal.exited).toBe(130);
		expect(terminal.transcript()).toContain('inline policy sfn-fix-permissions');
		expect(terminal.transcript()).toContain('Written');
	});
});
