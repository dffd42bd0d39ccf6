/*
 * Figures of the house: files, lines, files with one importer, modules loaded and run, calls from paste to write.
 *
 *   node scripts/measure.mjs [CHECKOUT]     another checkout with its node_modules beside it; default: this one
 *
 * The program is compiled file by file, unbundled, so that Node itself says what was loaded and what was run.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
const files = ['source', 'flows'].flatMap(folder =>
	readdirSync(path.join(root, folder), {recursive: true})
		.filter(file => /\.tsx?$/.test(file))
		.map(file => path.join(folder, file)),
);
const texts = new Map(files.map(file => [file, readFileSync(path.join(root, file), 'utf8')]));

const importsOf = file =>
	[...texts.get(file).matchAll(/(?:\bfrom |\bimport\()'(\.[^']+)'/g)].map(([, specifier]) =>
		path.join(path.dirname(file), specifier),
	);
const importers = new Map(files.map(file => [file, new Set()]));

for (const file of files) {
	for (const imported of importsOf(file)) {
		importers.get(imported)?.add(file);
	}
}

const lines = files.map(file => texts.get(file).split('\n').length - 1).sort((a, b) => a - b);
const sum = lines.reduce((all, each) => all + each, 0);
const single = [...importers.values()].filter(by => by.size === 1).length;

console.log(
	`files ${files.length}, lines ${sum}, median ${lines[lines.length >> 1]}, longest ${lines.at(-1)}`,
);
console.log(`files with one importer ${single} (${Math.round((100 * single) / files.length)} %)`);

const compiled = mkdtempSync(path.join(tmpdir(), 'sfn-fix-measure-'));

try {
	measureRuns();
} finally {
	rmSync(compiled, {recursive: true, force: true});
}

function measureRuns() {
	execFileSync(
		process.execPath,
		[
			path.join(root, 'node_modules/typescript/bin/tsc'),
			...['--project', path.join(root, 'tsconfig.json'), '--noEmit', 'false', '--outDir', compiled],
			...['--rootDir', root, '--rewriteRelativeImportExtensions'],
		],
		{cwd: root, stdio: 'inherit'},
	);
	symlinkSync(path.join(root, 'node_modules'), path.join(compiled, 'node_modules'));
	cpSync(path.join(root, 'package.json'), path.join(compiled, 'package.json'));

	for (const file of readdirSync(path.join(root, 'source'), {recursive: true})) {
		if (file.endsWith('.json')) {
			cpSync(path.join(root, 'source', file), path.join(compiled, 'source', file));
		}
	}

	const denial =
		'The state machine IAM Role is not authorized to access the Log Destination (Service: AWSStepFunctions)';

	for (const args of [['--version'], ['triage', denial], ['demo', 'log-destination']]) {
		const {loaded, run, calls} = runOf(args);
		console.log(
			`${args.slice(0, 2).join(' ').slice(0, 24).padEnd(24)} modules loaded ${loaded}, run ${run}` +
				(calls > 0 ? `, calls from the start to the write ${calls}` : ''),
		);
	}
}

/** Of the modules of the program itself: those loaded, those of which a function ran, and the calls under a write. */
function runOf(args) {
	const coverage = mkdtempSync(path.join(tmpdir(), 'sfn-fix-coverage-'));
	const hook = path.join(coverage, 'hook.mjs');
	// The practice account reads the request's body: the stack at that moment is the way to the write.
	writeFileSync(
		hook,
		`Error.stackTraceLimit = 1000;
		globalThis.URLSearchParams = class extends URLSearchParams {
			constructor(body) {
				super(body);
				if (/Action=PutRolePolicy/.test(String(body))) {
					const frames = new Error().stack.split('\\n').filter(line => /\\/(source|flows)\\//.test(line) && !line.includes('/practice/'));
					process.stderr.write('CALLS ' + frames.length + '\\n');
				}
			}
		};`,
	);
	const {stderr} = spawnSync(
		process.execPath,
		['--import', pathToFileURL(hook).href, path.join(compiled, 'source/cli.js'), ...args],
		{
			cwd: compiled,
			encoding: 'utf8',
			env: {
				...process.env,
				NODE_V8_COVERAGE: coverage,
				AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
				NO_COLOR: '1',
				SFN_FIX_STATE_DIR: coverage,
			},
		},
	);
	const report = readdirSync(coverage).find(file => file.startsWith('coverage-'));
	const {result} = JSON.parse(readFileSync(path.join(coverage, report), 'utf8'));
	const own = result.filter(
		({url}) => /\/(source|flows)\/.*\.js$/.test(url) && !url.includes('node_modules'),
	);
	// The first function is the module itself.
	const run = own.filter(({functions}) =>
		functions.slice(1).some(({ranges}) => ranges[0].count > 0),
	);
	const calls = [...stderr.matchAll(/CALLS (\d+)/g)].map(([, number]) => Number(number));
	rmSync(coverage, {recursive: true, force: true});

	return {loaded: own.length, run: run.length, calls: Math.max(0, ...calls)};
}
