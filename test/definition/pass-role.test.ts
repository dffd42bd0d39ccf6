import {describe, expect, test} from 'vitest';
import {integrations} from '../../source/definition/integrations.ts';
import {neededPermissions} from '../../source/definition/needed-permissions.ts';
import {passedRoles, passRoleStatement} from '../../source/definition/pass-role.ts';
import {integrationParameters} from './integration-parameters.ts';
import {jsonataTask, place, task} from './place.ts';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const taskDefinition = {executionRoleArn: role('pull-image'), taskRoleArn: role('app')};
const run = (Overrides?: unknown) => task('ecs:runTask.sync', {TaskDefinition: 'pack', Overrides});
const ecs = {passedToService: 'ecs-tasks.amazonaws.com', inferred: false, unknown: null};

describe('an ECS task', () => {
	test('passes both roles of its task definition', () => {
		expect(passedRoles(run(), taskDefinition)).toEqual([
			{parameter: 'task definition: executionRoleArn', roleArn: role('pull-image'), ...ecs},
			{parameter: 'task definition: taskRoleArn', roleArn: role('app'), ...ecs},
		]);
	});

	test('a role that the state overrides takes the place of the one there', () => {
		const found = passedRoles(run({TaskRoleArn: role('special')}), taskDefinition);

		expect(found.map(({parameter, roleArn}) => [parameter, roleArn])).toEqual([
			['Overrides.TaskRoleArn', role('special')],
			['task definition: executionRoleArn', role('pull-image')],
		]);
	});

	test('a role that the task definition does not have is not passed', () => {
		const found = passedRoles(run(), {executionRoleArn: null, taskRoleArn: role('app')});

		expect(found.map(({roleArn}) => roleArn)).toEqual([role('app')]);
	});

	test('without the task definition both are unknown, and nothing is granted', () => {
		const found = passedRoles(run(), null);

		expect(found.map(({roleArn, unknown}) => [roleArn, unknown])).toEqual([
			[null, "the task definition's executionRoleArn is not in the definition"],
			[null, "the task definition's taskRoleArn is not in the definition"],
		]);
		expect(found.flatMap(each => passRoleStatement(each) ?? [])).toEqual([]);
	});

	test('through the SDK it is the same', () => {
		const state = task('aws-sdk:ecs:runTask', {TaskDefinition: 'pack'});

		expect(passedRoles(state, taskDefinition)).toEqual(passedRoles(run(), taskDefinition));
	});

	test('a computed override is unknown, and still an override', () => {
		const state = jsonataTask('ecs:runTask', {Overrides: {TaskRoleArn: '{% $role %}'}});
		const [first, second] = passedRoles(state, taskDefinition);

		expect([first?.roleArn, first?.unknown]).toEqual([
			null,
			'Overrides.TaskRoleArn is known only when the state runs: {% $role %}',
		]);
		expect(second?.parameter).toBe('task definition: executionRoleArn');
	});
});

test('with Credentials another role does the passing', () => {
	const Credentials = {RoleArn: role('elsewhere')};

	expect(passedRoles(task('ecs:runTask', {}, {Credentials}), taskDefinition)).toEqual([]);
});

test.each([
	['sagemaker:createTrainingJob', 'sagemaker.amazonaws.com'],
	['eks:createCluster', 'eks.amazonaws.com'],
	['eks:createNodegroup', 'eks.amazonaws.com'],
	['emr-serverless:startJobRun', 'emr-serverless.amazonaws.com'],
	['mediaconvert:createJob', 'mediaconvert.amazonaws.com'],
	['aws-sdk:scheduler:createSchedule', 'scheduler.amazonaws.com'],
	['eks:createFargateProfile', null],
	['elasticmapreduce:createCluster', null],
	['elasticmapreduce:addStep', null],
	['bedrock:createModelCustomizationJob', 'bedrock.amazonaws.com'],
	['codebuild:startBuild', null],
])('%s passes its role to %s', (resource, service) => {
	const [found] = passedRoles(task(resource, integrationParameters[resource]), null, place);

	expect(found?.roleArn).toMatch(/^arn:aws:iam::123456789012:role\//);
	expect(found?.passedToService).toBe(service);
});

test.each(['emr-containers:startJobRun', 'glue:startJobRun', 'batch:submitJob', 'lambda:invoke'])(
	'%s passes none',
	resource => {
		expect(passedRoles(task(resource, integrationParameters[resource]), null)).toEqual([]);
	},
);

test.each(['*', 'emr-*', 'arn:aws:iam::123456789012:role/*', '', 'a role', 'arn:aws:s3:::b'])(
	'%j names no one role, so none is passed',
	ServiceRole => {
		const [found] = passedRoles(task('elasticmapreduce:createCluster', {ServiceRole}), null, place);

		expect([found?.roleArn, found?.unknown]).toEqual([null, 'ServiceRole names no role']);
	},
);

test('iam:PassRole is never granted on more than one role by name', () => {
	for (const {resource} of integrations.filter(({pattern}) => pattern !== 'feature')) {
		const parameters = integrationParameters[resource.replace(/\.(sync|waitForTaskToken).*$/, '')];
		const states = [task(resource, parameters), task(resource, {'RoleArn.$': '$.role'})];
		const statements = states.flatMap(state =>
			neededPermissions(state, place).flatMap(need => need.statements),
		);

		for (const {actions, resources} of statements) {
			expect(actions.includes('iam:PassRole') && resources.join().includes('*')).toBe(false);
		}
	}
});
