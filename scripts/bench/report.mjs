import {writeFileSync} from 'node:fs';
import {cpus, loadavg, totalmem} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {round} from './processes.mjs';

/** Prints a line a figure, and writes bench/results.json and bench/README.md. */
export function writeReport(lines, {root, rounds}) {
	const [cpu] = cpus();
	const machine = {
		node: process.version,
		platform: `${process.platform} ${process.arch}`,
		cpu: cpu?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memory: `${Math.round(totalmem() / 1e9)} GB`,
		load: round(loadavg()[2], 1),
	};
	const shown = lines.map(({what, budget, figure, unit, ratio, note, isMiss}) => [
		what,
		Number.isFinite(budget) ? `${budget} ${unit}` : 'none',
		`${figure} ${unit}`,
		Number.isFinite(budget) && budget > 0 ? `${round(figure / budget)}` : '',
		ratio === null ? '' : `${ratio}`,
		isMiss ? 'MISS' : Number.isFinite(budget) ? 'ok' : '',
		note,
	]);
	const misses = lines.filter(({isMiss}) => isMiss).length;
	const withBudget = lines.filter(({budget}) => Number.isFinite(budget)).length;
	const ending = `${misses} of ${withBudget} figures with a budget miss it; ${lines.length - withBudget} more are there to compare.`;

	for (const [what, budget, figure, ofBudget, toBare, mark, note] of shown) {
		const ratios = [ofBudget && `${ofBudget} of the budget`, toBare && `${toBare} × bare Node`];
		console.log(
			`${mark.padEnd(5)}${what.padEnd(64)} budget ${budget.padEnd(14)} figure ${figure.padEnd(14)} ratio ${ratios.filter(Boolean).join(', ') || 'none'}${note ? `  (${note})` : ''}`,
		);
	}

	console.log(ending);
	writeFileSync(
		path.join(root, 'bench/results.json'),
		`${JSON.stringify({machine, rounds, lines: lines.map(({budget, ...line}) => ({...line, budget: Number.isFinite(budget) ? budget : null})), misses}, null, '\t')}\n`,
	);
	writeFileSync(
		path.join(root, 'bench/README.md'),
		`# Figures against budgets

Written by \`npm run bench\`: medians of ${rounds} rounds, whole processes in turn with a bare \`node -e 0\`. Times depend on the machine and on what else it does; ratios and counts are what to compare. The bare Ink application is one line of text, bundled and minified as this program is, but as npm has Ink: without \`scripts/lean-ink.mjs\` and without Node's compile cache, which this program uses on Node 22 and 24. The first frame of the wizard is painted before Ink is loaded; Ink takes its place and answers the keys.

Node ${machine.node}, ${machine.platform}, ${machine.cpu}, ${machine.cores} cores, ${machine.memory}; ${machine.load} processes wanted to run while it was measured.

| what | budget | figure | of the budget | ratio to bare Node | | |
| --- | --- | --- | --- | --- | --- | --- |
${shown.map(cells => `| ${cells.join(' | ')} |`).join('\n')}

${ending}
`,
	);
}
