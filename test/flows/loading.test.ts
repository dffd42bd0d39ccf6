import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {build, type Metafile} from 'esbuild';
import {beforeAll, describe, expect, it} from 'vitest';
import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import {loadChecks} from '../../source/diagnosis/flow.ts';

const root = path.resolve(import.meta.dirname, '../..');

let outputs: Metafile['outputs'];

beforeAll(async () => {
	const {metafile} = await build({
		absWorkingDir: root,
		entryPoints: ['source/cli.ts'],
		outdir: 'unwritten',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		jsx: 'automatic',
		packages: 'external',
		metafile: true,
		write: false,
		logLevel: 'error',
	});
	outputs = metafile.outputs;
});

/** The modules in the chunks that are loaded for these: what is imported later, on demand, is not among them. */
function modulesFor(...entryPoints: string[]): string[] {
	const chunks = new Set<string>();
	const waiting = Object.keys(outputs).filter(name =>
		entryPoints.includes(outputs[name]?.entryPoint ?? ''),
	);

	for (let chunk = waiting.pop(); chunk !== undefined; chunk = waiting.pop()) {
		if (!chunks.has(chunk)) {
			chunks.add(chunk);
			const imports = outputs[chunk]?.imports ?? [];
			waiting.push(
				...imports.flatMap(({kind, path: to}) =>
					kind === 'import-statement' && outputs[to] ? [to] : [],
				),
			);
		}
	}

	const inputs = [...chunks].flatMap(chunk => Object.entries(outputs[chunk]?.inputs ?? {}));
	return inputs.filter(([, {bytesInOutput}]) => bytesInOutput > 0).map(([input]) => input);
}

/** The modules of flows/ that read the account: each exports a check, a list of them, or a retry. */
const onDemand = readdirSync(path.join(root, 'flows'), {recursive: true, encoding: 'utf8'})
	.filter(name => name.endsWith('.ts') && name.includes(path.sep))
	.map(name => path.join('flows', name))
	.filter(name =>
		/^export (?:const|async function) (?:check|checks|retry)\b/m.test(
			readFileSync(path.join(root, name), 'utf8'),
		),
	);

describe('triage', () => {
	it('loads no check, no remedy and no retry, and nothing of what they judge with', () => {
		const base = modulesFor('source/cli.ts', 'source/commands/triage.ts');
		const recognition = modulesFor(...flows.map(({id}) => `flows/${id}.ts`));
		const loaded = [...new Set([...base, ...recognition])];
		console.log(`triage loads ${base.length} modules, and the flows that a text may fit`);

		expect(loaded).toContain('flows/log-destination-denied.ts');
		expect(onDemand.length).toBeGreaterThan(40);
		expect(loaded.filter(name => onDemand.includes(name))).toEqual([]);
		expect(
			loaded.filter(name => /^source\/(?:policy|definition|history|execution-log)\//.test(name)),
		).toEqual([]);
		expect(base.filter(name => /^flows\/.*\.ts$/.test(name))).toEqual([]);
		// Every flow and all of recognition are some 90 of them.
		expect(base.filter(name => name.endsWith('.ts')).length).toBeLessThanOrEqual(40);
		expect(loaded.length).toBeLessThan(100);
	});
});

describe('what flows load on demand', () => {
	it('is there, and each check has an id of its own', async () => {
		const lists = await Promise.all(
			[generalChecks, ...flows.map(({checks}) => checks)].map(checks => loadChecks(checks())),
		);
		const titles = new Map<string, Set<string>>();

		for (const {id, title} of lists.flat()) {
			titles.set(id, (titles.get(id) ?? new Set()).add(title));
		}

		expect(lists.filter(list => list.length === 0)).toEqual([]);
		expect([...titles].filter(([, all]) => all.size > 1)).toEqual([]);
		expect(
			[...titles.values()].flatMap(all => [...all]).filter(title => /\?$/.test(title)),
		).toEqual([]);
	});
});
