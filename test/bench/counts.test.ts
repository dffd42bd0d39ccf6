import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {countCalls} from '../../scripts/bench/counted-account.ts';
import {countRuns} from '../../scripts/bench/counted-fix.ts';
import {modulesLoadedBy} from '../../scripts/bench/modules.mjs';
import {scenarios} from '../../source/practice/scenarios/index.ts';

const root = path.resolve(import.meta.dirname, '../..');

type Counts = {
	modules: {version: number; triage: number};
	triagePackages: string[];
	runs: Record<string, {calls: number; rounds: number}>;
	scenarios: Record<string, {calls: number; rounds: number}>;
};

/** A count that goes up is a decision: `node scripts/bench/counts.mjs` writes it down, and the commit says why. */
const known: Counts = JSON.parse(readFileSync(path.join(root, 'bench/counts.json'), 'utf8'));

describe('what it costs', () => {
	it('--version and triage load no more modules than they did', async () => {
		const version = await modulesLoadedBy(['source/cli.ts'], root);
		const triage = await modulesLoadedBy(['source/cli.ts', 'source/commands/triage.ts'], root);

		expect(version.own.length).toBeLessThanOrEqual(known.modules.version);
		expect(version.packages).toEqual([]);
		expect(triage.own.length).toBeLessThanOrEqual(known.modules.triage);
		expect(triage.packages.filter(name => !known.triagePackages.includes(name))).toEqual([]);
	});

	it('a whole run asks AWS no more: fix --yes, and check in a small and in a large account', async () => {
		const counts = await countRuns();

		for (const [name, {calls, rounds, status}] of Object.entries(counts)) {
			const most = known.runs[name] ?? {calls, rounds};
			expect({name, status, calls, rounds}).toEqual({
				name,
				status: name.startsWith('fix') ? 0 : 1,
				calls: Math.min(calls, most.calls),
				rounds: Math.min(rounds, most.rounds),
			});
		}
	});

	it.each(Object.values(scenarios))(
		'$id asks AWS no more, and waits for it no more often',
		async scenario => {
			const {calls, rounds, repeated} = await countCalls(scenario);
			const {[scenario.id]: before} = known.scenarios;

			expect(repeated).toEqual([]);

			// A scenario that is new has no count yet.
			if (before) {
				expect({calls, rounds}, 'node scripts/bench/counts.mjs writes a higher count down').toEqual(
					{
						calls: Math.min(calls, before.calls),
						rounds: Math.min(rounds, before.rounds),
					},
				);
			}
		},
	);
});
