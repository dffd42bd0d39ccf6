import {describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

type Expected = {
	/** For scenarios whose error is in the execution's history alone. */
	flow?: string;
	check: {status: number; verdict: string; problems: string[]};
	fix: {status: number; verdict: string};
	/** The kinds of the changes that are written. */
	written: string[];
	/** What became of what failed; null where nothing is repeated. */
	retried: 'succeeded' | null;
};

const healthy = {status: 0, verdict: 'healthy'};
const problem = (...problems: string[]) => ({status: 1, verdict: 'problem', problems});
const unmended = {status: 1, verdict: 'problem'};

const expected: Record<string, Expected> = {
	'pass-role': {
		check: problem('pass-role', 'network-configuration'),
		fix: healthy,
		written: ['role-inline-policy', 'definition'],
		retried: 'succeeded',
	},
	'network-configuration': {
		flow: 'network-configuration-missing',
		check: problem('network-configuration'),
		fix: healthy,
		written: ['definition'],
		retried: 'succeeded',
	},
	'managed-rule': {
		check: problem('managed-rules'),
		fix: healthy,
		written: ['role-inline-policy'],
		retried: null,
	},
	'assume-role': {
		check: problem('role-trust'),
		fix: healthy,
		written: ['role-trust-policy'],
		retried: null,
	},
	'action-denied': {
		flow: 'action-denied',
		check: problem('refused-action'),
		fix: healthy,
		written: ['role-inline-policy'],
		retried: 'succeeded',
	},
	'nested-execution': {
		check: problem('managed-rules'),
		fix: healthy,
		written: ['role-inline-policy'],
		retried: null,
	},
	'definition-walk': {
		check: problem('definition-permissions'),
		// One state calls a function that is known only when it runs.
		fix: {status: 3, verdict: 'no-verdict'},
		written: ['role-inline-policy'],
		retried: null,
	},
	'kms-denied': {
		check: problem('kms-permission'),
		// The key's own policy decides as well, and cannot be read here.
		fix: {status: 3, verdict: 'no-verdict'},
		written: ['role-inline-policy'],
		retried: null,
	},
	'explicit-deny-task': {
		flow: 'explicit-deny',
		check: problem('denying-layer'),
		fix: unmended,
		written: [],
		retried: null,
	},
	'boundary-denied': {
		flow: 'action-denied',
		check: problem('refused-action'),
		fix: unmended,
		written: [],
		retried: null,
	},
	'caller-denied': {check: problem('refused-caller'), fix: unmended, written: [], retried: null},
	'caller-pass-role': {
		check: problem('refused-caller'),
		fix: unmended,
		written: [],
		retried: null,
	},
	'trigger-denied': {check: problem('refused-caller'), fix: unmended, written: [], retried: null},
};

function practice(id: string, flow?: string): {operands: string[]; stdin: string} {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}`);
	}

	const {target, role, paste} = scenario;

	return {
		operands: [
			...(target === null ? [] : [target]),
			...(role === null ? [] : ['--role', role]),
			...(paste === null ? [] : ['--error', '-']),
			...(paste === null && flow !== undefined ? ['--flow', flow] : []),
			'--practice',
			id,
			'--json',
		],
		stdin: paste ?? '',
	};
}

describe.each(Object.entries(expected))('the practice scenario %s', (id, wanted) => {
	const {operands, stdin} = practice(id, wanted.flow);

	it('is diagnosed', async () => {
		const {status, stdout} = await runProgram(['check', ...operands], {stdin});
		const report = JSON.parse(stdout);
		const problems = report.checks
			.filter(({outcome}: {outcome: string}) => outcome === 'problem')
			.map(({id: check}: {id: string}) => check);

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, verdict: report.verdict, problems}).toEqual(wanted.check);
	});

	it('is mended as far as it can be, verified, and repeated', async () => {
		const {status, stdout} = await runProgram(['fix', ...operands, '--yes', '--retry'], {stdin});
		const report = JSON.parse(stdout);

		expect(schemaErrors('check', report)).toEqual([]);
		expect({status, verdict: report.verdict}).toEqual(wanted.fix);
		expect(report.changes.map(({kind}: {kind: string}) => kind)).toEqual(wanted.written);
		expect(report.applied.map(({outcome}: {outcome: string}) => outcome)).toEqual(
			wanted.written.map(() => 'applied'),
		);
		expect(report.retried?.outcome ?? null).toBe(wanted.retried);
	});
});

it('pass-role: from the first paste to a run that succeeds with two writes', async () => {
	const {operands, stdin} = practice('pass-role');
	const {stdout} = await runProgram(['fix', ...operands, '--yes', '--retry'], {stdin});
	const {changes, retried} = JSON.parse(stdout);
	const [policy, definition] = changes;

	expect(changes).toHaveLength(2);
	expect(JSON.parse(policy.after).Statement).toEqual([
		{
			Effect: 'Allow',
			Action: ['iam:PassRole'],
			Resource: [
				'arn:aws:iam::123456789012:role/report-renderer-execution',
				'arn:aws:iam::123456789012:role/report-renderer-task',
			],
			Condition: {StringEquals: {'iam:PassedToService': ['ecs-tasks.amazonaws.com']}},
		},
	]);
	expect(definition.after).toContain('"NetworkConfiguration"');
	// A redrive would run the definition that the failed execution began with.
	expect(retried.title).toMatch(/^Start nightly-report again/);
	expect(retried.message).toMatch(/^The execution succeeded/);
});

it('does not repeat anything without a yes of its own', async () => {
	const {operands, stdin} = practice('pass-role');
	const {stdout} = await runProgram(['fix', ...operands, '--yes'], {stdin});

	expect(JSON.parse(stdout).retried.outcome).toBe('not-retried');
});

it('--role names the caller’s role: then its permission is offered', async () => {
	const {operands, stdin} = practice('caller-denied');
	const {status, stdout} = await runProgram(
		['fix', ...operands, '--role', 'workflow-deployer', '--yes'],
		{stdin},
	);
	const {changes, verdict} = JSON.parse(stdout);

	expect({status, verdict}).toEqual(healthy);
	expect(changes.map(({target}: {target: string}) => target)).toEqual([
		'inline policy sfn-fix-permissions of role workflow-deployer',
	]);
});

it('takes the error of an execution that is named from its history', async () => {
	const arn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:customer-digest';
	const {operands} = practice('action-denied', 'action-denied');
	const first = await runProgram(['check', ...operands]);
	expect(JSON.parse(first.stdout)).toMatchObject({
		flow: 'action-denied',
		facts: {action: 'lambda:InvokeFunction'},
		subject: {stateMachineArn: arn},
	});
	const {executionArn} = JSON.parse(first.stdout).subject;

	const second = await runProgram(['check', executionArn, '--practice', 'action-denied', '--json']);
	expect(JSON.parse(second.stdout).flow).toBe('action-denied');
});
