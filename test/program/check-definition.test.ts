import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';
import {cdkTemplate, samTemplate, terraformPlan} from '../template/files.ts';

const send = JSON.stringify(
	{
		StartAt: 'Send',
		States: {
			Send: {
				Type: 'Task',
				Resource: 'arn:aws:states:::sqs:sendMessage',
				Parameters: {
					QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders',
					'MessageBody.$': '$',
				},
				End: true,
			},
		},
	},
	null,
	'\t',
);

const policy = (resource: string, effect = 'Allow') =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Effect: effect, Action: 'sqs:SendMessage', Resource: resource}],
	});

const queue = 'arn:aws:sqs:eu-west-1:123456789012:orders';

const files: Record<string, string> = {
	'send.asl.json': send,
	'empty.json': '',
	'prose.txt': 'Hello there',
	'broken.asl.json': '{"StartAt": "A", "States": {"A": {"Type": "Pass"',
	'no-machine.yaml': 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n',
	'allow.json': policy(queue),
	'other.json': policy(`${queue}-2`),
	'deny.json': policy('*', 'Deny'),
	'not-a-policy.json': '{"Version": "2012-10-17"}',
	'trust.json':
		'{"Statement": {"Effect": "Allow", "Principal": {"Service": "x"}, "Action": "sts:AssumeRole"}}',
	'sub.yaml': `Statement: [{Effect: Allow, Action: 'sqs:*', Resource: !Sub 'arn:aws:sqs:*:\${AWS::AccountId}:orders'}]`,
	'plan.out': 'PK\u0003\u0004\0\0',
	'serverless.yml': 'service: orders\nprovider: {name: aws}\n',
	'manifest.json': '{"version": "36.0.0", "artifacts": {}}',
	'broken.json': '{"Version": "2012-10-17"\n "Statement": []}',
	'part.json': '{"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": []}',
	'terraform.tfstate': '{"version": 4, "terraform_version": "1.9.0", "resources": []}',
	'described.json': JSON.stringify({
		name: 'orders',
		type: 'EXPRESS',
		roleArn: 'arn:aws:iam::123456789012:role/orders',
		definition: send,
	}),
	'cdk.json': JSON.stringify(cdkTemplate, null, 2),
	'sam.yaml': samTemplate,
	'plan.json': JSON.stringify(terraformPlan),
	'sam-uri.yaml': samTemplate.replace(
		/ {6}Definition:\n[\s\S]*?(?= {6}DefinitionSubstitutions)/,
		'      DefinitionUri: flows/orders.asl.yaml\n',
	),
	'flows/orders.asl.yaml': `StartAt: Charge\nStates:\n  Charge:\n    Type: Task\n    Resource: \${ChargeArn}\n    End: true\n`,
};

