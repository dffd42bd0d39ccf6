import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {examineFile} from '../../source/before-deployment/examine-file.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/fleet.md'), 'utf8');
const definition = /<!-- definition -->\n```json\n([\s\S]*?)\n```/.exec(page)?.[1] ?? '';

const grants = (actions: string[], resource: string) => ({
	Effect: 'Allow',
	Action: actions,
	Resource: resource,
});

const policy = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		grants(
			['codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:BatchGetBuilds'],
			'arn:aws:codebuild:eu-west-1:123456789012:project/sfn-fix',
		),
		grants(
			['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
			'arn:aws:events:eu-west-1:123456789012:rule/StepFunctionsGetEventForCodeBuildStartBuildRule',
		),
		grants(
			['states:StartExecution'],
			'arn:aws:states:eu-west-1:123456789012:stateMachine:sfn-fix-fleet',
		),
		grants(
			['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
			'arn:aws:states:eu-west-1:123456789012:execution:sfn-fix-fleet/*',
		),
	],
});

describe('docs/fleet.md', () => {
	it('shows a definition that follows the rules, and names what its role needs', async () => {
		const {machines} = await examineFile({
			file: {
				path: 'described.json',
				text: JSON.stringify({
					stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:sfn-fix-fleet',
					name: 'sfn-fix-fleet',
					roleArn: 'arn:aws:iam::123456789012:role/fleet',
					definition,
				}),
			},
			policies: [{path: 'policy.json', text: policy}],
			region: null,
			now: () => 0,
			readFile: () => Promise.reject(new Error('no file')),
		});
		const outcomes = machines[0]?.checks.map(({id, outcome}) => [id, outcome]);

		expect(outcomes).toContainEqual(['definition-rules', 'ok']);
		expect(machines[0]?.verdict).toBe('healthy');
	});

	it('names every action that the role of the state machine needs', () => {
		const [, row = ''] = /the role of the state machine below(.*)/.exec(page) ?? [];
		const actions = policy.match(/\b(?:states|codebuild):[A-Z]\w+/g) ?? [];

		expect(actions.length).toBeGreaterThan(6);
		expect(actions.filter(action => !row.includes(`\`${action}\``))).toEqual([]);
	});

	it('shows commands of a build that run, and do not fail for a finding', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-fleet-doc-'));
		const [, text = ''] = /```yaml\n(version: 0\.2\n[\s\S]*?)\n```/.exec(page) ?? [];
		const {phases} = parse(text);
		const run = (status: number) =>
			spawnSync('bash', ['-c', phases.build.commands.join('\n')], {
				cwd: folder,
				encoding: 'utf8',
				env: {
					PATH: `${folder}:${process.env.PATH}`,
					HOME: folder,
					ACCOUNT: '111122223333',
					REGIONS: 'eu-west-1,us-east-1',
					FINDINGS_BUCKET: 'findings',
					STATUS: `${status}`,
				},
			});

		for (const [name, script] of [
			['npx', 'echo "$@"; exit "$STATUS"'],
			['aws', 'echo "aws $*"'],
		] as const) {
			writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`, {mode: 0o755});
		}

		try {
			const {stdout, status} = run(1);
			expect(status).toBe(0);
			expect(stdout).toMatch(
				/^aws s3 cp findings\.jsonl s3:\/\/findings\/[\d-]+\/111122223333\.jsonl\n$/,
			);
			expect(readFileSync(path.join(folder, 'findings.jsonl'), 'utf8')).toBe(
				'--yes sfn-fix check --all --profile account --region eu-west-1,us-east-1 --jsonl\n',
			);
			expect(readFileSync(path.join(folder, '.aws/config'), 'utf8')).toMatch(
				/^\[profile account\]\nrole_arn = arn:aws:iam::111122223333:role\/sfn-fix-read\n/,
			);
			expect(run(2).status).toBe(2);
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	});

	it('shows YAML that can be read', () => {
		const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)\n```/g)].map(([, text = '']) => text);

		expect(blocks).toHaveLength(2);
		expect(blocks.map(text => Object.keys(parse(text)))).toEqual([
			['version', 'env', 'phases'],
			['on', 'permissions', 'jobs'],
		]);
	});
});
