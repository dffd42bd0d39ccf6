import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';
import {leavePractice} from './walk.ts';

let terminal: Terminal;

afterEach(() => {
	terminal.kill();
});

const transcript = () => terminal.transcript();

/** Waits for what may stand on the screen for some milliseconds only. */
const painted = (text: string) =>
	vi.waitFor(() => expect(terminal.raw()).toContain(text), {timeout: 20_000, interval: 2});

/** The terminal hands over each key only once the program has asked for that. */
const readsKeys = () => painted('\u001B[?2004h');

async function leavesAt130(): Promise<void> {
	terminal.press('ctrlC');
	expect(await terminal.exited).toBe(130);
	expect(terminal.raw().lastIndexOf('\u001B[?25h')).toBeGreaterThan(
		terminal.raw().lastIndexOf('\u001B[?25l'),
	);
}

/** From the list of state machines to what the error of the practice means. */
async function walkToMeaning(name: string): Promise<void> {
	await terminal.seen('Enter to choose');
	terminal.type(`${name}\r`);
	await terminal.seen('Press Enter to use the practice error');
	terminal.press('enter');
	await terminal.seen('Check for this');
}

async function walkToChange(name: string): Promise<void> {
	await walkToMeaning(name);
	terminal.press('enter');
	await terminal.seen('Choose a fix');
	terminal.press('enter');
}

describe('an Express execution whose logs come late', () => {
	beforeEach(() => {
		terminal = openTerminal(['demo', 'express-late-logs']);
	});

	it('is no fault: its true status is told, and nothing is offered', async () => {
		await walkToMeaning('basket');
		terminal.press('enter');
		await terminal.seen('Not a fault: AWS documents this behavior.');

		expect(await terminal.exited).toBe(0);
		expect(transcript()).toMatch(/Found:[\s\S]*checkout-20417 succeeded at/);
		expect(transcript()).not.toContain('(y/N)');
	});

	it('is left while the state machines are listed', async () => {
		await readsKeys();
		await leavesAt130();
		expect(transcript()).toContain('Interrupted.');
	});
});

describe('a log level that is too low', () => {
	beforeEach(async () => {
		terminal = openTerminal(['demo', 'express-level-error']);
		await walkToChange('basket');
		await terminal.seen('Apply this change?');
		terminal.type('y\r');
		await terminal.seen('Its input: press Enter');
	});

	it('is raised, and a test execution with another input proves it', async () => {
		terminal.paste('{"basket": ');
		terminal.press('enter');
		await terminal.seen('This is not JSON (line 1, column 12)');
		terminal.paste('"b-1"}');
		terminal.press('enter');
		await terminal.seen('Start it now? (y/N)');
		expect(terminal.screen()).toContain('Input: {"basket": "b-1"}');
		terminal.type('y\r');

		expect(await leavePractice(terminal)).toBe(0);
		expect(transcript()).toContain('Fixed and verified.');
		expect(transcript()).toMatch(/ExecutionStarted\s+to\s+ExecutionSucceeded,\s+arrived/);
	});

	it('stays raised where the wait for the events is broken off', async () => {
		terminal.press('enter');
		await terminal.seen('Start it now? (y/N)');
		terminal.type('y\r');
		await terminal.seen('Ctrl-C stops the waiting');
		await leavesAt130();
		expect(transcript()).toMatch(/Written:\s+- logging configuration of state machine basket/);
	});
});

describe('a role that may not be passed on', () => {
	it('says what was written where the wait for it is broken off', async () => {
		terminal = openTerminal(['demo', 'pass-role']);
		await walkToMeaning('nightly-rep');
		terminal.press('enter');
		await terminal.seen('> 1. Allow role nightly-report-role to pass');
		terminal.press('enter');
		await terminal.seen('> 1. Run Render report in the network');
		terminal.press('enter');
		await terminal.seen('Apply this change?');
		terminal.type('y\r');
		// Its first letter stays from the line before.
		await painted('aiting for AWS to show');
		await leavesAt130();
		expect(transcript()).toMatch(/Written:\s+- .*nightly-report-role/);
		expect(transcript()).not.toContain('Start it now?');
	});
});

