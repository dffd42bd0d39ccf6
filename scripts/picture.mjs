// Draws the README's pictures: the program on the practice account, as a terminal shows it.
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {moving, openProgram, still} from './terminal-picture.mjs';

const docs = path.resolve(import.meta.dirname, '../docs');
const columns = 92;

await drawFix();
await drawVerdict();
process.exit(0);

/** From the choice of the state machine to the proof: once as one picture, once as it moves. */
async function drawFix() {
	const program = openProgram(['demo', 'log-destination'], {columns, rows: 40});
	const screens = [];
	const press = async (key, expected) => {
		await program.press(key, expected);
		screens.push(program.screen());
		return screens.at(-1);
	};

	const picker = await press('', 'Which state machine is failing?');
	await press('\r', 'use the practice error');
	await press('\r', 'Check the account for this now?');
	const checks = await press('\r', 'Choose a fix');
	await program.press('\r', 'in a resource policy of the log group');
	const question = await press('\r', 'Apply this change?');
	await press('y\r', 'Change 2 of 2');
	await press('y\r', 'Repeat it now?');
	const proof = await press('y\r', 'Fixed and verified.');
	program.close();

	const shown = [
		...part(picker, 'Which state machine is failing?', 0, 13),
		null,
		...between(checks, /PROBLEM/, /more check/),
		null,
		...between(checks, /Choose a fix/, /1\. /),
		null,
		...between(question, /Change 1 of 2/, /Resource"/),
		null,
		...between(question, /Apply this change\?/, /^\W*Apply\s*$/),
		null,
		...between(proof, /Fixed and verified\./, /logging is on/),
	];

	await writeFile(path.join(docs, 'wizard.svg'), still(shown, columns));
	await writeFile(path.join(docs, 'wizard-moving.svg'), moving(screens, columns, 4));
}

/** An Express execution that the console shows as Unknown, and what the logs prove. */
async function drawVerdict() {
	const program = openProgram(['demo', 'express-late-logs'], {columns, rows: 46});
	await program.press('', 'Which state machine is failing?');
	await program.press('\r', 'use the practice error');
	await program.press('\r', 'Check the account for this now?');
	await program.press('\r', 'Summary');
	const screen = program.screen();
	program.close();

	const shown = [
		...part(screen, 'The execution succeeded, according to its log events', 0, 13),
		null,
		...part(screen, 'Summary', 0, 4),
	];
	await writeFile(path.join(docs, 'verdict.svg'), still(shown, columns));
}

/** The lines around the one that holds a text. */
function part(screen, text, before, after) {
	const at = screen.findLastIndex(line => line.text.includes(text));
	return at < 0 ? missing(screen, text) : screen.slice(Math.max(0, at - before), at + after);
}

/** From one line to another, both shown. */
function between(screen, first, last) {
	const from = screen.findLastIndex(({text}) => first.test(text));
	const to = screen.findIndex(({text}, index) => index >= from && last.test(text));
	return from < 0 || to < 0 ? missing(screen, `${first} to ${last}`) : screen.slice(from, to + 1);
}

function missing(screen, what) {
	throw new Error(`${what} is not on:\n${screen.map(({text}) => text).join('\n')}`);
}
