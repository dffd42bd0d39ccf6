import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** What each module may import besides itself: the arrows of the house. */
const allowed: Record<string, readonly string[]> = {
	incident: [],
	policy: [],
	definition: ['policy'],
	'execution-log': [],
	template: ['account', 'policy'],
	history: ['account', 'definition'],
	account: ['policy', 'clock', 'poll'],
	diagnosis: ['account', 'incident', 'policy', 'definition', 'execution-log', 'history'],
	evidence: ['account', 'definition', 'diagnosis', 'history'],
	flows: ['account', 'diagnosis', 'incident', 'policy', 'definition', 'execution-log', 'history'],
	fleet: ['account', 'clock', 'diagnosis', 'flows', 'incident'],
	failures: ['account', 'changes', 'clock', 'diagnosis', 'fleet', 'incident', 'policy'],
	caller: ['account', 'diagnosis', 'flows', 'policy'],
	'before-deployment': [
		'account',
		'definition',
		'diagnosis',
		'flows',
		'incident',
		'policy',
		'template',
	],
	changes: [
		'account',
		'diagnosis',
		'policy',
		'definition',
		'execution-log',
		'history',
		'clock',
		'poll',
	],
	practice: ['account', 'clock'],
	// The engine. It opens the practice account, and knows no face, no terminal and no output.
	run: [
		'account',
		'changes',
		'clock',
		'diagnosis',
		'errors',
		'evidence',
		'exit-status',
		'failures',
		'fleet',
		'flows',
		'history',
		'incident',
		'poll',
		'practice',
	],
	output: [
		'account',
		'before-deployment',
		'changes',
		'diagnosis',
		'evidence',
		'failures',
		'fleet',
		'incident',
		'policy',
	],
	// The faces.
	plain: ['errors', 'exit-status', 'output', 'run', 'stop-request'],
	wizard: [
		'changes',
		'clock',
		'diagnosis',
		'exit-status',
		'incident',
		'output',
		'run',
		'stop-request',
	],
	commands: [
		'account',
		'before-deployment',
		'caller',
		'changes',
		'diagnosis',
		'errors',
		'exit-status',
		'fleet',
		'flows',
		'incident',
		'output',
		'plain',
		'practice',
		'run',
		'stop-request',
		'template',
		'version',
		'wizard',
	],
};

const pureModules = [
	'aws',
	'text',
	'json',
	'json-tree',
	'names',
	'secrets',
	'spelling',
	'incident',
	'policy',
	'definition',
	'execution-log',
	'history',
	'template',
];

/** What everything may import. */
const kernel = ['aws', 'text', 'json', 'json-tree', 'names', 'secrets', 'spelling'];
const modulesOfTypes = ['account'];

type Import = {file: string; specifier: string; typeOnly: boolean; dynamic: boolean};

function filesBelow(folder: string): string[] {
	return readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
		.filter(file => /\.tsx?$/.test(file))
		.map(file => path.join(folder, file));
}

function importsOf(file: string): Import[] {
	const text = readFileSync(path.join(root, file), 'utf8');
	const statics = [...text.matchAll(/^(?:import|export)\s([^;]*?)\sfrom\s'([^']+)'/gms)].map(
		([, names = '', specifier = '']) => ({
			file,
			specifier,
			typeOnly: names.startsWith('type '),
			dynamic: false,
		}),
	);
	const dynamics = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, specifier = '']) => ({
		file,
		specifier,
		typeOnly: false,
		dynamic: true,
	}));

	return [...statics, ...dynamics];
}

/** `source/policy/merge.ts` is in the module policy, `flows/permissions/x.ts` in flows, `source/cli.ts` is a module of its own. */
function moduleOf(file: string): string {
	const [top = '', second = ''] = file.split(path.sep);
	return top === 'flows' ? 'flows' : second.replace(/\.tsx?$/, '');
}

const moduleImported = ({file, specifier}: Import): string | null =>
	specifier.startsWith('.')
		? moduleOf(path.relative(root, path.resolve(root, path.dirname(file), specifier)))
		: null;

