import {afterEach, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal;

afterEach(() => {
	terminal?.kill();
});

/** Enter and the arrow keys alone. */
const asked: ReadonlyArray<{question: RegExp; isYes?: true}> = [
	{question: /Which\s+state\s+machine\s+is\s+failing\?/},
	{question: /Press\s+Enter\s+to\s+use/},
	{question: /Check\s+the\s+account\s+for/},
	{question: /Which\s+permissions\s+does/},
	{question: /Choose\s+a\s+fix/},
	{question: /in\s+a\s+resource\s+policy\s+of\s+the\s+log\s+group/},
	{question: /Apply\s+this\s+change\?/, isYes: true},
	{question: /under\s+a\s+condition[\s\S]*Apply\s+this\s+change\?/, isYes: true},
	{question: /Repeat\s+it\s+now\?/, isYes: true},
	{question: /What\s+do\s+you\s+check\s+next\?/},
	{question: /Why\s+does\s+the\s+fix\s+not\s+name\s+the\s+log\s+group/},
	{question: /How\s+do\s+you\s+get\s+back\?/},
];

it('a lesson ends at a prompt where history and undo work on the practice account', async () => {
	terminal = openTerminal(['demo', 'log-destination', '--guided'], {columns: 80, rows: 24});

	for (const {question, isYes} of asked) {
		await terminal.seen(question);

		if (isYes) {
			terminal.press('down');
		}

		terminal.press('enter');
	}

	await terminal.seen(/sfn-fix>$/m);
	expect(terminal.transcript()).toContain('Fixed and verified.');

	terminal.type('history\r');
	await terminal.seen(/verified[\s\S]*sfn-fix>$/m);
	terminal.type('sfn-fix undo\r');
	// What a yes is about stands directly above it.
	await terminal.seen(
		/ {2}[-+] \d+ actions? on [^?{}]*\sUndo this change\? \(y\/N, Enter for no, \? to explain\)\s+>$/,
	);
	terminal.type('maybe\r');
	await terminal.seen(
		/Type y or n\.\s+Undo this change\? \(y\/N, Enter for no, \? to explain\)\s+>$/,
	);
	terminal.type('?\r');
	await terminal.seen(
		/A yes writes exactly[\s\S]*Undo this change\? \(y\/N, Enter for no, \? to explain\)\s+>$/,
	);
	terminal.type('y\r');
	await terminal.seen(/Undone and confirmed by AWS\.[\s\S]*sfn-fix>$/m);
	// The practice account is as it was before the fix.
	terminal.type('check\r');
	await terminal.seen(/Found 1 problem\.[\s\S]*sfn-fix>$/m);
	terminal.type('flows\r');
	await terminal.seen(/Here: history[\s\S]*sfn-fix>$/m);
	terminal.type('undo nothing\r');
	await terminal.seen(/Unknown change[\s\S]*sfn-fix>$/m);
	terminal.type('\r');

	expect(await terminal.exited).toBe(0);
}, 60_000);
