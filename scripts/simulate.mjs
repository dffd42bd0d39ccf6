// Every cell of the simulation, and as many random runs as SIMULATION_RUNS says: in slices, each in a process of its
// own, so that what one leaves behind does not end the next. SIMULATION_SLICES=1-4/20 runs some of them, and
// `npm run simulate -- -t pair` only the cells of that test.
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';

const [range, parts] = (process.env.SIMULATION_SLICES ?? '1-20/20').split('/');
const [first, last = first] = range.split('-').map(Number);
const totals = new Map();
let died = 0;

for (let slice = first; slice <= last; slice += 1) {
	const {stdout, status} = spawnSync(
		process.execPath,
		[
			'node_modules/vitest/vitest.mjs',
			...['run', 'test/simulation/matrix.test.ts', '--maxWorkers=1', ...process.argv.slice(2)],
		],
		{
			encoding: 'utf8',
			env: {
				SIMULATION_RUNS: '2000',
				...process.env,
				SIMULATION_CELLS: 'all',
				SIMULATION_SLICE: `${slice}/${parts}`,
			},
			maxBuffer: 2 ** 28,
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	const found = [
		...stripVTControlCharacters(stdout).matchAll(/^(.+): (\d+) cells, (\d+) failures \((.+)\)$/gm),
	];

	for (const [, what, cells, failures] of found) {
		const {cells: all, failures: failed} = totals.get(what) ?? {cells: 0, failures: 0};
		totals.set(what, {cells: all + Number(cells), failures: failed + Number(failures)});
	}

	console.log(`slice ${slice}/${parts}: ${found.map(([line]) => line).join('; ')}`);

	if (status !== 0) {
		died += 1;
		console.log(stdout);
	}
}

for (const [what, {cells, failures}] of totals) {
	console.log(`${what}: ${cells} cells, ${failures} failures`);
}

process.exitCode = died === 0 ? 0 : 1;
