import {describe, expect, it} from 'vitest';
import {runProgram} from '../support/run-program.ts';

const fix = [
	'fix',
	'order-fulfillment',
	'--practice',
	'log-destination',
	'--flow',
	'log-destination-denied',
];

const report = (stdout: string) => JSON.parse(stdout);
const outcomes = (stdout: string) =>
	report(stdout).applied.map(({outcome}: {outcome: string}) => outcome);

describe('nothing is written without a yes', () => {
	it('without a terminal and without --yes: the diff, the flag to use, status 2', async () => {
		const {status, stdout, stderr} = await runProgram(fix);

		expect(status).toBe(2);
		expect(stderr).toContain('--yes');
		expect(stdout).toContain('sfn-fix-permissions');
		expect(stdout).not.toContain('Written');
	});

	it('a yes on standard input is not one', async () => {
		const {status, stdout} = await runProgram(fix, {stdin: 'y\ny\ny\n'});

		expect(status).toBe(2);
		expect(stdout).not.toContain('Written');
	});

	it.each([
		['--dry-run', 1],
		['--read-only', 1],
	])('%s shows and writes nothing, even with --yes', async (flag, expected) => {
		const {status, stdout} = await runProgram([...fix, flag, '--yes', '--json']);

		expect(status).toBe(expected);
		expect(outcomes(stdout)).toEqual(['not-written', 'not-written']);
		expect(report(stdout).verdict).toBe('problem');
	});

	it('JSON without --yes reports every change as not written', async () => {
		const {status, stdout} = await runProgram([...fix, '--json']);

		expect(status).toBe(2);
		expect(outcomes(stdout)).toEqual(['not-written', 'not-written']);
	});
});

describe('--patch', () => {
	it.each(['cloudformation', 'sam', 'cdk', 'terraform', 'serverless'])(
		'%s prints each change in its words, and nothing of it without',
		async format => {
			const {stdout} = await runProgram([...fix, '--dry-run', '--json', '--patch', format]);
			const {patches, changes} = report(stdout);
			expect(patches.map(({changeId}: {changeId: string}) => changeId)).toEqual(
				changes.map(({id}: {id: string}) => id),
			);
			expect(patches[0].patch).toContain('logs:CreateLogDelivery');
		},
	);

	it('stands at the margin, above the command that does the same', async () => {
		const {stdout} = await runProgram([...fix, '--dry-run', '--patch', 'cloudformation']);
		const [, change = ''] = stdout.split(/^Change \d.*\n/m);
		expect(change).toMatch(
			/^ {2}CloudFormation: .*\n\n# Roles .*\nResources:\n {2}SfnFixPermissions:/,
		);
		expect(change.indexOf('Resources:')).toBeLessThan(change.indexOf('aws iam put-role-policy'));
	});

	it('names the formats where it does not know one', async () => {
		const {status, stderr} = await runProgram([...fix, '--patch', 'pulumi']);
		expect(status).toBe(2);
		expect(stderr).toContain('cloudformation, sam, cdk, terraform, serverless');
	});

	it('is what the text points to where a tool owns the resource', async () => {
		const {stdout} = await runProgram([
			...['fix', '--practice', 'managed-by-cloudformation', '--dry-run'],
		]);
		expect(stdout.replace(/\s+/g, ' ')).toContain(
			'sfn-fix fix --practice managed-by-cloudformation --patch cloudformation',
		);
		expect(stdout).not.toContain('AWS::IAM::Policy');
	});
});

describe('the remedy that is written', () => {
	it('is the narrowest by default', async () => {
		const {stdout} = await runProgram([...fix, '--yes', '--json']);

		expect(report(stdout).changes.map(({kind}: {kind: string}) => kind)).toEqual([
			'role-inline-policy',
			'log-group-resource-policy',
		]);
	});

	it('is the one named with --remedy, and the narrowest for the other problems', async () => {
		const {status, stdout} = await runProgram([
			...fix,
			'--yes',
			'--json',
			'--remedy',
			'add-to-account-policy',
		]);

		expect(status).toBe(0);
		expect(
			report(stdout)
				.changes.map(({kind}: {kind: string}) => kind)
				.sort(),
		).toEqual(['account-log-resource-policy', 'role-inline-policy']);
	});

	it('is not followed by repeating what failed unless --retry says so', async () => {
		const {stdout} = await runProgram([...fix, '--yes', '--json']);
		expect(report(stdout).retried.outcome).toBe('not-retried');
	});
});
