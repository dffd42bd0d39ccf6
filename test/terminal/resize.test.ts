import {setTimeout as pause} from 'node:timers/promises';
import {afterEach, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';
import {walk} from './walk.ts';

let terminal: Terminal;

afterEach(() => {
	terminal?.kill();
});

const sizes = [
	[40, 20],
	[200, 60],
	[45, 24],
	[80, 24],
] as const;

/** Where a line breaks makes no difference. */
const joined = (text: string): string => text.replaceAll(/\s+/g, '');

/** Resolves once the frame is drawn for the new size; returns what was written for that. */
async function resizeTo(columns: number, rows: number): Promise<string> {
	const before = terminal.raw().length;
	terminal.resize(columns, rows);
	const since = () => terminal.raw().slice(before);
	const isDrawn = () => since().lastIndexOf('\u001B[?2026l') > since().indexOf('\u001B[J');

	for (
		const until = Date.now() + 10_000;
		!since().includes('\u001B[J') || !isDrawn();
		await pause(5)
	) {
		expect(Date.now(), terminal.screen()).toBeLessThan(until);
	}

	await terminal.flushed();
	return since();
}

/** Narrows and widens the window, and expects the question to be on the screen each time, once. */
async function resizeAt(question: string): Promise<void> {
	await terminal.seen(question);

	for (const [columns, rows] of sizes) {
		const written = await resizeTo(columns, rows);
		const where = `${question} at ${columns} by ${rows}:\n${terminal.screen()}`;
		expect(joined(terminal.screen()), where).toContain(joined(question));
		const live = terminal.screen().match(/^Account \d{12} {2}/gm) ?? [];
		expect(live, where).toHaveLength(1);
		// Neither the screen nor the scrollback is cleared.
		expect(written, where).not.toMatch(/\[[23]J/);
	}
}

/** At most one repaint follows a key. */
async function press(key: 'enter' | 'down', next: string | RegExp): Promise<void> {
	terminal.press(key);
	await terminal.seen(next);
}

it('keeps the question in every size, from the list to the yes', async () => {
	terminal = openTerminal(['demo', 'log-destination'], {columns: 80, rows: 24});
	await resizeAt('Which state machine is failing?');
	await press('enter', 'Press Enter to use');
	await resizeAt('Press Enter to use the practice error');
	await press('enter', 'Check the account');
	await resizeAt('Check the account for this now?');
	await press('enter', 'Choose a fix');
	await resizeAt('Choose a fix');
	await press('enter', /> 1\. Allow the delivery/);
	await press('enter', 'Apply this change?');
	await resizeAt('Apply this change? (y/N)');
	await press('down', '> Apply');
	const before = terminal.raw().length;
	terminal.press('up');
	await terminal.seen('> Do not apply');
	expect(terminal.raw().slice(before).split('\u001B[?2026h').length - 1).toBe(1);
	terminal.press('ctrlC');
	expect(await terminal.exited).toBe(130);
});

it('keeps the question in every size, up to the repetition of what failed', async () => {
	terminal = openTerminal(['demo', 'express-level-error'], {columns: 80, rows: 24});
	await walk(terminal, 'express-level-error', ['confirm'], 'arrows');
	await press('down', '> Apply');
	await press('enter', 'Its input');
	await resizeAt('Its input: press Enter');
	await press('enter', 'Start it now?');
	await resizeAt('Start it now? (y/N)');
	terminal.press('ctrlC');
	expect(await terminal.exited).toBe(130);
});

it('takes no answer where the question does not fit the window', async () => {
	terminal = openTerminal(['demo', 'log-destination'], {columns: 80, rows: 24});
	await walk(terminal, 'log-destination', ['confirm'], 'arrows');
	terminal.resize(30, 9);
	await terminal.seen(/window is too\s+small/);
	terminal.type('y\r');
	terminal.resize(80, 24);
	await terminal.seen('> Do not apply');
	terminal.press('ctrlC');
	expect(await terminal.exited).toBe(130);
	expect(terminal.transcript()).toContain('Nothing was written.');
});

it('keeps the whole diff above the yes, where a line of the frame is wider than the window', async () => {
	terminal = openTerminal(['demo', 'log-destination'], {columns: 80, rows: 24});
	await walk(terminal, 'log-destination', ['confirm'], 'arrows');
	await press('enter', 'resource policy of log group');
	await terminal.seen('Ctrl-C leave');
	const diff = () => {
		const text = joined(terminal.transcript());
		return text.slice(text.lastIndexOf('Change2of2'), text.lastIndexOf('Account123456789012'));
	};
	const before = diff();
	expect(before).toContain('"arn:aws:logs:eu-west-1:123456789012:*"]}}}]}');

	for (const [columns, rows] of [
		[60, 24],
		[80, 24],
		[45, 20],
		[200, 60],
		[80, 24],
		[87, 24],
		[44, 24],
	] as const) {
		await resizeTo(columns, rows);
		expect(diff(), `${columns} by ${rows}:\n${terminal.screen()}`).toContain(before);
	}

	terminal.press('ctrlC');
	expect(await terminal.exited).toBe(130);
});
