import {execFile, spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs, promisify} from 'node:util';
import {ECSClient, RegisterTaskDefinitionCommand} from '@aws-sdk/client-ecs';
import {
	AttachRolePolicyCommand,
	CreateRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {CreateStateMachineCommand, DeleteStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';
import {load as loadModule} from './bench/load.mjs';

/*
 * Loads real workflows into moto_server, runs the built program on each, and counts the verdicts that differ from
 * the expected ones; `check --definition` on each as a template is compared with what the account says.
 *
 * node scripts/workflow-pairs.mjs [--removals N] [FILE]   default: ../shared/workflow-pairs/workflow-pairs.jsonl
 *
 * --removals takes away one statement of a healthy workflow after another, up to N of them evenly spread, fixes each
 * with `fix --yes`, and counts what was not restored or is wider than what was taken.
 */
const root = new URL('..', import.meta.url).pathname;
const {
	values: {removals: removalsWanted},
	positionals: [named],
} = parseArgs({allowPositionals: true, options: {removals: {type: 'string'}}});
const file = named ?? `${root}../shared/workflow-pairs/workflow-pairs.jsonl`;
const region = 'us-east-1';
const credentials = {accessKeyId: 'test', secretAccessKey: 'test'};
const run = promisify(execFile);
const {templateOf} = await loadModule('test/before-deployment/workflow-pairs.ts', root);

const skip = reason => {
	console.log(`Skipped: ${reason}`);
	process.exit(0);
};

if (!existsSync(file)) {
	skip(`there is no ${file}.`);
}

if (spawnSync('moto_server', ['--help'], {stdio: 'ignore'}).status !== 0) {
	skip('moto_server is not on the PATH (pip install "moto[server]").');
}

if (!existsSync(`${root}dist/cli.js`)) {
	skip('the program is not built (npm run build).');
}

const freePort = () =>
	new Promise(resolve => {
		const probe = createServer();
		probe.listen(0, '127.0.0.1', () => {
			const {port} = probe.address();
			probe.close(() => resolve(port));
		});
	});

const port = await freePort();
const endpoint = `http://127.0.0.1:${port}`;
const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
	stdio: 'ignore',
	env: {...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true'},
});
process.once('exit', () => server.kill());

const answers = () =>
	fetch(`${endpoint}/moto-api/data.json`).then(
		({ok}) => ok,
		() => false,
	);

while (!(await answers())) {
	if (server.exitCode !== null) {
		skip(`moto_server ended with exit status ${server.exitCode}.`);
	}

	await new Promise(resolve => setTimeout(resolve, 100));
}

const stateFolder = mkdtempSync(join(tmpdir(), 'workflow-pairs-'));
process.once('exit', () => rmSync(stateFolder, {recursive: true, force: true}));

const clients = {endpoint, region, credentials};
const iam = new IAMClient(clients);
const sfn = new SFNClient(clients);
const ecs = new ECSClient(clients);

const trusting = Principal =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Effect: 'Allow', Principal, Action: 'sts:AssumeRole'}],
	});

/** The roles that a workflow passes are not in the file: here they trust every service. */
const roleOf = (name, principal) =>
	iam
		.send(new CreateRoleCommand({RoleName: name, AssumeRolePolicyDocument: trusting(principal)}))
		.catch(error => {
			if (error.name !== 'EntityAlreadyExistsException' && error.name !== 'EntityAlreadyExists') {
				throw error;
			}
		});

let roleOfPair = '';

