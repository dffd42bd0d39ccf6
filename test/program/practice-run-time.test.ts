import {describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

type Expected = {
	flow: string;
	problems: string[];
	fix: {status: number; verdict: string};
	/** The kinds of the changes that are written. */
	written: string[];
	/** What became of what failed; null where nothing is repeated. */
	retried: 'succeeded' | null;
};

const healthy = {status: 0, verdict: 'healthy'};
const unmended = {status: 1, verdict: 'problem'};

const expected: Record<string, Expected> = {
	'data-path': {
		flow: 'data-path-error',
		problems: ['path-in-input'],
		fix: healthy,
		written: ['definition'],
		retried: 'succeeded',
	},
	'timed-out': {
		flow: 'timed-out',
		problems: ['timeout-used'],
		fix: healthy,
		written: ['definition'],
		retried: 'succeeded',
	},
	'task-failed': {
		flow: 'task-failed',
		problems: ['task-result'],
		fix: unmended,
		written: [],
		retried: null,
	},
	'choice-without-default': {
		flow: 'data-path-error',
		problems: ['choice-default'],
		fix: unmended,
		written: [],
		retried: null,
	},
};

const commandLine = (id: string, flow: string): string[] => [
	scenarios[id]?.target ?? '',
	'--flow',
	flow,
	'--practice',
	id,
	'--json',
];

describe.each(Object.entries(expected))('the practice scenario %s', (id, {flow, ...wanted}) => {
	it('is diagnosed from the history', async () => {
		const {status, stdout} = await runProgram(['check', ...commandLine(id, flow)]);
		const report = JSON.parse(stdout);
		const problems = report.checks
			.filter(({outcome}: {outcome: string}) => outcome === 'problem')
			.map(({id: check}: {id: string}) => check);

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, verdict: report.verdict}).toEqual(unmended);
		expect(problems).toEqual(wanted.problems);
	});

	it('is mended where the mend is evident, and run again', async () => {
		const {status, stdout} = await runProgram([
			'fix',
			...commandLine(id, flow),
			'--yes',
			'--retry',
		]);
		const report = JSON.parse(stdout);

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, verdict: report.verdict}).toEqual(wanted.fix);
		expect(report.changes.map(({kind}: {kind: string}) => kind)).toEqual(wanted.written);
		expect(report.applied.map(({outcome}: {outcome: string}) => outcome)).toEqual(
			wanted.written.map(() => 'applied'),
		);
		expect(report.retried?.outcome ?? null).toBe(wanted.retried);
	});

	// Played through, it has the status of the run, as with every other command.
	it('plays through as plain text', async () => {
		const {status, stdout, stderr} = await runProgram(['demo', id]);

		expect({status, stderr}).toEqual({status: wanted.fix.status, stderr: ''});
		expect(stdout).toContain('No state of the last execution failed');
		expect(stdout).toContain(flow);
	});
});
