// Derives flows/calls.json: what each flow reads and writes, from the modules that it imports.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'flows');
const textOf = file => readFileSync(file, 'utf8');
const unique = list => [...new Set(list)].sort();
const found = (texts, pattern) =>
	unique(texts.flatMap(text => [...text.matchAll(pattern)].map(([, name]) => name)));

/** Imports of values: a type calls nothing. */
const imports = /(?:^(?:import|export)\s+(?!type\b)[^;]*?from\s+|\bimport\()'(\.[^']+)'/gms;

function modulesOf(file, seen = new Set()) {
	if (!seen.has(file) && file.startsWith(folder)) {
		seen.add(file);

		for (const name of found([textOf(file)], imports)) {
			modulesOf(path.resolve(path.dirname(file), name), seen);
		}
	}

	return seen;
}

function callsOf(file) {
	const texts = [...modulesOf(file)].map(textOf);

	return {
		reads: found(texts, /\breads\s*\.(\w+)\s*[(,)]/g),
		changes: found(
			texts,
			/kind: '(role-inline-policy|role-trust-policy|role-managed-policy|account-log-resource-policy|log-group-resource-policy|log-group|logging-configuration|definition)'/g,
		),
		repeats: found(texts, /kind: '(redrive|start-execution)'/g),
	};
}

export const flowCalls = () =>
	Object.fromEntries(
		readdirSync(folder)
			.filter(name => name.endsWith('.ts'))
			.flatMap(name => {
				const file = path.join(folder, name);
				const id = /^export const \w+: Flow = \{\s+id: '([^']+)'/m.exec(textOf(file))?.[1];
				return id ? [[id, callsOf(file)]] : [];
			}),
	);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	writeFileSync(path.join(folder, 'calls.json'), `${JSON.stringify(flowCalls(), null, '\t')}\n`);
}
