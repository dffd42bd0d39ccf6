import {scenarios} from '../../source/practice/scenarios/index.ts';
import {openTerminal, type Terminal} from './terminal.ts';
import {walk} from './walk.ts';

/** The lines above the question. */
const lines = (terminal: Terminal): number =>
	terminal
		.transcript()
		.split('\n')
		.findLastIndex(line => /Choose a fix|Apply this change\?/.test(line));

/** Prints how many lines each practice has printed when a fix is chosen and when the yes is asked for. */
export async function printLines(wanted: readonly string[]): Promise<void> {
	const ids = wanted.length > 0 ? wanted : Object.keys(scenarios);
	const sums: Record<'choice' | 'confirm', number[]> = {choice: [], confirm: []};

	console.log(`${'scenario'.padEnd(32)}choice  y/N`);

	for (const id of ids) {
		const terminal = openTerminal(['demo', id], {columns: 80, rows: 24});
		const at: Record<'choice' | 'confirm', number | null> = {choice: null, confirm: null};
		let halt = await walk(terminal, id, ['choice', 'confirm']);

		if (halt === 'choice') {
			at.choice = lines(terminal);
			halt = await walk(terminal, id, ['confirm']);
		}

		if (halt === 'confirm') {
			at.confirm = lines(terminal);
		}

		terminal.kill();

		for (const name of ['choice', 'confirm'] as const) {
			const count = at[name];
			count === null || sums[name].push(count);
		}

		console.log(
			`${id.padEnd(32)}${String(at.choice ?? '-').padStart(6)}${String(at.confirm ?? '-').padStart(5)}`,
		);
	}

	console.log(
		`${'median'.padEnd(32)}${String(median(sums.choice)).padStart(6)}${String(median(sums.confirm)).padStart(5)}`,
	);
}

const median = (counts: readonly number[]): number | string =>
	[...counts].sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? '-';