async function load(pair, index) {
	const role = `workflow-${index}`;
	await roleOf(role, {Service: 'states.amazonaws.com'});

	for (const [at, policy] of pair.policies.entries()) {
		await iam.send(
			policy.kind === 'inline'
				? new PutRolePolicyCommand({
						RoleName: role,
						PolicyName: `policy-${at}`,
						// The simulated account takes no older version; none of the policies has a variable.
						PolicyDocument: JSON.stringify({...policy.document, Version: '2012-10-17'}),
					})
				: new AttachRolePolicyCommand({RoleName: role, PolicyArn: policy.arn}),
		);
	}

	const text = JSON.stringify([pair.definition, pair.taskDefinitions ?? {}]);
	const passed = new Set([
		...[...text.matchAll(/:role\/([\w+=,.@/-]+)/g)].map(([, name]) => name.split('/').at(-1)),
		...[...text.matchAll(/"\w*Role":"([\w+=,.@-]+)"/g)].map(([, name]) => name),
	]);

	for (const name of passed) {
		await roleOf(name, '*');
	}

	for (const [arn, roles] of Object.entries(pair.taskDefinitions ?? {})) {
		await ecs.send(
			new RegisterTaskDefinitionCommand({
				family: arn.split('/')[1].split(':')[0],
				networkMode: 'bridge',
				containerDefinitions: [{name: 'main', image: 'busybox', memory: 128}],
				...roles,
			}),
		);
	}

	roleOfPair = role;
	const {stateMachineArn} = await sfn.send(
		new CreateStateMachineCommand({
			name: pair.name,
			type: pair.type,
			definition: JSON.stringify(pair.definition),
			roleArn: `arn:aws:iam::123456789012:role/${role}`,
			...(pair.tracing && {tracingConfiguration: {enabled: true}}),
		}),
	);

	// Some pairs share a name, which counts: policies of Distributed Maps name their own machine.
	return () => sfn.send(new DeleteStateMachineCommand({stateMachineArn}));
}

const check = pair => sfnFix(['check', pair.name]);

async function sfnFix(command) {
	const {stdout} = await run(
		process.execPath,
		['bin/sfn-fix.js', ...command, '--json', '--endpoint-url', endpoint, '--region', region],
		{
			cwd: root,
			maxBuffer: 1e8,
			env: {
				...process.env,
				AWS_ACCESS_KEY_ID: 'test',
				AWS_SECRET_ACCESS_KEY: 'test',
				SFN_FIX_STATE_DIR: stateFolder,
			},
		},
	).catch(error => error);

	return JSON.parse(stdout);
}

/** A file can leave open what the account tells, managed policies among it; it cannot say the contrary. */
async function compareFile(pair, inAccount) {
	const template = join(stateFolder, 'template.json');
	writeFileSync(template, JSON.stringify(templateOf(pair)));
	const {stdout} = await run(
		process.execPath,
		['bin/sfn-fix.js', 'check', '--definition', template, '--json'],
		{cwd: root, maxBuffer: 1e8},
	).catch(error => error);
	const outcomeIn = checks =>
		checks.find(({id}) => id === 'definition-permissions')?.outcome ?? 'left out';
	const [file, account] = [
		outcomeIn(JSON.parse(stdout).stateMachines?.[0]?.checks ?? []),
		outcomeIn(inAccount),
	];
	const key = `${file} (account: ${account})`;
	byFile[key] = (byFile[key] ?? 0) + 1;

	if (file !== account && file !== 'unknown' && account !== 'unknown') {
		differing.push(`${pair.id}: ${key}`);
	}
}

const fits = (pattern, text) =>
	new RegExp(
		`^${pattern
			.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
			.replaceAll('*', '.*')
			.replaceAll('?', '.')}$`,
		'is',
	).test(text);

/** A wildcard of ours fits one of theirs only where theirs is as wide. */
const covers = (theirs, ours) => [theirs].flat().some(pattern => fits(pattern, ours));

/** What of the policy that sfn-fix wrote the statement did not allow. */
async function widerThan(statement) {
	const {PolicyDocument} = await iam
		.send(new GetRolePolicyCommand({RoleName: roleOfPair, PolicyName: 'sfn-fix-permissions'}))
		.catch(() => ({PolicyDocument: '%7B%22Statement%22%3A%5B%5D%7D'}));
	const {Statement} = JSON.parse(decodeURIComponent(PolicyDocument));

	return Statement.flatMap(({Action, Resource}) =>
		[Action].flat().flatMap(action =>
			[Resource]
				.flat()
				.filter(
					resource =>
						!covers(statement.Action, action) ||
						!covers(
							statement.Resource,
							resource.replace(/@connections\/\*$/, '@connections/{connectionId}'),
						),
				)
				.map(resource => `${action} on ${resource}`),
		),
	);
}