describe('sfn-fix check --definition', () => {
	let cwd = '';

	beforeAll(async () => {
		cwd = await mkdtemp(path.join(tmpdir(), 'sfn-fix-definition-'));
		await mkdir(path.join(cwd, 'flows'));
		await Promise.all(
			Object.entries(files).map(([name, text]) => writeFile(path.join(cwd, name), text)),
		);
	});

	afterAll(() => rm(cwd, {recursive: true, force: true}));

	const check = (...args: string[]) => runProgram(['check', '--definition', ...args], {cwd});

	async function json(...args: string[]) {
		const run = await check(...args, '--json');
		const report = JSON.parse(run.stdout);
		expect(schemaErrors('definition', report)).toEqual([]);
		return {...run, report, machine: report.stateMachines[0]};
	}

	it('says what is missing, where, and how to grant it', async () => {
		const {status, machine} = await json('send.asl.json', '--policy', 'other.json');

		expect(status).toBe(1);
		expect(machine.verdict).toBe('problem');
		expect(machine.findings).toEqual([
			{
				check: 'definition-permissions',
				level: 'error',
				message: `Send: missing permission sqs:SendMessage on ${queue}.`,
				file: 'send.asl.json',
				line: 4,
			},
		]);
		expect(machine.missingPolicy.Statement).toEqual([
			{Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: [queue]},
		]);
	});

	it('is content where all policies together allow it, and not where one denies it', async () => {
		expect((await check('send.asl.json', '--policy', 'allow.json')).status).toBe(0);
		expect(
			(await check('send.asl.json', '--policy', 'other.json', '--policy', 'allow.json')).status,
		).toBe(0);
		expect(
			(await check('send.asl.json', '--policy', 'allow.json', '--policy', 'deny.json')).status,
		).toBe(1);
	});

	it('without a policy gives no verdict, and the policy that is needed', async () => {
		const {status, machine} = await json('send.asl.json');

		expect(status).toBe(3);
		expect(machine.verdict).toBe('no-verdict');
		expect(machine.neededPolicy).toEqual({
			Version: '2012-10-17',
			Statement: [{Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: [queue]}],
		});
	});

	it.each(['cdk.json', 'sam.yaml', 'sam-uri.yaml', 'plan.json'])('reads %s', async name => {
		const {report, status} = await json(name);

		expect([0, 1, 3]).toContain(status);
		expect(report.stateMachines.length).toBeGreaterThan(0);
		expect(JSON.stringify(report)).not.toMatch(/__(named|open)\d|098765098765|xx-unknown/);
	});

	it('prints no marker, no simulator and no command for an account that was not asked', async () => {
		for (const name of ['cdk.json', 'sam.yaml', 'plan.json', 'send.asl.json']) {
			const {stdout} = await check(name);

			expect(stdout).toContain('AWS was not called');
			expect(stdout).not.toMatch(/__(named|open)\d|simulator|Find out with|098765098765/i);
		}
	});

	it('finds the definition beside a SAM template', async () => {
		const {machine} = await json('sam-uri.yaml');
		expect(machine.checks[0]).toMatchObject({id: 'definition-rules', outcome: 'ok'});
	});

	it('reports a broken definition as a problem of the definition', async () => {
		const {status, machine} = await json('broken.asl.json');

		expect(status).toBe(1);
		expect(machine.findings[0]).toMatchObject({check: 'definition-rules', level: 'error', line: 1});
	});

	it('reads standard input, what PowerShell writes, and the answer of the AWS CLI', async () => {
		const args = ['check', '--definition', '-', '--policy', 'allow.json'];
		await writeFile(path.join(cwd, 'wide.json'), Buffer.from(`\uFEFF${send}`, 'utf16le').swap16());

		expect((await runProgram(args, {cwd, stdin: send})).status).toBe(0);
		expect((await check('wide.json', '--policy', 'allow.json')).status).toBe(0);
		expect((await json('described.json', '--policy', 'allow.json')).machine).toMatchObject({
			name: 'orders',
			type: 'EXPRESS',
			verdict: 'healthy',
		});
	});

	it('works out the functions of a policy', async () => {
		expect((await check('send.asl.json', '--policy', 'sub.yaml')).status).toBe(0);
	});

	it('writes SARIF', async () => {
		const {status, stdout} = await check('send.asl.json', '--policy', 'other.json', '--sarif');

		expect(status).toBe(1);
		expect(JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation).toMatchObject({
			artifactLocation: {uri: 'send.asl.json'},
			region: {startLine: 4},
		});
	});

	it.each([
		[['missing.json'], /^sfn-fix: missing\.json cannot be read: no such file\.\n$/],
		[['flows'], /flows cannot be read: it is a folder\. Name a file in it \(of a CDK/],
		[['/dev/zero'], /\/dev\/zero is larger than 64 MB/],
		[['empty.json'], /empty\.json is empty\.\n$/],
		[['prose.txt'], /prose\.txt is not .*definition/],
		[['no-machine.yaml'], /no-machine\.yaml is a CloudFormation template without a state machine/],
		[['send.asl.json', '--policy', 'missing.json'], /missing\.json cannot be read/],
		[['send.asl.json', '--policy', 'not-a-policy.json'], /not-a-policy\.json is not an IAM policy/],
		[['send.asl.json', '--policy', 'empty.json'], /empty\.json/],
		[['send.asl.json', 'allow.json'], /takes one file: check allow\.json with a separate command/],
		[['-', '--policy', '-'], /Only one file can be -/],
		[['plan.out'], /plan\.out is a binary file.*terraform show -json/],
		[['serverless.yml'], /run serverless package/],
		[['manifest.json'], /check the \*\.template\.json/],
		[['part.json'], /is a Terraform plan without planned_values/],
		[
			['send.asl.json', '--policy', 'broken.json'],
			/broken\.json is not valid JSON: .*line 2, column 2/,
		],
		[['terraform.tfstate'], /check the output of terraform show -json/],
		[['send.asl.json', '--policy', 'trust.json'], /trust\.json is not a policy of a role/],
		[['send.asl.json', '--error', 'x'], /leave out --error/],
		[['send.asl.json', '--json', '--sarif'], /--json or --sarif/],
	])('%j is refused in one sentence', async (args, sentence) => {
		const {status, stdout, stderr} = await check(...args);

		expect(status).toBe(2);
		expect(
			args.includes('--json') ? schemaErrors('definition', JSON.parse(stdout)) : stdout,
		).toEqual(args.includes('--json') ? [] : '');
		expect(stderr).toMatch(sentence);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});

	it('--policy and --sarif are nothing without it', async () => {
		const {status, stderr} = await runProgram(['check', 'orders', '--policy', 'allow.json'], {cwd});
		expect([status, stderr]).toEqual([2, 'sfn-fix: --policy needs --definition FILE.\n']);
	});
});
