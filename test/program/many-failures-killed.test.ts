import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {manyFailuresOf} from '../../source/practice/scenarios/many-failures.ts';
import {startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';

/** Half a minute, of which 15 s are the wait for IAM: MANY_FAILURES=1 runs it. In virtual time: test/failures. */
const isWanted = process.env.MANY_FAILURES !== undefined;
const counts = {denied: 300, courier: 120, address: 80};
const args = ['fix', 'parcel-dispatch', '--since', '2h', '--retry', '--yes', '--json'];

it.runIf(isWanted)(
	'one group of 500 failed executions is repeated once each, although it is killed half way',
	async () => {
		const server = await startPracticeServer(manyFailuresOf(counts));
		const folder = mkdtempSync(join(tmpdir(), 'sfn-fix-many-'));
		const env = {...server.env, SFN_FIX_STATE_DIR: folder};
		const redrives = (): number => server.calls.filter(call => call === 'RedriveExecution').length;

		try {
			let looking: NodeJS.Timeout | undefined;
			const killed = await runProgram(args, {
				env,
				onStart(child) {
					looking = setInterval(() => redrives() >= counts.denied / 2 && child.kill('SIGKILL'), 2);
				},
			});
			clearInterval(looking);
			const atDeath = redrives();
			const {stdout} = await runProgram(args, {env});
			const report = JSON.parse(stdout);

			expect(killed).toMatchObject({status: null, stdout: ''});
			expect(atDeath).toBeGreaterThanOrEqual(counts.denied / 2);
			expect(atDeath).toBeLessThan(counts.denied);
			expect(report.groupRetried.outcome).toBe('succeeded');
			expect(report.groups.map(({count}: {count: number}) => count)).toContain(counts.courier);
			// No other cause is touched, and nothing runs twice or as a second execution.
			const redriven = server.state.executions.filter(({redriveCount}) => redriveCount > 0);
			const left = server.state.executions.filter(({status}) => status === 'FAILED');
			expect(redriven.map(({redriveCount}) => redriveCount)).toEqual(
				Array.from({length: counts.denied}, () => 1),
			);
			expect(left).toHaveLength(counts.courier + counts.address);
			expect(redrives()).toBe(counts.denied);
			expect(server.calls.filter(call => call === 'StartExecution')).toEqual([]);
		} finally {
			await server.stop();
			rmSync(folder, {recursive: true});
		}
	},
	120_000,
);