async function tryRemovals(wanted) {
	const removals = pairs.flatMap(pair =>
		pair.notes.expected?.includes('healthy')
			? pair.policies.flatMap((policy, at) =>
					(policy.kind === 'inline' ? [policy.document.Statement].flat() : []).flatMap(
						(removed, index) =>
							removed.Effect === 'Allow' && removed.Action && removed.Resource
								? [{whole: pair, pair: without(pair, at, index), removed}]
								: [],
					),
				)
			: [],
	);
	const every = Math.max(1, removals.length / wanted);
	const chosen = removals.filter(
		(_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every),
	);
	const counts = {tried: 0, notNeeded: 0, restored: 0, open: 0, notRestored: 0, wider: 0};

	const healthy = new Map();

	for (const [index, {whole, pair, removed}] of chosen.entries()) {
		if (!healthy.has(whole.id)) {
			healthy.set(whole.id, await isHealthy(whole, `whole-${index}`));
		}

		if (!healthy.get(whole.id)) {
			continue;
		}

		const unload = await load(pair, `removal-${index}`);
		const before = await check(pair);
		counts.tried += 1;

		if (before.verdict === 'problem') {
			await sfnFix(['fix', pair.name, '--yes']);
			const {verdict, checks} = await check(pair);
			const wider = await widerThan(removed);
			counts[verdict === 'healthy' ? 'restored' : verdict === 'problem' ? 'notRestored' : 'open'] +=
				1;
			counts.wider += wider.length > 0 ? 1 : 0;

			if (verdict !== 'healthy' || wider.length > 0) {
				const left = checks.filter(({outcome}) => outcome === 'problem' || outcome === 'unknown');
				console.log(
					`${pair.id}: ${verdict}: ${wider.join(', ')} ${left.map(({answer}) => answer).join(' | ')}`,
				);
			}
		} else {
			counts[before.verdict === 'healthy' ? 'notNeeded' : 'open'] += 1;
		}

		await unload();
	}

	console.log(`removals: ${JSON.stringify(counts)}`);
	process.exitCode = counts.notRestored + counts.wider > 0 ? 1 : 0;
}

async function isHealthy(pair, index) {
	const unload = await load(pair, index);
	const {verdict} = await check(pair);
	await unload();
	return verdict === 'healthy';
}

function without(pair, at, index) {
	const policy = pair.policies[at];
	const Statement = [policy.document.Statement].flat().toSpliced(index, 1);
	const policies =
		Statement.length === 0
			? pair.policies.toSpliced(at, 1)
			: pair.policies.with(at, {...policy, document: {...policy.document, Statement}});

	return {...pair, policies};
}

const pairs = readFileSync(file, 'utf8')
	.trim()
	.split('\n')
	.map(line => JSON.parse(line));

if (removalsWanted !== undefined) {
	await tryRemovals(Number(removalsWanted));
	process.exit();
}

const counts = {healthy: 0, problem: 0, 'no-verdict': 0};
const wrong = {problem: [], healthy: [], 'no-verdict': []};
const unknown = [];
/** What `check --definition` says of the same workflow as a template, by what the account says. */
const byFile = {};
const differing = [];

for (const [index, pair] of pairs.entries()) {
	const unload = await load(pair, index);
	const {verdict, checks} = await check(pair);
	await unload();
	await compareFile(pair, checks);
	const expected = pair.notes.expected
		?.split(' or ')
		.map(each => each.replace('warning', 'healthy'));
	const reasons = checks
		.filter(
			({outcome, id}) => (outcome === 'problem' || outcome === 'unknown') && id !== 'role-age',
		)
		.map(({id, answer}) => `${id}: ${answer}`);
	counts[verdict] = (counts[verdict] ?? 0) + 1;

	// A role without any policy is denied everything, whatever the state calls.
	const isSureDenial = verdict === 'problem' && pair.policies.length === 0;

	if (expected && !expected.includes(verdict) && !isSureDenial) {
		wrong[verdict]?.push(`${pair.id}: ${verdict}, expected ${expected}: ${reasons.join(' | ')}`);
	}

	if (verdict === 'no-verdict') {
		unknown.push(`${pair.id}: ${reasons.join(' | ')}`);
	}
}

console.log(`${pairs.length} workflows: ${JSON.stringify(counts)}`);
console.log(`false problems: ${wrong.problem.length}\n${wrong.problem.join('\n')}`);
console.log(`false healthys: ${wrong.healthy.length}\n${wrong.healthy.join('\n')}`);
console.log(`unknown: ${unknown.length}\n${unknown.join('\n')}`);
console.log(`check --definition on the permissions: ${JSON.stringify(byFile)}`);
console.log(`contradicting the account: ${differing.length}\n${differing.join('\n')}`);
process.exitCode = wrong.problem.length + wrong.healthy.length + differing.length > 0 ? 1 : 0;
process.exit();
