import {describe, expect, test} from 'vitest';
import {check as networkConfiguration} from '../../../flows/failed-run/network-configuration.ts';
import {generalChecks} from '../../../flows/general.ts';
import type {EcsService} from '../../../source/account/ecs.ts';
import {diagnose} from '../../../source/diagnosis/diagnose.ts';
import {loadChecks} from '../../../source/diagnosis/flow.ts';
import {answered, ask} from '../../support/ask.ts';
import {
	accountRunning,
	aTaskDefinition,
	definitionOf,
	runTask,
} from '../../support/permission-samples.ts';
import {aContext} from '../../support/samples.ts';

const service = (name: string, subnet: string, more: Partial<EcsService> = {}): EcsService => ({
	name,
	cluster: 'shop',
	taskDefinition: null,
	network: {subnets: [subnet], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED'},
	...more,
});

const services = [
	service('api', 'subnet-a'),
	service('worker', 'subnet-b'),
	service('web', 'subnet-b'),
	service('old', 'subnet-c', {network: null}),
	service('elsewhere', 'subnet-d', {cluster: 'other'}),
];

const states = {Pack: runTask({TaskDefinition: 'pack:7'})};

describe('a state without a network', () => {
	test('one remedy for each configuration in use, the most used first', async () => {
		const answer = await ask(networkConfiguration, accountRunning({states, services}));

		expect(answer.outcome).toBe('problem');
		expect(answer.remedies?.map(({id}) => id)).toEqual(['network-of-web', 'network-of-api']);
		expect(answer.remedies?.[0]?.changes).toHaveLength(1);
		expect(answer.remedies?.[0]?.changes[0]).toMatchObject({
			kind: 'definition',
			revisionId: 'revision-1',
			before: definitionOf(states),
		});
	});

	test('nothing else in the live text changes, white space included', async () => {
		const answer = await ask(networkConfiguration, accountRunning({states, services}));
		const [change] = answer.remedies?.[0]?.changes ?? [];
		const network = `,
        "NetworkConfiguration": {
          "AwsvpcConfiguration": {
            "Subnets": [
              "subnet-b"
            ],
            "SecurityGroups": [
              "sg-1"
            ],
            "AssignPublicIp": "DISABLED"
          }
        }`;

		expect(change?.after).toContain(network);
		expect(change?.after?.replace(network, '')).toBe(change?.before);
	});

	test('in Parallel branches, Map processors and JSONata, all at once', async () => {
		const jsonata = {
			Type: 'Task',
			QueryLanguage: 'JSONata',
			Resource: 'arn:aws:states:::ecs:runTask',
			Arguments: {Cluster: 'shop', TaskDefinition: 'pack'},
			End: true,
		};
		const deep = {
			Fan: {
				Type: 'Parallel',
				Branches: [{StartAt: 'A', States: {A: runTask({TaskDefinition: 'pack:7'})}}],
				Next: 'Each',
			},
			Each: {
				Type: 'Map',
				ItemProcessor: {StartAt: 'B', States: {B: jsonata}},
				End: true,
			},
		};
		const answer = await ask(networkConfiguration, accountRunning({states: deep, services}));
		const after = JSON.parse(answer.remedies?.[0]?.changes[0]?.after ?? '').States;
		const {A} = after.Fan.Branches[0].States;
		const {B} = after.Each.ItemProcessor.States;

		expect(A.Parameters.NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual(['subnet-b']);
		expect(B.Arguments.NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual(['subnet-b']);
		expect(B).not.toHaveProperty('Parameters');
	});

	test('another state of the definition tells where no service does', async () => {
		const AwsvpcConfiguration = {Subnets: ['subnet-z'], SecurityGroups: ['sg-9']};
		const told = runTask({
			TaskDefinition: 'pack:7',
			NetworkConfiguration: {AwsvpcConfiguration},
		});
		const answer = await ask(
			networkConfiguration,
			accountRunning({states: {...states, Told: told}}),
		);

		expect(answer.remedies?.map(({id}) => id)).toEqual(['network-of-Told']);
		expect(answer.remedies?.[0]?.changes[0]?.after).toContain('subnet-z');
	});

	test('nothing in use: a request, and no guess', async () => {
		const answer = await ask(networkConfiguration, accountRunning({states}));

		expect(answer).toMatchObject({outcome: 'problem', remedies: []});
		expect(answer.requests?.[0]?.text).toContain('AwsvpcConfiguration');
	});
});

describe('a state that needs none', () => {
	test('since its task definition is of another network mode', async () => {
		const taskDefinitions = [aTaskDefinition({networkMode: 'bridge'})];
		const answer = await ask(networkConfiguration, accountRunning({states, taskDefinitions}));
		expect(answer.outcome).toBe('ok');
	});

	test('since no state runs a task: the general checks leave it out', async () => {
		const account = accountRunning({states: {Done: {Type: 'Succeed'}}});
		expect((await ask(networkConfiguration, account)).outcome).toBe('ok');
		const checks = await loadChecks(generalChecks());
		const own = checks.filter(({id}) => id === networkConfiguration.id);
		const {checks: answers} = await diagnose(own, aContext(account));
		expect([own.length, answers]).toEqual([1, []]);
	});
});

test('a task definition that is computed leaves it unknown', async () => {
	const computed = {Pack: runTask({'TaskDefinition.$': '$.task'})};
	const answer = await answered(networkConfiguration, accountRunning({states: computed, services}));
	expect(answer).toMatchObject({outcome: 'unknown', remedies: []});
});
