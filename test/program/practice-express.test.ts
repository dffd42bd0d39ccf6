import {describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

type Expected = {
	check: {status: number; verdict: string; notOk: string[]};
	/** With --yes alone, and with --yes --retry. */
	fixed: {status: number; verdict: string};
	retried: {status: number; verdict: string; retried: string | null};
};

const notAFault = {status: 0, verdict: 'not-a-fault'};
const noVerdict = {status: 3, verdict: 'no-verdict'};
const problem = {status: 1, verdict: 'problem'};
const proven = {status: 0, verdict: 'healthy', retried: 'succeeded'};

const expressScenarios: Record<string, Expected> = {
	'express-level-error': {
		check: {...problem, notOk: ['execution-status unknown', 'express-log-level problem']},
		fixed: noVerdict,
		retried: proven,
	},
	'express-two-actions-missing': {
		check: {...notAFault, notOk: ['role-log-delivery-actions warning']},
		fixed: notAFault,
		retried: {...notAFault, retried: null},
	},
	'express-late-logs': {
		check: {...notAFault, notOk: []},
		fixed: notAFault,
		retried: {...notAFault, retried: null},
	},
	'express-log-group-deleted': {
		check: {
			...problem,
			notOk: [
				'execution-status unknown',
				'execution-logs unknown',
				'log-group-exists problem',
				'delivery-resource-policy problem',
				'delivery-validated warning',
			],
		},
		fixed: noVerdict,
		retried: proven,
	},
	'express-infrequent-access': {
		check: {...notAFault, notOk: ['log-group-exists warning']},
		fixed: notAFault,
		retried: {...notAFault, retried: null},
	},
	'express-failed': {
		check: {...problem, notOk: ['execution-status problem']},
		fixed: problem,
		retried: {...problem, retried: null},
	},
	'express-started-never-ended': {
		check: {...noVerdict, notOk: ['execution-status unknown', 'execution-logs warning']},
		fixed: noVerdict,
		// The logs arrive, and what became of the execution in question is as unknown as before.
		retried: {...noVerdict, retried: 'succeeded'},
	},
};

function practice(id: string) {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}`);
	}

	const {target, paste} = scenario;
	const run = async (command: string, ...more: string[]) => {
		const given = [target ?? '', '--error', '-', '--practice', id, '--json'];
		const {status, stdout} = await runProgram([command, ...given, ...more], {stdin: paste ?? ''});
		return {status, report: JSON.parse(stdout)};
	};

	return {run};
}

describe.each(Object.entries(expressScenarios))('the practice scenario %s', (id, expected) => {
	const {run} = practice(id);

	it('is settled from the logs', async () => {
		const {status, report} = await run('check');
		const notOk = report.checks
			.filter(({outcome}: {outcome: string}) => outcome !== 'ok')
			.map((one: {id: string; outcome: string}) => `${one.id} ${one.outcome}`);

		expect(schemaErrors('check', report)).toEqual([]);
		expect(report.flow).toBe('express-status-unknown');
		expect({status, verdict: report.verdict, notOk}).toEqual(expected.check);
	});

	it('is mended as far as it can be, without a word on what was not seen', async () => {
		const {status, report} = await run('fix', '--yes');

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, verdict: report.verdict}).toEqual(expected.fixed);
		expect(report.applied.map(({outcome}: {outcome: string}) => outcome)).toEqual(
			report.changes.map(() => 'applied'),
		);
		expect(report.retried?.outcome ?? 'not-retried').toBe('not-retried');
	});

	it('is proven by a test execution, where one is worth its side effects', async () => {
		const {status, report} = await run('fix', '--yes', '--retry');

		expect(schemaErrors('check', report)).toEqual([]);
		expect({
			status,
			verdict: report.verdict,
			retried: report.retried?.outcome ?? null,
		}).toEqual(expected.retried);
	});

	// Played through, it has the status of the run, as with every other command.
	it('plays through as plain text', async () => {
		const {status, stdout, stderr} = await runProgram(['demo', id]);

		expect({status, stderr}).toEqual({status: expected.retried.status, stderr: ''});
		expect(stdout).toContain('Checks');
	});
});

it('takes the two newer actions only when they are named', async () => {
	const {run} = practice('express-two-actions-missing');
	const {status, report} = await run('fix', '--yes', '--remedy', 'grant-log-delivery');

	expect({status, verdict: report.verdict}).toEqual({status: 0, verdict: 'healthy'});
	expect(report.changes.map(({kind}: {kind: string}) => kind)).toEqual(['role-inline-policy']);
});

it('starts nothing where nothing may be written', async () => {
	const {run} = practice('express-started-never-ended');
	const {report} = await run('fix', '--retry', '--read-only');

	expect(report.retried?.outcome).toBe('not-retried');
});

it('covers every Express scenario', () => {
	const ids = Object.keys(scenarios).filter(id => id.startsWith('express-'));
	expect(Object.keys(expressScenarios).sort()).toEqual(ids.sort());
});
