import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {flows} from '../../../flows/index.ts';
import {noFacts} from '../../../source/incident/facts.ts';
import {aSubject} from '../../support/samples.ts';

const hostile = 'arn:aws:states:eu-west-1:123456789012:execution:orders:$(touch x)';
const checks = [
	...new Map(flows.flatMap(flow => flow.checks.map(each => [each.id, each]))).values(),
];

test.each([
	['a state machine', aSubject()],
	['an execution', aSubject({executionArn: hostile})],
	['one that a text names', aSubject({facts: {...noFacts, executionArn: hostile}})],
])('every command of every flow for %s is well-formed shell', (_what, subject) => {
	const commands = checks.map(check => check.command(subject));
	const {status, stderr} = spawnSync('sh', ['-n', '-c', commands.join('\n')], {encoding: 'utf8'});

	expect([status, stderr]).toEqual([0, '']);

	for (const command of commands) {
		expect(command).toMatch(/^aws [a-z\d-]+ [a-z-]+ /);
		expect(command.replaceAll(/'[^']*'/g, '')).not.toContain('touch');
	}
});