describe('a state machine that does not exist yet', () => {
	beforeEach(async () => {
		terminal = openTerminal(['demo', 'not-created-yet']);
		await terminal.seen('Enter to choose');
		terminal.type('does not\r');
	});

	it('is examined by its role and log group, and both are mended', async () => {
		await terminal.seen('Which role should');
		terminal.type('shipment\r');
		await terminal.seen('Which log group');
		terminal.type('shipment\r');
		await terminal.seen('Press Enter to use the practice error');
		terminal.press('enter');
		await terminal.seen('Check for this');
		terminal.press('enter');
		await terminal.seen('> 1. Grant role shipment-tracking-role');
		terminal.press('enter');
		await terminal.seen('in a resource policy of the log group');
		terminal.press('enter');
		await terminal.seen('Apply this change?');
		terminal.type('y\r');
		await terminal.seen(/Change 2 of 2[\s\S]*Apply this change\?/);
		terminal.type('y\r');

		expect(await leavePractice(terminal)).toBe(0);
		expect(transcript()).toContain('State machine: does not exist yet');
		expect(transcript()).toContain('Role: shipment-tracking-role');
		expect(transcript()).toContain('Log group: /workflows/shipment-tracking');
		// Nobody created it yet.
		expect(transcript()).toContain('What failed was not repeated.');
	});

	it('is left while the roles are listed', async () => {
		await painted('Listing the roles');
		await leavesAt130();
	});
});

describe('an explicit deny', () => {
	beforeEach(() => {
		terminal = openTerminal(['demo', 'explicit-deny']);
	});

	it('brings a request for whoever can lift it, and no change', async () => {
		await walkToMeaning('order-ful');
		terminal.press('enter');
		await terminal.seen('Not fixed: 1 problem remains. Nothing was written.');

		expect(await terminal.exited).toBe(1);
		expect(transcript()).toContain('Request for');
		expect(transcript()).toContain('StepFunctionsDenyAllAccessPolicy-4f2a91c0');
		expect(transcript()).not.toContain('(y/N)');
	});

	it('is left while the state machines are listed', async () => {
		await readsKeys();
		await leavesAt130();
	});
});

describe('the error of the last failed execution', () => {
	it('stands in for a paste, up to the new execution that succeeds', async () => {
		terminal = openTerminal(['demo', 'data-path']);
		await terminal.seen('Enter to choose');
		terminal.type('delivery\r');
		await terminal.seen('> 1. Use the error of the last failed execution');
		terminal.press('enter');
		await terminal.seen('Check for this: A path, an expression or a value does not fit the data');
		terminal.press('enter');
		await terminal.seen('Choose a fix');
		terminal.press('enter');
		await terminal.seen('Apply this change?');
		terminal.type('y\r');
		await terminal.seen('Start it now?');
		terminal.type('y\r');

		expect(await leavePractice(terminal)).toBe(0);
		expect(transcript()).toContain('The execution succeeded');
	});
});

describe('a text of which several failures, or none, can be read', () => {
	beforeEach(async () => {
		terminal = openTerminal(['demo', 'pass-role']);
		await terminal.seen('Enter to choose');
		terminal.type('nightly-rep\r');
		await terminal.seen('Press Enter to use the practice error');
	});

	it('is checked for the one that the person takes', async () => {
		terminal.press('enter');
		await terminal.seen('Check instead for: The execution role is missing a permission');
		terminal.press('down');
		terminal.press('enter');
		await terminal.seen('Choose a fix');
		expect(transcript()).toContain('Checking for: The execution role is missing a permission');
		terminal.press('ctrlC');
		expect(await terminal.exited).toBe(130);
	});

	it('is checked for everything where nothing known fits', async () => {
		terminal.paste('It went wrong somehow, says the night shift.');
		await terminal.seen('| It went wrong somehow');
		terminal.press('enter');
		await terminal.seen('No known failure fits. Check everything now?');
		terminal.press('enter');
		await terminal.seen('Choose a fix');
		expect(transcript()).toContain('Checking: everything that this state machine needs');
		terminal.press('ctrlC');
		expect(await terminal.exited).toBe(130);
	});
});
