/*
 * Writes bench/counts.json: what a test holds every change to. Run it when a count goes down, or when one goes up for a
 * reason that the commit names.
 *
 *   node scripts/bench/counts.mjs
 */
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {load} from './load.mjs';
import {modulesLoadedBy} from './modules.mjs';

const root = path.join(import.meta.dirname, '../..');
const {countAll} = await load('scripts/bench/counted-account.ts', root);
const {countRuns} = await load('scripts/bench/counted-fix.ts', root);
const version = await modulesLoadedBy(['source/cli.ts'], root);
const triage = await modulesLoadedBy(['source/cli.ts', 'source/commands/triage.ts'], root);
const {stdout} = spawnSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
	cwd: root,
	encoding: 'utf8',
});
const answer = JSON.parse(stdout);
const {size, unpackedSize} = Array.isArray(answer) ? answer[0] : Object.values(answer)[0];

writeFileSync(
	path.join(root, 'bench/counts.json'),
	`${JSON.stringify(
		{
			packageBytes: size,
			unpackedBytes: unpackedSize,
			modules: {version: version.own.length, triage: triage.own.length},
			triagePackages: triage.packages,
			runs: Object.fromEntries(
				Object.entries(await countRuns()).map(([id, {calls, rounds}]) => [id, {calls, rounds}]),
			),
			scenarios: Object.fromEntries(
				Object.entries(await countAll()).map(([id, {calls, rounds}]) => [id, {calls, rounds}]),
			),
		},
		null,
		'\t',
	)}\n`,
);
