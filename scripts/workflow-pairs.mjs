import {execFile, spawn, spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {promisify} from 'node:util';
import {ECSClient, RegisterTaskDefinitionCommand} from '@aws-sdk/client-ecs';
import {
	AttachRolePolicyCommand,
	CreateRoleCommand,
	IAMClient,
	PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {CreateStateMachineCommand, DeleteStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';

/*
 * Loads real workflows into moto_server, runs the built program on each, and counts the verdicts that differ from
 * the expected ones.
 *
 * node scripts/workflow-pairs.mjs [FILE]   default: ../shared/workflow-pairs/workflow-pairs.jsonl
 */
const root = new URL('..', import.meta.url).pathname;
const file = process.argv[2] ?? `${root}../shared/workflow-pairs/workflow-pairs.jsonl`;
const region = 'us-east-1';
const credentials = {accessKeyId: 'test', secretAccessKey: 'test'};
const run = promisify(execFile);

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

async function check(pair) {
	const {stdout} = await run(
		process.execPath,
		[
			'bin/sfn-fix.js',
			'check',
			pair.name,
			'--json',
			'--endpoint-url',
			endpoint,
			'--region',
			region,
		],
		{
			cwd: root,
			maxBuffer: 1e8,
			env: {...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test'},
		},
	).catch(error => error);

	return JSON.parse(stdout);
}

const pairs = readFileSync(file, 'utf8')
	.trim()
	.split('\n')
	.map(line => JSON.parse(line));
const counts = {healthy: 0, problem: 0, 'no-verdict': 0};
const wrong = {problem: [], healthy: [], 'no-verdict': []};
const unknown = [];

for (const [index, pair] of pairs.entries()) {
	const unload = await load(pair, index);
	const {verdict, checks} = await check(pair);
	await unload();
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
process.exitCode = wrong.problem.length + wrong.healthy.length > 0 ? 1 : 0;
process.exit();