/** As `moduleOf`, with the subjects of the flows apart. */
function folderOf(file: string): string {
	const [top = '', second = '', ...more] = file.split(path.sep);
	return top === 'flows' && more.length > 0 ? `flows/${second}` : moduleOf(file);
}

/** The nodes from which a way leads back to themselves. */
function inCircles(edges: ReadonlyArray<readonly [from: string, to: string]>): string[] {
	const graph = new Map<string, string[]>();

	for (const [from, to] of edges) {
		graph.set(from, [...(graph.get(from) ?? []), to]);
	}

	const reachesItself = (start: string): boolean => {
		const seen = new Set<string>();
		const open = [...(graph.get(start) ?? [])];

		for (let node = open.pop(); node !== undefined; node = open.pop()) {
			if (node === start) {
				return true;
			}

			if (!seen.has(node)) {
				seen.add(node);
				open.push(...(graph.get(node) ?? []));
			}
		}

		return false;
	};

	return [...graph.keys()].filter(reachesItself);
}

const imports = [...filesBelow('source'), ...filesBelow('flows')].flatMap(importsOf);

/** What the files of flows/ import of each other; what a flow loads on demand as well. */
const flowImports = imports.flatMap(found => {
	const to = path.join(path.dirname(found.file), found.specifier);
	const isInside = found.specifier.startsWith('.') && to.startsWith(`flows${path.sep}`);
	return isInside && found.file.startsWith(`flows${path.sep}`) ? [{file: found.file, to}] : [];
});

