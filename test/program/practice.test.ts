import {describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

type Expected = {
	check: {status: number; verdict: string; problems: string[]};
	fix: {status: number; verdict: string};
};

const healthy = {status: 0, verdict: 'healthy'};

const logScenarios: Record<string, Expected> = {
	'log-destination': {
		check: {
			status: 1,
			verdict: 'problem',
			problems: ['role-log-delivery-actions', 'delivery-resource-policy'],
		},
		fix: healthy,
	},
	'role-without-permissions': {
		check: {status: 1, verdict: 'problem', problems: ['role-log-delivery-actions']},
		fix: healthy,
	},
	'missing-resource-policy': {
		check: {
			status: 1,
			verdict: 'problem',
			problems: ['role-log-delivery-actions', 'delivery-resource-policy'],
		},
		fix: healthy,
	},
	'full-policy': {
		check: {
			status: 1,
			verdict: 'problem',
			problems: ['delivery-resource-policy', 'resource-policy-room'],
		},
		fix: healthy,
	},
	'ten-policies': {
		check: {
			status: 1,
			verdict: 'problem',
			problems: ['delivery-resource-policy', 'resource-policy-room'],
		},
		fix: healthy,
	},
	'explicit-deny': {
		check: {status: 1, verdict: 'problem', problems: ['role-log-delivery-actions']},
		fix: {status: 1, verdict: 'problem'},
	},
	// That the new role had not propagated is likely, and only the repeat of the fix proves it.
	'young-role': {check: {status: 3, verdict: 'no-verdict', problems: []}, fix: healthy},
	'not-created-yet': {
		check: {
			status: 1,
			verdict: 'problem',
			problems: ['role-log-delivery-actions', 'delivery-resource-policy'],
		},
		fix: healthy,
	},
	'log-group-missing': {
		check: {status: 1, verdict: 'problem', problems: ['log-group-exists']},
		fix: healthy,
	},
	'destination-without-star': {
		check: {status: 1, verdict: 'problem', problems: ['logging-configuration']},
		fix: healthy,
	},
	'denied-reads': {
		check: {status: 3, verdict: 'no-verdict', problems: []},
		fix: {status: 3, verdict: 'no-verdict'},
	},
	'managed-by-cloudformation': {
		check: {status: 1, verdict: 'problem', problems: ['role-log-delivery-actions']},
		fix: healthy,
	},
	healthy: {check: {...healthy, problems: []}, fix: healthy},
};

function practice(id: string): {operands: string[]; stdin: string} {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}`);
	}

	const {target, role, logGroup, paste} = scenario;

	return {
		operands: [
			...(target === null ? [] : [target]),
			...(role === null ? [] : ['--role', role]),
			...(logGroup === null ? [] : ['--log-group', logGroup]),
			...(paste === null ? [] : ['--error', '-']),
			'--practice',
			id,
			'--json',
		],
		stdin: paste ?? '',
	};
}

describe.each(Object.entries(logScenarios))('the practice scenario %s', (id, expected) => {
	const {operands, stdin} = practice(id);

	it('is diagnosed', async () => {
		const {status, stdout} = await runProgram(['check', ...operands], {stdin});
		const report = JSON.parse(stdout);
		const problems = report.checks
			.filter(({outcome}: {outcome: string}) => outcome === 'problem')
			.map(({id: check}: {id: string}) => check);

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, verdict: report.verdict, problems}).toEqual(expected.check);
	});

	it('is mended as far as it can be, and verified', async () => {
		const {status, stdout} = await runProgram(['fix', ...operands, '--yes', '--retry'], {stdin});
		const report = JSON.parse(stdout);

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, verdict: report.verdict}).toEqual(expected.fix);
		expect(report.applied.map(({outcome}: {outcome: string}) => outcome)).toEqual(
			report.changes.map(() => 'applied'),
		);
		expect(report.retried?.outcome ?? 'succeeded').toBe('succeeded');
	});

	// Played through, it has the status of the run, as with every other command.
	it('plays through as plain text', async () => {
		const {status, stdout, stderr} = await runProgram(['demo', id]);

		expect({status, stderr}).toEqual({status: expected.fix.status, stderr: ''});
		expect(stdout).toContain('Checks');
	});
});

it('covers every scenario of the log destination', async () => {
	const {stdout} = await runProgram(['demo', '--list', '--json']);
	const listed = JSON.parse(stdout);
	const ids = listed.scenarios.map(({id}: {id: string}) => id);

	expect(schemaErrors('scenarios', listed)).toEqual([]);
	expect(ids).toEqual(Object.keys(scenarios));
	expect(ids).toEqual(expect.arrayContaining(Object.keys(logScenarios)));
});
