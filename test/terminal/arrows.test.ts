import {afterEach, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';
import {walk} from './walk.ts';

let terminal: Terminal;

afterEach(() => {
	terminal?.kill();
});

it.each(['log-destination', 'not-created-yet', 'pass-role', 'data-path', 'express-level-error'])(
	'Enter and the arrow keys alone lead through %s to a verified fix',
	async id => {
		terminal = openTerminal(['demo', id], {columns: 80, rows: 24});
		await walk(terminal, id, [], 'arrows');

		expect(await terminal.exited).toBe(0);
		// Nobody has created it again yet.
		expect(terminal.transcript()).toContain(
			id === 'not-created-yet' ? 'What failed was not repeated.' : 'Fixed and verified.',
		);
	},
	60_000,
);

it('another state machine than the one of the practice is not checked by accident', async () => {
	terminal = openTerminal(['demo', 'log-destination'], {columns: 80, rows: 24});
	await terminal.seen('> 9.  order-fulfillment');
	terminal.press('up');
	await terminal.seen('> 8.  nightly-report');
	terminal.press('enter');
	await terminal.seen('This practice is about the state machine order-fulfillment');
	await terminal.seen('> 1. order-fulfillment, which this practice is about');
	terminal.press('enter');
	await terminal.seen('State machine: order-fulfillment');
	terminal.press('ctrlC');
	expect(await terminal.exited).toBe(130);
});
