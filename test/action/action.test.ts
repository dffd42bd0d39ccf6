import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');

type Step = {shell: string; env: Record<string, string>; run: string};

const task = (queue: string) =>
	JSON.stringify({
		StartAt: 'Send | <b>it</b>',
		States: {
			'Send | <b>it</b>': {
				Type: 'Task',
				Resource: 'arn:aws:states:::sqs:sendMessage',
				Parameters: {QueueUrl: `https://sqs.eu-west-1.amazonaws.com/123456789012/${queue}`},
				End: true,
			},
		},
	});

/** The step as a runner would run it, with files in place of what GitHub gives. */
describe('the GitHub Action', () => {
	let folder = '';
	let action: {inputs: Record<string, {default?: string}>; runs: {using: string; steps: Step[]}};

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-action-'));
		action = parse(await readFile(path.join(root, 'action.yml'), 'utf8'));
		const allow = {
			Version: '2012-10-17',
			Statement: {
				Effect: 'Allow',
				Action: 'sqs:SendMessage',
				Resource: 'arn:aws:sqs:eu-west-1:123456789012:orders',
			},
		};
		await writeFile(path.join(folder, 'good.asl.json'), task('orders'));
		await writeFile(path.join(folder, 'bad.asl.json'), task('returns'));
		await writeFile(path.join(folder, 'policy.json'), JSON.stringify(allow));
	});

	afterAll(() => rm(folder, {recursive: true, force: true}));

	async function runStep(inputs: Record<string, string>) {
		const [step] = action.runs.steps;
		const given = Object.fromEntries(
			Object.entries(action.inputs).map(([name, {default: value}]) => [
				name,
				inputs[name] ?? value ?? '',
			]),
		);
		const expression = (text: string): string =>
			text
				.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_whole, name) => given[name] ?? '')
				.replace(/\$\{\{ inputs\.command \|\| .*\}\}/, () => given.command ?? '')
				.replace(/\$\{\{ runner\.temp \}\}/, folder);
		const [output, summary] = ['output', 'summary'].map(name => path.join(folder, name));
		await Promise.all([output, summary].map(file => writeFile(file ?? '', '')));

		const {status, stdout} = await new Promise<{status: number; stdout: string}>(resolve => {
			execFile(
				step?.shell ?? '',
				['-eo', 'pipefail', '-c', step?.run ?? ''],
				{
					cwd: folder,
					env: {
						PATH: process.env.PATH,
						GITHUB_ACTION_PATH: root,
						GITHUB_OUTPUT: output,
						GITHUB_STEP_SUMMARY: summary,
						...Object.fromEntries(
							Object.entries(step?.env ?? {}).map(([name, value]) => [name, expression(value)]),
						),
					},
				},
				(error, stdout) => resolve({status: error ? Number(error.code) : 0, stdout}),
			);
		});

		return {
			status,
			stdout,
			output: await readFile(output ?? '', 'utf8'),
			summary: await readFile(summary ?? '', 'utf8'),
		};
	}

	const command = `${process.execPath} ${path.join(root, 'bin/sfn-fix.js')}`;

	it('passes where nothing is wrong, and says so in the outputs and the summary', async () => {
		const {status, stdout, output, summary} = await runStep({
			command,
			definition: 'good.asl.json',
			policy: 'policy.json',
		});

		expect({status, stdout}).toEqual({status: 0, stdout: ''});
		expect(output.replace(/-\w{6}$/m, '')).toBe(`verdict=healthy\nsarif=${folder}/sfn-fix\n`);
		expect(summary).toContain('### sfn-fix: good.asl.json: healthy');
	});

	it('fails where a permission is missing, with an annotation on the line', async () => {
		const {status, stdout, output, summary} = await runStep({
			command,
			definition: 'good.asl.json\nbad.asl.json\n',
			policy: 'policy.json',
		});
		const written = /^sarif=(.*)$/m.exec(output)?.[1] ?? '';
		const sarif = JSON.parse(await readFile(path.join(written, '2.sarif'), 'utf8'));

		expect(status).toBe(1);
		expect(stdout).toMatch(
			/^::error file=bad\.asl\.json,line=1,title=sfn-fix definition-permissions::Send .* missing permission sqs:SendMessage on \S+:returns\.\n$/,
		);
		expect(output).toContain('verdict=problem');
		expect(summary).toContain('"sqs:SendMessage"');
		expect(summary).not.toContain('<b>it</b> |');
		expect(summary).toContain('<br>Send');
		expect(sarif.runs[0]).toMatchObject({
			automationDetails: {id: 'sfn-fix/bad.asl.json/'},
			results: [expect.anything()],
		});
	});

	it('passes what could not be checked, unless that is to fail', async () => {
		const wanted = {command, definition: 'good.asl.json'};

		expect(await runStep(wanted)).toMatchObject({
			status: 0,
			output: expect.stringContaining('no-verdict'),
		});
		expect((await runStep({...wanted, 'fail-on': 'no-verdict'})).status).toBe(1);
	});

	it('never fails for a finding where it is told so, and always where it could not check', async () => {
		const never = {command, policy: 'policy.json', 'fail-on': 'never'};

		expect((await runStep({...never, definition: 'bad.asl.json'})).status).toBe(0);
		expect((await runStep({...never, definition: 'missing.json'})).status).toBe(2);
		expect((await runStep({...never, definition: ' \n'.trim()})).status).toBe(2);
		expect((await runStep({...never, definition: 'good.asl.json', 'fail-on': 'x'})).status).toBe(2);
	});

	it('takes names as they are, and checks the files after one that is missing', async () => {
		const names = ['my "$(touch ran)"%0A.asl.json', '-x.asl.json'];
		await Promise.all(names.map(name => writeFile(path.join(folder, name), task('returns'))));
		const {status, stdout, output} = await runStep({
			command,
			definition: `missing.json\r\n${names.join('\r\n')}\r\n`,
			policy: 'policy.json',
		});

		expect(status).toBe(2);
		expect(stdout.match(/^::error file=.*(?=,line)/gm)).toEqual([
			'::error file=my "$(touch ran)"%250A.asl.json',
			'::error file=-x.asl.json',
		]);
		expect(output).toContain('verdict=problem');
		expect(await readdir(folder)).not.toContain('ran');
	});

	it('takes a pattern, and leaves out the templates in it that deploy no state machine', async () => {
		await writeFile(path.join(folder, 'none.template.json'), '{"Resources": {"A": {"Type": "X"}}}');
		const wanted = {command, policy: 'policy.json'};

		expect((await runStep({...wanted, definition: '*.template.json\nba*.asl.json'})).status).toBe(
			1,
		);
		expect((await runStep({...wanted, definition: '*.template.json'})).status).toBe(2);
	});

	it('leaves out of a pattern what is no template, and says so; not what is broken, nor what is named', async () => {
		const files = {
			'manifest.json': '{"version": "36.0.0", "artifacts": {}}',
			'other.json': '{"name": "x"}',
			'a.asl.json': task('orders'),
		};
		await mkdir(path.join(folder, 'out'));
		await Promise.all(
			Object.entries(files).map(([name, text]) => writeFile(path.join(folder, 'out', name), text)),
		);
		const wanted = {command, policy: '  policy.json', definition: '  out/*.json'};
		const found = await runStep(wanted);

		expect(found.status).toBe(0);
		expect(found.stdout.match(/out\/\w+\.json$/gm)).toEqual([
			'out/manifest.json',
			'out/other.json',
		]);
		expect((await runStep({...wanted, definition: 'out/other.json'})).status).toBe(2);

		await writeFile(path.join(folder, 'out/broken.json'), '{"Resources": {');
		expect((await runStep(wanted)).status).toBe(2);
	});

	it('takes a program that could not run for no verdict at all', async () => {
		const run = await runStep({command: 'false', definition: 'good.asl.json'});
		expect(run).toMatchObject({status: 2, output: '', summary: ''});
	});
});
