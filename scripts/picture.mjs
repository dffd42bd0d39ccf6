// Draws the README's pictures: the program on the practice account, as a terminal shows it.
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {openProgram} from './terminal-picture.mjs';

const docs = path.resolve(import.meta.dirname, '../docs');
const range = (from, to) => Array.from({length: to - from}, (_, index) => from + index);

await drawFix();
await drawVerdict();
process.exit(0);

/** The checks of a failed deployment, the fix as a diff, and the question before it is written. */
async function drawFix() {
	const program = openProgram(['demo'], {columns: 92, rows: 46});
	await program.press('', 'Enter to choose');
	await program.press('order-f', 'order-fulfilment');
	await program.press('\r', 'Press Enter to use the error');
	await program.press('\r', 'Check for this');
	await program.press('\r', 'Choose a fix');
	await program.press('\r', 'in a resource policy of the log group');
	await program.press('\r', 'Apply this change?');

	const lines = program.lines();
	const heading = lines.findIndex(line => line.startsWith('Checking for:'));
	const problems = lines.flatMap((line, index) => (/^ {2}PROBLEM/.test(line) ? [index] : []));
	const diff = lines.findIndex(line => /^Change 1 of/.test(line));
	const confirm = lines.findLastIndex(line => /Apply this change\?/.test(line));
	const shown = [
		...range(heading, heading + 3),
		...problems.flatMap(index => [null, ...range(index, index + 4)]),
		null,
		...range(diff, diff + 10),
		null,
		...range(confirm - 3, confirm + 2),
	];
	await writeFile(path.join(docs, 'wizard.svg'), program.draw(shown));
	program.close();
}

/** An Express execution that the console shows as Unknown, and what the logs prove. */
async function drawVerdict() {
	const program = openProgram(['demo', 'express-late-logs'], {columns: 92, rows: 46});
	await program.press('', 'Enter to choose');
	await program.press('basket', 'basket-pricing');
	await program.press('\r', 'Press Enter to use the error');
	await program.press('\r', 'Check for this');
	await program.press('\r', 'Summary');

	const lines = program.lines();
	const status = lines.findIndex(line =>
		line.includes('The execution succeeded, according to its log events'),
	);
	const summary = lines.findLastIndex(line => line.includes('Summary'));
	const shown = [...range(status, status + 13), null, ...range(summary, summary + 4)];
	await writeFile(path.join(docs, 'verdict.svg'), program.draw(shown));
	program.close();
}
