import type {Change} from '../../source/diagnosis/remedy.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {
	type FaultPlan,
	faultsBySeed,
	seeded,
	type WireFault,
	wireFaults,
} from '../../source/practice/wire-faults.ts';
import {type Lived, live, loadAll} from './world.ts';

export type Baseline = {scenario: Scenario; whole: Lived; changes: Change[]; applied: Lived};

export type Cell = {
	name: string;
	baseline: Baseline;
	plan: () => FaultPlan;
	/** True where only the writes are lived through, not the checks before them. */
	writesOnly: boolean;
};

export type Failure = {cell: string; broken: string[]};

const noFault: FaultPlan = () => null;

/** Every scenario whose text is recognised, lived through once without faults. */
export async function baselines(): Promise<Baseline[]> {
	const all: Baseline[] = [];
	const recognized = Object.values(scenarios).filter(({paste}) => paste !== null);
	await loadAll(recognized);

	for (const scenario of recognized) {
		const whole = await live(scenario, {plan: noFault, changes: null});
		const changes = whole.told.map(({change}) => change);
		all.push({scenario, whole, changes, applied: await live(scenario, {plan: noFault, changes})});
	}

	return all;
}

/** One scenario for each set of kinds of change that a fix writes. */
export function writingBaselines(all: readonly Baseline[]): Baseline[] {
	const bySignature = new Map<string, Baseline>();

	for (const baseline of all.filter(({changes}) => changes.length > 0)) {
		const signature = baseline.applied.calls.map(({operation}) => operation).join();
		bySignature.set(signature, bySignature.get(signature) ?? baseline);
	}

	return [...bySignature.values()];
}

const isWrite = (operation: string): boolean =>
	/:(?:Put|Create|Update|Delete|Attach|Detach)/.test(operation);

const once =
	(at: number, fault: WireFault): FaultPlan =>
	({index}) =>
		index === at ? fault : null;

const fromThenOn =
	(at: number, fault: WireFault): FaultPlan =>
	({index}) =>
		index >= at ? fault : null;

/** The calls of the fix itself: what comes after is the undo that every run ends with. */
const callsOfFix = ({whole, applied}: Baseline, writesOnly: boolean) => {
	const {calls} = writesOnly ? applied : whole;
	const lastWrite = calls.findIndex(
		({operation}, index) => isWrite(operation) && index > 0 && operation.includes('Delete'),
	);
	return lastWrite === -1 ? calls : calls.slice(0, lastWrite);
};

/** Every call × every fault, met once and from then on. */
export const singleCells = (all: readonly Baseline[], writesOnly: boolean): Cell[] =>
	all.flatMap(baseline =>
		callsOfFix(baseline, writesOnly).flatMap(({index, operation}) =>
			wireFaults.flatMap(fault => [
				{
					name: `${baseline.scenario.id} #${index} ${operation}: ${fault}`,
					baseline,
					writesOnly,
					plan: () => once(index, fault),
				},
				{
					name: `${baseline.scenario.id} #${index} ${operation}: ${fault} from then on`,
					baseline,
					writesOnly,
					plan: () => fromThenOn(index, fault),
				},
			]),
		),
	);

/** Around each write: every fault on it × every fault on what comes next, met once and from then on. */
export const pairCells = (all: readonly Baseline[]): Cell[] =>
	all.flatMap(baseline =>
		callsOfFix(baseline, true)
			.filter(({operation}) => isWrite(operation))
			.flatMap(({index, operation}) =>
				wireFaults.flatMap(first =>
					wireFaults.flatMap(second => [
						{
							name: `${baseline.scenario.id} #${index} ${operation}: ${first}, then ${second}`,
							baseline,
							writesOnly: true,
							plan: (): FaultPlan => call =>
								once(index, first)(call) ?? once(index + 1, second)(call),
						},
						{
							name: `${baseline.scenario.id} #${index} ${operation}: ${first}, then ${second} from then on`,
							baseline,
							writesOnly: true,
							plan: (): FaultPlan => call =>
								once(index, first)(call) ?? fromThenOn(index + 1, second)(call),
						},
					]),
				),
			),
	);

/** Whole runs with faults anywhere, all of it from one seed. */
export function randomCells(all: readonly Baseline[], seed: number, count: number): Cell[] {
	const next = seeded(seed);

	return Array.from({length: count}, (_, run) => {
		const baseline = all[Math.floor(next() * all.length)] as Baseline;
		const [own, share] = [Math.floor(next() * 2 ** 31), 0.05 + next() * 0.5];
		return {
			name: `${baseline.scenario.id}, run ${run} of seed ${seed}`,
			baseline,
			writesOnly: next() < 0.5,
			plan: () => faultsBySeed(own, share),
		};
	});
}

/** So many of the cells, chosen by the seed; all where they are fewer. */
export function someOf(cells: readonly Cell[], count: number, seed: number): Cell[] {
	const next = seeded(seed);
	return cells
		.map(cell => ({cell, at: next()}))
		.sort((one, other) => one.at - other.at)
		.slice(0, count)
		.map(({cell}) => cell);
}

export async function failuresOf(cells: readonly Cell[]): Promise<Failure[]> {
	const failures: Failure[] = [];

	for (const {name, baseline, plan, writesOnly} of cells) {
		const broken = await brokenIn(baseline, plan(), writesOnly);

		if (broken.length > 0) {
			failures.push({cell: name, broken});
		}
	}

	return failures;
}

async function brokenIn(
	{scenario, whole, changes, applied}: Baseline,
	plan: FaultPlan,
	writesOnly: boolean,
): Promise<string[]> {
	try {
		const lived = await live(scenario, {plan, changes: writesOnly ? changes : null});
		const calm = writesOnly ? applied : whole;
		const refused = lived.undoRefused !== null && lived.undoRefused !== calm.undoRefused;

		return [
			...lived.broken.filter(what => !calm.broken.includes(what)),
			...(refused ? [`undo refused: ${lived.undoRefused}`] : []),
			...betterThan(calm, lived),
		];
	} catch (error) {
		return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
	}
}

/** A fault never makes anything look better than it is. */
function betterThan(calm: Lived, lived: Lived): string[] {
	const checks = Object.entries(lived.outcomes)
		.filter(([id, outcome]) => outcome === 'ok' && calm.outcomes[id] !== 'ok')
		.map(([id]) => `check ${id} is ok under a fault, and ${calm.outcomes[id]} without`);
	const isBetter =
		['healthy', 'not-a-fault'].includes(lived.verdict) && lived.verdict !== calm.verdict;

	return isBetter ? [...checks, `verdict ${lived.verdict}, and ${calm.verdict} without`] : checks;
}
