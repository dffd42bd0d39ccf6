import {afterEach, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal;

afterEach(() => {
	terminal.kill();
});

it('takes a megabyte of log in one paste, and finds the error in it', async () => {
	const noise = 'INFO request handled, nothing to see here\n'.repeat(24_000);
	const error =
		'AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination';
	terminal = openTerminal(['demo', 'log-destination']);
	await terminal.seen('Enter to choose');
	terminal.type('order-ful\r');
	await terminal.seen('Press Enter to use the practice error');
	const started = Date.now();
	terminal.paste(`${noise}${error}\n${noise}`);
	await terminal.seen('48,001 lines');
	terminal.press('enter');
	await terminal.seen('Check for this: Step Functions cannot write to the log destination');

	expect(Date.now() - started).toBeLessThan(15_000);
	terminal.press('ctrlC');
	expect(await terminal.exited).toBe(130);
});
