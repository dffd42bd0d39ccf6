import {describe, expect, it} from 'vitest';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

const practice = ['--practice', 'many-failures'];

describe('fix --since', () => {
	it('repeats every execution of the cause that was fixed, with --retry --yes', async () => {
		const run = await runProgram([
			'fix',
			...practice,
			'--since',
			'2h',
			'--retry',
			'--yes',
			'--json',
		]);
		const report = JSON.parse(run.stdout);

		expect(schemaErrors('check', report)).toEqual([]);
		expect(report.retried.outcome).toBe('succeeded');
		expect(report.groupRetried).toMatchObject({
			outcome: 'succeeded',
			message: '8 executions were redriven. All 8 succeeded.',
		});
		// Two causes are left.
		expect(report.verdict).toBe('no-verdict');
		expect(run.status).toBe(3);
	});

	it('repeats none without --retry', async () => {
		const run = await runProgram(['fix', ...practice, '--since', '2h', '--yes', '--json']);
		const report = JSON.parse(run.stdout);

		expect(report.retried.outcome).toBe('not-retried');
		expect(report.groupRetried).toBeNull();
	});
});

describe('check --since', () => {
	it('shows every cause of the window, and examines the largest', async () => {
		const run = await runProgram(['check', ...practice, '--since', '2h']);

		expect(run.stdout).toMatch(/17 failed executions, 3 causes/);
		expect(run.stdout).toMatch(
			/1\. 9 executions: state Tell warehouse, .*sqs:sendmessage is denied/,
		);
		expect(run.stdout).toMatch(/2\. 5 executions: state Book courier, CourierUnavailable/);
		expect(run.stdout).toMatch(/3\. 3 executions: state Print label, States\.Runtime/);
		expect(run.stdout).toMatch(/PROBLEM {2}No policy of role parcel-dispatch-role/);
		expect(run.stdout).toMatch(/why 5 other executions failed/);
		expect(run.status).toBe(1);
	});

	it('gives them as JSON', async () => {
		const run = await runProgram(['check', ...practice, '--since', '1d', '--json']);
		const report = JSON.parse(run.stdout);

		expect(schemaErrors('check', report)).toEqual([]);
		expect(report.groups.map(({count}: {count: number}) => count)).toEqual([9, 5, 3]);
		expect(report.group).toEqual(report.groups[0]);
		expect(report.group).toMatchObject({
			state: 'Tell warehouse',
			action: 'sqs:sendmessage',
			statuses: {FAILED: 9},
			executionArn: report.failure.executionArn,
		});
		expect(report.window).toMatchObject({failed: 17, read: 17, unread: []});
	});

	it('examines the group of the execution that is named, and calls nothing healthy beside the others', async () => {
		const all = JSON.parse(
			(await runProgram(['check', ...practice, '--since', '2h', '--json'])).stdout,
		);
		const [, courier] = all.groups;
		const run = await runProgram([
			'check',
			courier.executionArn,
			...practice,
			'--since',
			'2h',
			'--json',
		]);

		expect(JSON.parse(run.stdout).group.state).toBe('Book courier');
		expect(run.status).not.toBe(0);
	});

	it('of a window without failures says so', async () => {
		const run = await runProgram(['check', 'parcel-dispatch', ...practice, '--since', '1m']);

		expect(run.stdout).toMatch(/AWS lists no failed execution in this window\./);
		// The newest failure is examined all the same.
		expect(run.status).toBe(1);
	});

	it.each(['2', '2 hours', 'h', '-2h', '0m', '1.5h', '', '2w', '400d', '2h30m'])(
		'takes no duration %j',
		async since => {
			const run = await runProgram([
				'check',
				'orders',
				`--since=${since}`,
				'--region',
				'eu-west-1',
			]);

			expect(run.stdout).toBe('');
			expect(run.stderr).toMatch(/^sfn-fix: --since [^\n]*\n$/);
			expect(run.status).toBe(2);
		},
	);

	it.each([
		['--all', ['check', '--all', '--since', '2h']],
		['--definition', ['check', '--definition', 'x.json', '--since', '2h']],
		['--role', ['check', '--role', 'r', '--log-group', 'g', '--since', '2h']],
	])('is not for %s', async (_what, args) => {
		const run = await runProgram([...args, '--region', 'eu-west-1']);

		expect(run.stderr).toMatch(/--since/);
		expect(run.status).toBe(2);
	});
});
