import process from 'node:process';
import {beforeAll, expect, test} from 'vitest';
import {
	type Baseline,
	baselines,
	type Cell,
	failuresOf,
	pairCells,
	randomCells,
	singleCells,
	someOf,
	writingBaselines,
} from './cells.ts';

/**
 * The whole of a fix lives through faults on the wire, in virtual time, and is then undone. Every cell, and as many
 * random runs as wanted, with SIMULATION_SEED=7 SIMULATION_RUNS=20000 npm run simulate: that runs this file once for
 * each slice of them, SIMULATION_SLICE=1/20 and so on.
 */
const seed = Number(process.env.SIMULATION_SEED ?? 20_260_309);
const cellsOf = process.env.SIMULATION_CELLS ?? '150';
const randomRuns = Number(process.env.SIMULATION_RUNS ?? 150);

const [slice = 1, slices = 1] = (process.env.SIMULATION_SLICE ?? '1/1').split('/').map(Number);

const sliceOf = (cells: readonly Cell[]): readonly Cell[] =>
	cells.filter((_, index) => index % slices === slice - 1);

const chosen = (cells: readonly Cell[]): readonly Cell[] =>
	sliceOf(cellsOf === 'all' ? cells : someOf(cells, Number(cellsOf), seed));

let all: Baseline[];

beforeAll(async () => {
	all = await baselines();
}, 120_000);

async function holds(what: string, cells: readonly Cell[]): Promise<void> {
	const began = performance.now();
	const failures = await failuresOf(cells);
	const perMinute = Math.round((cells.length / (performance.now() - began)) * 60_000);
	console.info(
		`${what}: ${cells.length} cells, ${failures.length} failures (seed ${seed}, ${perMinute} a minute)`,
	);
	expect(failures.slice(0, 20)).toEqual([]);
}

test('every call of every write × every fault', {timeout: 3_600_000}, () =>
	holds('writes × faults', chosen(singleCells(writingBaselines(all), true))),
);

test('every pair of faults around every write', {timeout: 3_600_000}, () =>
	holds('pairs of faults', chosen(pairCells(writingBaselines(all)))),
);

test('every call of every check × every fault', {timeout: 3_600_000}, () =>
	holds('checks × faults', chosen(singleCells(all, false))),
);

test('faults at random', {timeout: 3_600_000}, () =>
	holds('random runs', sliceOf(randomCells(all, seed, randomRuns))),
);
