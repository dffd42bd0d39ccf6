import {PutRolePolicyCommand} from '@aws-sdk/client-iam';
import {
	DescribeExecutionCommand,
	DescribeStateMachineCommand,
	RedriveExecutionCommand,
	StartExecutionCommand,
	UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';
import {functionArn} from '../../source/practice/scenarios/build/names.ts';
import {policy, trust} from '../../source/practice/scenarios/build/policies.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {practise} from './clients.ts';

function practiseOn(id: string) {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}.`);
	}

	const practice = practise(scenario);
	const machine = practice.state.stateMachines.find(({name}) => name === scenario.target);
	const own = practice.state.executions.filter(each => each.stateMachineArn === machine?.arn);

	return {...practice, scenario, machine, last: own.findLast(({status}) => status !== 'SUCCEEDED')};
}

test.each([
	['pass-role', 'pass-role-denied'],
	['network-configuration', 'network-configuration-missing'],
	['managed-rule', 'managed-rule-denied'],
	['assume-role', 'assume-role-denied'],
	['action-denied', 'action-denied'],
	['explicit-deny-task', 'explicit-deny'],
	['boundary-denied', 'action-denied'],
	['caller-denied', 'caller-denied'],
	['caller-pass-role', 'caller-pass-role-denied'],
	['trigger-denied', 'trigger-denied'],
	['kms-denied', 'kms-denied'],
	['nested-execution', 'managed-rule-denied'],
	['task-failed', 'task-failed'],
	['data-path', 'data-path-error'],
	['timed-out', 'timed-out'],
	['choice-without-default', 'data-path-error'],
])('what %s shows is %s', (id, flow) => {
	const {scenario, last} = practiseOn(id);
	const text = scenario.paste ?? JSON.stringify({error: last?.error, cause: last?.cause});

	expect(understand(text, flows).matches[0]?.flow).toBe(flow);
});

describe('a redrive helps once the role is mended', () => {
	const invoke = (name: string) => ({
		Effect: 'Allow',
		Action: 'lambda:InvokeFunction',
		Resource: `${functionArn(name)}:*`,
	});

	test.each<[string, string, object[], boolean]>([
		['action-denied', 'allow', [invoke('customer-digest-write')], true],
		['explicit-deny-task', 'allow', [invoke('payroll-pay')], false],
		['explicit-deny-task', 'audit-freeze', [], true],
		['boundary-denied', 'allow', [{Effect: 'Allow', Action: 'sqs:*', Resource: '*'}], false],
		['task-failed', 'allow', [{Effect: 'Allow', Action: '*', Resource: '*'}], false],
		['timed-out', 'allow', [{Effect: 'Allow', Action: '*', Resource: '*'}], false],
	])('%s with the policy %s of %j: %s', async (id, PolicyName, statements, helps) => {
		const {sfn, iam, clock, machine, last} = practiseOn(id);
		await iam.send(
			new PutRolePolicyCommand({
				RoleName: machine?.roleArn.split('/').at(-1),
				PolicyName,
				PolicyDocument: policy(...statements),
			}),
		);
		clock.advance(20_000);
		await sfn.send(new RedriveExecutionCommand({executionArn: last?.arn}));
		clock.advance(60_000);

		const {status} = await sfn.send(new DescribeExecutionCommand({executionArn: last?.arn}));
		expect(status).toBe(helps ? 'SUCCEEDED' : 'FAILED');
	});
});

describe('a deployment is refused as the paste says', () => {
	const update = async (id: string, mend: (state: AccountState) => void = () => {}) => {
		const {sfn, state, machine} = practiseOn(id);
		mend(state);

		return sfn.send(
			new UpdateStateMachineCommand({
				stateMachineArn: machine?.arn,
				definition: machine?.definition,
			}),
		);
	};

	const allowed = (state: AccountState) => {
		for (const version of state.roles.flatMap(({versions}) => versions)) {
			version.inlinePolicies = {
				all: policy({Effect: 'Allow', Action: 'events:*', Resource: '*'}),
			};
			version.trustPolicy = trust('states.amazonaws.com');
		}
	};

	test.each(['managed-rule', 'assume-role', 'nested-execution'])('%s', async id => {
		const refused = await update(id).catch((error: Error) => error);

		expect(refused).toMatchObject({name: 'AccessDeniedException'});
		expect(scenarios[id]?.paste).toContain((refused as Error).message);
		expect(await update(id, allowed)).toHaveProperty('revisionId');
	});
});

test('the walk needs several permissions more, and runs through once it has them', async () => {
	const {sfn, iam, clock, machine} = practiseOn('definition-walk');
	const start = async (name: string) => {
		const {executionArn} = await sfn.send(
			new StartExecutionCommand({
				stateMachineArn: machine?.arn,
				name,
				input: JSON.stringify({
					paid: true,
					order: 'o-1',
					parcels: [{id: 1}, {id: 2}],
					carrier: {functionArn: functionArn('carrier')},
					partner: {queueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/partner'},
				}),
			}),
		);
		clock.advance(120_000);

		return sfn.send(new DescribeExecutionCommand({executionArn}));
	};
	const {definition = '{}'} = await sfn.send(
		new DescribeStateMachineCommand({stateMachineArn: machine?.arn}),
	);

	expect(Object.keys(JSON.parse(definition).States)).toHaveLength(12);
	expect(await start('before')).toMatchObject({
		error: 'ECS.AccessDeniedException',
		cause: expect.stringContaining('iam:PassRole'),
	});
	await iam.send(
		new PutRolePolicyCommand({
			RoleName: 'order-lifecycle-role',
			PolicyName: 'all',
			PolicyDocument: policy({Effect: 'Allow', Action: '*', Resource: '*'}),
		}),
	);
	clock.advance(20_000);
	expect(await start('after')).toMatchObject({status: 'SUCCEEDED'});
});

test('the nested execution of the scenario still waits', () => {
	const {last, state} = practiseOn('nested-execution');
	const child = state.executions.findLast(({arn}) => arn.includes(':stock-sync:'));

	expect(last?.status).toBe('RUNNING');
	expect(child?.status).toBe('SUCCEEDED');
	expect(child?.startedAt).toBeGreaterThan(last?.startedAt ?? 0);
});
