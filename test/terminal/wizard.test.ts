import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';

const error = `User:
│ Error: creating Step Functions State Machine (order-fulfilment): operation error SFN:
│ CreateStateMachine, https response error StatusCode: 400, RequestID: 8d1c,
│ api error AccessDeniedException: The state machine IAM Role is not authorized to access the Log
│ Destination`;

const isSane = (raw: string): void => {
	// The cursor shown again, bracketed paste off, no alternate screen, no scrollback erased.
	expect(raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001B[?25l'));
	expect(raw.lastIndexOf('\u001B[?2004l')).toBeGreaterThan(raw.lastIndexOf('\u001B[?2004h'));
	expect(raw).not.toContain('\u001B[?1049h');
	expect(raw).not.toContain('\u001B[3J');
};

let terminal: Terminal;
const open = (...parameters: Parameters<typeof openTerminal>): void => {
	terminal = openTerminal(...parameters);
};

afterEach(() => {
	terminal.kill();
});

/** From the start to each screen, as a person gets there. */
const steps: Array<{screen: string; shows: string; go(): void}> = [
	{screen: 'picking the state machine', shows: 'Enter to choose', go() {}},
	{
		screen: 'pasting the error',
		shows: 'Press Enter to use the error',
		go() {
			terminal.type('order-ful');
			terminal.press('enter');
		},
	},
	{screen: 'what it means', shows: 'Check for this', go: () => terminal.press('enter')},
	{screen: 'choosing a remedy', shows: 'How shall it be mended', go: () => terminal.press('enter')},
	{
		screen: 'the second remedy',
		shows: 'in a resource policy of the log group',
		go: () => terminal.press('enter'),
	},
	{screen: 'the confirmation', shows: 'Write this change?', go: () => terminal.press('enter')},
];

async function walkTo(screen: string): Promise<void> {
	for (const step of steps) {
		step.go();
		await terminal.seen(step.shows);

		if (step.screen === screen) {
			return;
		}
	}
}

describe('the wizard in a real terminal', () => {
	describe('on 100 by 30', () => {
		beforeEach(() => open(['demo']));

		it('goes from the pasted error to the verified fix', async () => {
			await walkTo('the confirmation');
			terminal.type('y');
			terminal.press('enter');
			await terminal.seen(/put-resource-policy[\s\S]*Write this change\?/);
			terminal.type('yes');
			terminal.press('enter');
			await terminal.seen('Repeat it now?');
			terminal.type('y');
			terminal.press('enter');
			await terminal.seen('Fixed, and verified.');

			expect(await terminal.exited).toBe(0);
			isSane(terminal.raw());
			expect(terminal.transcript()).toContain('The state machine IAM Role is not authorized');
		});

		it('writes nothing when Enter alone answers every question', async () => {
			await walkTo('the confirmation');
			terminal.press('enter');
			await terminal.seen(/put-resource-policy[\s\S]*Write this change\?/);
			terminal.press('enter');
			await terminal.seen('Summary');

			expect(await terminal.exited).toBe(1);
			expect(terminal.transcript()).not.toContain('Written, and AWS shows it');
		});

		it('takes a paste of many lines as one text, and never as an answer', async () => {
			await walkTo('pasting the error');
			terminal.press('ctrlU');
			terminal.paste(error);
			await terminal.seen('5 lines');
			terminal.press('enter');
			await terminal.seen('Check for this: Step Functions cannot write to the log destination');
		});

		it('takes a pasted yes as no yes', async () => {
			await walkTo('the confirmation');
			terminal.paste('y\n');
			terminal.press('enter');
			await terminal.seen(/put-resource-policy[\s\S]*Write this change\?/);
			expect(terminal.transcript()).not.toContain('Written, and AWS shows it');
		});

		it.each(steps.map(({screen}) => screen))(
			'Ctrl-C while %s leaves at once, with status 130',
			async screen => {
				await walkTo(screen);
				terminal.press('ctrlC');

				expect(await terminal.exited).toBe(130);
				isSane(terminal.raw());
				expect(terminal.transcript()).not.toContain('Written, and AWS shows it');
			},
		);
	});

	it.each([
		[40, 20],
		[200, 60],
	])('fits a terminal of %d by %d', async (columns, rows) => {
		open(['demo'], {columns, rows});
		await terminal.seen('Enter to');
		terminal.type('order-ful');
		terminal.press('enter');
		await terminal.seen(/Press Enter to use/);
		terminal.press('enter');
		await terminal.seen(/Check for this/);
		terminal.press('ctrlC');

		expect(await terminal.exited).toBe(130);
		isSane(terminal.raw());
	});

	it('survives a change of size', async () => {
		open(['demo']);
		await walkTo('pasting the error');
		terminal.resize(60, 20);
		terminal.press('enter');
		await terminal.seen(/Check for this/);
		terminal.press('ctrlC');
		expect(await terminal.exited).toBe(130);
	});

	it('says in words what colours say, where there is no colour', async () => {
		open(['demo', 'healthy', '--no-color']);
		await terminal.seen('Enter to choose');
		for (const colour of [30, 31, 32, 33, 34, 35, 36, 37, 90]) {
			expect(terminal.raw()).not.toContain(`\u001B[${colour}m`);
		}
	});

	it('asks in plain lines with --plain', async () => {
		open(['demo', '--plain']);
		await terminal.seen('Write this change? (y/N)');
		terminal.type('y');
		terminal.press('enter');
		await terminal.seen(/Characters: 0 before, 443 after[\s\S]*Write this change\? \(y\/N\)$/);
		terminal.press('enter');

		expect(await terminal.exited).toBe(1);
		expect(terminal.transcript()).toContain('Written, and AWS shows it.');
		expect(terminal.transcript()).toContain('Not written.');
	});

	it('ends with 130 at Ctrl-C in plain lines', async () => {
		open(['demo', '--plain']);
		await terminal.seen('Write this change? (y/N)');
		terminal.press('ctrlC');
		expect(await terminal.exited).toBe(130);
	});
});