describe('the house', () => {
	it('has imports to judge in every module', () => {
		for (const module of Object.keys(allowed)) {
			expect(imports.filter(({file}) => moduleOf(file) === module).length, module).toBeGreaterThan(
				0,
			);
		}
	});

	it.each(Object.entries(allowed))('%s imports only what it may', (module, mayImport) => {
		const wrong = imports.filter(found => {
			const target = moduleImported(found);
			return (
				moduleOf(found.file) === module &&
				target &&
				target !== module &&
				!kernel.includes(target) &&
				!mayImport.includes(target)
			);
		});

		expect(wrong.map(({file, specifier}) => `${file} -> ${specifier}`)).toEqual([]);
	});

	it('keeps the pure modules free of SDK, React and file system', () => {
		const impure =
			/^(@aws-sdk|@smithy|react|ink|node:(fs|child_process|net|http|https|process|os))/;
		const wrong = imports.filter(
			({file, specifier}) => pureModules.includes(moduleOf(file)) && impure.test(specifier),
		);

		expect(wrong).toEqual([]);
	});

	it('reaches the account only through its interface, except where a session is opened', () => {
		const wrong = imports.filter(
			found =>
				moduleOf(found.file) !== 'account' &&
				!['session.ts', 'many-calls.ts'].some(
					opens => found.file === path.join('source', 'run', opens),
				) &&
				modulesOfTypes.includes(moduleImported(found) ?? '') &&
				/\/account\/(sdk|memoise)/.test(found.specifier),
		);

		expect(wrong).toEqual([]);
	});

	it('judges in the practice account by rules of its own, and knows only the types of the account', () => {
		const wrong = imports.filter(
			found =>
				moduleOf(found.file) === 'practice' &&
				moduleImported(found) === 'account' &&
				!found.typeOnly,
		);

		expect(wrong).toEqual([]);
	});

	it('keeps the engine free of React, streams and the terminal', () => {
		const wrong = imports.filter(
			({file, specifier}) =>
				moduleOf(file) === 'run' && /^(react|ink|node:(stream|readline|tty))/.test(specifier),
		);

		expect(wrong).toEqual([]);
	});

	it('has no circles among files, types included', () => {
		const edges = imports
			.filter(({specifier}) => specifier.startsWith('.'))
			.map(({file, specifier}) => [file, path.join(path.dirname(file), specifier)] as const);

		expect(inCircles(edges)).toEqual([]);
	});

	it('has no circles among folders, types included', () => {
		const edges = imports
			.filter(({specifier}) => specifier.startsWith('.'))
			.map(
				({file, specifier}) =>
					[folderOf(file), folderOf(path.join(path.dirname(file), specifier))] as const,
			)
			.filter(([from, to]) => from !== to);

		expect(inCircles(edges)).toEqual([]);
	});

	it('loads every AWS client only when it is first needed', () => {
		const eager = imports.filter(
			({specifier, typeOnly, dynamic}) =>
				specifier.startsWith('@aws-sdk/') && !typeOnly && !dynamic,
		);
		const reached = imports
			.filter(({specifier, dynamic}) => dynamic && specifier.includes('clients/'))
			.map(found => path.basename(found.specifier));

		expect(eager.filter(({file}) => !reached.includes(path.basename(file)))).toEqual([]);
	});

	it('is walked from the command line to the write in at most 40 files, which exist', () => {
		const text = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');
		const walked = [...text.matchAll(/^(\d+)\. `([^`]+\.[jt]sx?)`/gm)];

		expect(walked.map(([, number]) => Number(number))).toEqual(walked.map((_, index) => index + 1));
		expect(walked.length).toBeGreaterThan(30);
		expect(walked.length).toBeLessThanOrEqual(40);
		expect(walked.filter(([, , file = '']) => !existsSync(path.join(root, file)))).toEqual([]);
	});

	it('keeps every file within 250 lines', () => {
		const long = [...filesBelow('source'), ...filesBelow('flows')].filter(
			file => readFileSync(path.join(root, file), 'utf8').split('\n').length > 251,
		);

		expect(long).toEqual([]);
	});

	it('prints a time in one form: ISO 8601 is for JSON, the journal, plans and commands', () => {
		const forPrograms =
			/^source\/(?:text|clock|changes\/.*|output\/json\/.*|failures\/repeat-group|commands\/plan-file|evidence\/(?:tested-state|changes|log-piece)|practice\/.*)\.ts$|^flows\/(?:common\/role-permissions|failed-run\/stopped-execution)\.ts$/;
		const others = [...filesBelow('source'), ...filesBelow('flows')].filter(
			file =>
				!forPrograms.test(file) &&
				/toISOString|toLocale(?:Date|Time)/.test(readFileSync(path.join(root, file), 'utf8')),
		);
		expect(others).toEqual([]);
	});

	it('keeps flows/ in subjects: each imports what is common, and failed-run what is express', () => {
		const subjectOf = (file: string): string => file.split(path.sep)[1] ?? '';
		const mayImport: Record<string, readonly string[]> = {'failed-run': ['express']};
		const wrong = flowImports.filter(({file, to}) => {
			const [from, target] = [subjectOf(file), subjectOf(to)];
			const isFolder = !from.endsWith('.ts') && from !== target;
			return isFolder && target !== 'common' && !mayImport[from]?.includes(target);
		});

		expect(wrong.map(({file, to}) => `${file} -> ${to}`)).toEqual([]);
	});

	it('exports every type name once', () => {
		const exported = [...filesBelow('source'), ...filesBelow('flows')].flatMap(file =>
			[
				...readFileSync(path.join(root, file), 'utf8').matchAll(
					/^export (?:type|interface|class) (\w+)/gm,
				),
			].map(([, name = '']) => ({name, file})),
		);
		const twice = exported.filter(({name, file}) =>
			exported.some(other => other.name === name && other.file !== file),
		);

		expect(exported.length).toBeGreaterThan(200);
		expect(twice.map(({name, file}) => `${name} in ${file}`)).toEqual([]);
	});

	it('has no circle among the files of flows/', () => {
		const reached = (from: string, seen: Set<string> = new Set()): Set<string> => {
			for (const {to} of flowImports.filter(({file}) => file === from)) {
				if (!seen.has(to)) {
					seen.add(to);
					reached(to, seen);
				}
			}

			return seen;
		};
		const files = [...new Set(flowImports.map(({file}) => file))];

		expect(files.filter(file => reached(file).has(file))).toEqual([]);
	});
});
