import {readFileSync} from 'node:fs';
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
			file: {path: 'sfn-fix-fleet.asl.json', text: definition},
			policies: [{path: 'policy.json', text: policy}],
			region: null,
			now: () => 0,
			readFile: () => Promise.reject(new Error('no file')),
		});
		const outcomes = machines[0]?.checks.map(({id, outcome}) => [id, outcome]);

		expect(outcomes).toContainEqual(['definition-rules', 'ok']);
		expect(machines[0]?.verdict).toBe('healthy');
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
