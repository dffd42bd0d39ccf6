import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';
import {leavePractice} from './walk.ts';

const error = `User:
│ Error: creating Step Functions State Machine (order-fulfillment): operation error SFN:
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
		shows: 'Press Enter to use the practice error',
		go() {
			terminal.type('order-ful');
			terminal.press('enter');
		},
	},
	{screen: 'what it means', shows: 'Check for this', go: () => terminal.press('enter')},
	{screen: 'choosing a remedy', shows: 'Choose a fix', go: () => terminal.press('enter')},
	{
		screen: 'the second remedy',
		shows: 'in a resource policy of the log group',
		go: () => terminal.press('enter'),
	},
	{screen: 'the confirmation', shows: 'Apply this change?', go: () => terminal.press('enter')},
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
		beforeEach(() => open(['demo', 'log-destination']));

		it('goes from the pasted error to the verified fix', async () => {
			await walkTo('the confirmation');
			terminal.type('y');
			terminal.press('enter');
			await terminal.seen(/Change 2 of 2[\s\S]*Apply this change\?/);
			terminal.type('yes');
			terminal.press('enter');
			await terminal.seen('Repeat it now?');
			terminal.type('y');
			terminal.press('enter');
			await terminal.seen('Fixed and verified.');

			expect(await leavePractice(terminal)).toBe(0);
			isSane(terminal.raw());
			expect(terminal.transcript()).toContain('What went wrong: the practice error');
		});

		it('writes nothing when Enter alone answers every question', async () => {
			await walkTo('the confirmation');
			terminal.press('enter');
			await terminal.seen(/Change 2 of 2[\s\S]*Apply this change\?/);
			terminal.press('enter');
			await terminal.seen('Summary');

			expect(await terminal.exited).toBe(1);
			expect(terminal.transcript()).not.toContain('Applied and confirmed by AWS');
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
			await terminal.seen(/Change 2 of 2[\s\S]*Apply this change\?/);
			expect(terminal.transcript()).not.toContain('Applied and confirmed by AWS');
		});

		it.each(steps.map(({screen}) => screen))(
			'Ctrl-C while %s leaves at once, with status 130',
			async screen => {
				await walkTo(screen);
				terminal.press('ctrlC');

				expect(await terminal.exited).toBe(130);
				isSane(terminal.raw());
				expect(terminal.transcript()).not.toContain('Applied and confirmed by AWS');
			},
		);
	});

	it.each([
		[40, 20],
		[200, 60],
	])('fits a terminal of %d by %d', async (columns, rows) => {
		open(['demo', 'log-destination'], {columns, rows});
		await terminal.seen(/Type to filter[\s\S]*Ctrl-C leave/);
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
		open(['demo', 'log-destination']);
		await walkTo('pasting the error');
		const {length} = terminal.raw();
		terminal.resize(60, 20);
		// A key that comes before the question is drawn again answers nothing.
		await vi.waitFor(() => expect(terminal.raw().slice(length)).toMatch(/\[J[\s\S]*leave/), {
			timeout: 10_000,
		});
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

	describe('in plain lines, with --plain', () => {
		const answer = async (question: RegExp, text: string) => {
			await terminal.seen(question);
			terminal.type(`${text}\r`);
		};

		/** The same questions as on the screens, in the same order. */
		async function walkToChange(...options: string[]): Promise<void> {
			open(['demo', 'log-destination', '--plain', ...options], {rows: 60});
			await answer(
				/Which state machine is failing\?[\s\S]*part of the name, Enter for \d+, \? to explain, q to leave:\n>$/,
				'order-ful',
			);
			await answer(/Press Enter to use the practice error[\s\S]*b to go back:\n>$/, '');
			await answer(
				/Check the account for this now\?[\s\S]*Enter for 1,[\s\S]*q to leave:\n>$/m,
				'1',
			);
			await answer(/Choose a fix[\s\S]*Enter for 1,[\s\S]*q to leave:\n>$/m, '1');
			await answer(
				/in a resource policy of the log group[\s\S]*Enter for 1,[\s\S]*q to leave:\n>$/m,
				'1',
			);
			await terminal.seen(
				/Apply this change\? \(y\/N, Enter for no, \? to explain, b to go back\)/,
			);
		}

		it('asks what the screens ask, and writes what gets a yes', async () => {
			await walkToChange();
			terminal.type('y\r');
			await terminal.seen(
				/Characters: 0 before, 444 after[\s\S]*Apply this change\? \(y\/N, Enter for no, \? to explain\)/,
			);
			terminal.press('enter');

			expect(await leavePractice(terminal)).toBe(1);
			expect(terminal.transcript()).toContain('Applied and confirmed by AWS: inline policy');
			expect(terminal.transcript()).toContain('Not applied: resource policy');
		});

		it('leaves a report where one is asked for, with the status of the run', async () => {
			const folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-report-'));
			const file = path.join(folder, 'report.md');

			try {
				await walkToChange('--report', file);
				terminal.type('y\r');
				await terminal.seen(/Characters: 0 before, 444 after[\s\S]*Apply this change\?/);
				terminal.type('n\r');

				expect(await leavePractice(terminal)).toBe(1);
				expect(terminal.transcript().replace(/\n/g, '')).toContain(`The report is in ${file}`);
				const text = readFileSync(file, 'utf8');
				expect(text).toContain('Outcome: applied, confirmed by AWS');
				expect(text).toContain('Outcome: not applied');
			} finally {
				rmSync(folder, {recursive: true, force: true});
			}
		});

		it('goes back with b', async () => {
			await walkToChange();
			terminal.type('b\r');
			await terminal.seen(/Choose a fix[\s\S]*Enter for 1,[\s\S]*q to leave:\n>$/);
			terminal.type('q\r');
			expect(await terminal.exited).toBe(1);
		});

		it('ends with 130 at Ctrl-C', async () => {
			await walkToChange();
			terminal.press('ctrlC');
			expect(await terminal.exited).toBe(130);
			expect(terminal.transcript()).toContain('Interrupted. Nothing was written.');
		});
	});
});
