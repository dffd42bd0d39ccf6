import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** What each room may import besides itself. */
const allowed: Record<string, readonly string[]> = {
	incident: [],
	policy: [],
	definition: ['policy'],
	'execution-log': [],
	template: ['account', 'policy'],
	history: ['account', 'definition'],
	account: ['policy', 'clock'],
	diagnosis: ['account', 'incident', 'policy', 'definition', 'history'],
	flows: ['account', 'diagnosis', 'incident', 'policy', 'definition', 'execution-log', 'history'],
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
	output: ['account', 'changes', 'diagnosis', 'incident'],
	wizard: ['account', 'changes', 'diagnosis', 'incident', 'output', 'clock'],
	commands: [
		'account',
		'changes',
		'clock',
		'diagnosis',
		'flows',
		'history',
		'incident',
		'output',
		'policy',
		'practice',
		'version',
		'wizard',
	],
};

const pureRooms = [
	'aws',
	'text',
	'json',
	'incident',
	'policy',
	'definition',
	'execution-log',
	'history',
	'template',
];

/** What everything may import. */
const kernel = ['aws', 'text', 'json'];
const roomsOfTypes = ['account'];

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

/** `source/policy/merge.ts` is in the room policy, `flows/permissions/x.ts` in flows, `source/cli.ts` is a room of its own. */
function roomOf(file: string): string {
	const [top = '', second = ''] = file.split(path.sep);
	return top === 'flows' ? 'flows' : second.replace(/\.tsx?$/, '');
}

const roomImported = ({file, specifier}: Import): string | null =>
	specifier.startsWith('.')
		? roomOf(path.relative(root, path.resolve(root, path.dirname(file), specifier)))
		: null;

const imports = [...filesBelow('source'), ...filesBelow('flows')].flatMap(importsOf);

describe('the house', () => {
	it('has imports to judge in every room', () => {
		for (const room of Object.keys(allowed)) {
			expect(imports.filter(({file}) => roomOf(file) === room).length, room).toBeGreaterThan(0);
		}
	});

	it.each(Object.entries(allowed))('%s imports only what it may', (room, mayImport) => {
		const wrong = imports.filter(found => {
			const target = roomImported(found);
			return (
				roomOf(found.file) === room &&
				target &&
				target !== room &&
				!kernel.includes(target) &&
				!mayImport.includes(target)
			);
		});

		expect(wrong.map(({file, specifier}) => `${file} -> ${specifier}`)).toEqual([]);
	});

	it('keeps the pure rooms free of SDK, React and file system', () => {
		const impure =
			/^(@aws-sdk|@smithy|react|ink|node:(fs|child_process|net|http|https|process|os))/;
		const wrong = imports.filter(
			({file, specifier}) => pureRooms.includes(roomOf(file)) && impure.test(specifier),
		);

		expect(wrong).toEqual([]);
	});

	it('reaches the account only through its interface, outside the commands', () => {
		const wrong = imports.filter(
			found =>
				!['account', 'commands'].includes(roomOf(found.file)) &&
				roomsOfTypes.includes(roomImported(found) ?? '') &&
				/\/account\/(sdk|memoise)/.test(found.specifier),
		);

		expect(wrong).toEqual([]);
	});

	it('judges in the practice account by rules of its own, and knows only the types of the account', () => {
		const wrong = imports.filter(
			found =>
				roomOf(found.file) === 'practice' && roomImported(found) === 'account' && !found.typeOnly,
		);

		expect(wrong).toEqual([]);
	});

	it('has no circles among the files of practice', () => {
		const graph = new Map<string, string[]>();

		for (const found of imports.filter(({file}) => roomOf(file) === 'practice')) {
			const target = path.join(path.dirname(found.file), found.specifier);
			graph.set(found.file, [...(graph.get(found.file) ?? []), target]);
		}

		const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean =>
			(graph.get(from) ?? []).some(next => {
				if (next === wanted) {
					return true;
				}

				return !seen.has(next) && seen.add(next) && reaches(next, wanted, seen);
			});

		expect([...graph.keys()].filter(file => reaches(file, file))).toEqual([]);
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

	it('keeps every file within 250 lines', () => {
		const long = [...filesBelow('source'), ...filesBelow('flows')].filter(
			file => readFileSync(path.join(root, file), 'utf8').split('\n').length > 251,
		);

		expect(long).toEqual([]);
	});
});
