import {describe, expect, test} from 'vitest';
import {check as passRole} from '../../../flows/permissions/pass-role.ts';
import {check as passedRoles} from '../../../flows/permissions/passed-roles.ts';
import {noFacts} from '../../../source/incident/facts.ts';
import {answered, ask} from '../../support/ask.ts';
import {
	accountRunning,
	allowing,
	aTaskDefinition,
	aTaskRole,
	roleArn,
	runTask,
	simulatorOver,
	statementsOf,
} from '../../support/permission-samples.ts';
import {aSubject} from '../../support/samples.ts';

const both = [roleArn('pack-execution'), roleArn('pack-task')];
const toTasks = {StringEquals: {'iam:PassedToService': ['ecs-tasks.amazonaws.com']}};

const refusedFor = (resource: string) =>
	aSubject({
		facts: {
			...noFacts,
			principal:
				'arn:aws:sts::123456789012:assumed-role/orders-role/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEf',
			action: 'iam:PassRole',
			resource,
			errorName: 'ECS.AccessDeniedException',
		},
	});

describe('which roles are passed', () => {
	const ways: Array<[string, object, string[]]> = [
		['a family with a revision', {TaskDefinition: 'pack:7'}, both],
		['a family without one', {TaskDefinition: 'pack'}, both],
		['an ARN', {TaskDefinition: aTaskDefinition().arn}, both],
		[
			'an override in the place of the task role',
			{TaskDefinition: 'pack:7', Overrides: {TaskRoleArn: roleArn('pack-task-eu')}},
			[roleArn('pack-execution'), roleArn('pack-task-eu')],
		],
		[
			'both overridden',
			{
				TaskDefinition: 'pack:7',
				Overrides: {TaskRoleArn: roleArn('one'), ExecutionRoleArn: roleArn('two')},
			},
			[roleArn('one'), roleArn('two')],
		],
	];

	test.each(ways)('%s', async (_way, parameters, roles) => {
		const answer = await ask(passRole, accountRunning({states: {Pack: runTask(parameters)}}));

		expect(answer.outcome).toBe('problem');
		const [statement, ...others] = statementsOf(answer.remedies);

		expect(others).toEqual([]);
		expect(statement).toMatchObject({Action: ['iam:PassRole'], Condition: toTasks});
		expect(statement?.Resource?.toSorted()).toEqual(roles.toSorted());
		expect(answer.remedies?.[0]?.why).toContain('the state Pack');
	});

	test('states in Parallel branches and Map processors, in JSONata as well', async () => {
		const jsonata = (TaskDefinition: string) => ({
			Type: 'Task',
			Resource: 'arn:aws:states:::ecs:runTask',
			Arguments: {TaskDefinition},
			End: true,
		});
		const states = {
			Fan: {
				Type: 'Parallel',
				Branches: [{StartAt: 'A', States: {A: jsonata("{% 'pack' %}")}}],
				Next: 'Each',
			},
			Each: {
				Type: 'Map',
				ItemProcessor: {StartAt: 'B', States: {B: jsonata('pack:7')}},
				End: true,
			},
		};
		const answer = await ask(passRole, accountRunning({states, top: {QueryLanguage: 'JSONata'}}));

		expect(answer.remedies?.[0]?.why).toContain('the states A and B');
		expect(statementsOf(answer.remedies)[0]?.Resource).toEqual(both);
	});

	test('a role that another integration hands over, with its own condition', async () => {
		const train = {
			Type: 'Task',
			Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
			Parameters: {'TrainingJobName.$': '$.job', RoleArn: roleArn('train')},
			End: true,
		};
		const answer = await ask(passRole, accountRunning({states: {Train: train}}));

		expect(statementsOf(answer.remedies)).toEqual([
			{
				Effect: 'Allow',
				Action: ['iam:PassRole'],
				Resource: [roleArn('train')],
				Condition: {StringEquals: {'iam:PassedToService': ['sagemaker.amazonaws.com']}},
			},
		]);
	});
});

describe('a role that AWS does not document to be passed', () => {
	const profile = {
		Type: 'Task',
		Resource: 'arn:aws:states:::eks:createFargateProfile',
		Parameters: {
			ClusterName: 'shop',
			FargateProfileName: 'batch',
			PodExecutionRoleArn: roleArn('pods'),
		},
		End: true,
	};

	test('is not granted on an inference', async () => {
		const answer = await ask(passRole, accountRunning({states: {Profile: profile}}));
		expect(answer.remedies).toEqual([]);
	});

	test('is granted once AWS has refused it', async () => {
		const answer = await ask(
			passRole,
			accountRunning({states: {Profile: profile}, roles: [aTaskRole('pods')]}),
			refusedFor(roleArn('pods')),
		);
		expect(statementsOf(answer.remedies)[0]?.Resource).toEqual([roleArn('pods')]);
	});
});

describe('what the role may pass', () => {
	const states = {Pack: runTask({TaskDefinition: 'pack:7'})};

	test('all of it: ok', async () => {
		const policies = [allowing('pass', 'iam:PassRole', both, {Condition: toTasks})];
		const answer = await ask(passRole, accountRunning({states, policies}));
		expect(answer).toMatchObject({outcome: 'ok', remedies: []});
	});

	test('one of the two: only the other is granted, and what sfn-fix added before stays', async () => {
		const policies = [
			allowing('sfn-fix-permissions', 'iam:PassRole', both[0] ?? '', {Condition: toTasks}),
		];
		const answer = await ask(passRole, accountRunning({states, policies}));
		const [change] = answer.remedies?.[0]?.changes ?? [];

		expect(answer.answer).toContain(both[1]);
		expect(answer.answer).not.toContain(both[0]);
		expect(change).toMatchObject({before: policies[0]?.document});
		expect(statementsOf(answer.remedies)).toEqual([
			{Effect: 'Allow', Action: ['iam:PassRole'], Resource: both, Condition: toTasks},
		]);
	});

	test('for another service only: not enough', async () => {
		const Condition = {StringEquals: {'iam:PassedToService': ['lambda.amazonaws.com']}};
		const policies = [allowing('pass', 'iam:PassRole', '*', {Condition})];
		const answer = await ask(passRole, accountRunning({states, policies}));
		expect(answer.outcome).toBe('problem');
	});

	test('an explicit deny is answered with a request, never with an Allow', async () => {
		const deny = {Effect: 'Deny', Action: 'iam:PassRole', Resource: '*', Sid: 'NoPassing'};
		const policies = [allowing('deny', 'iam:PassRole', '*', deny)];
		const answer = await ask(passRole, accountRunning({states, policies}));

		expect(answer).toMatchObject({outcome: 'problem', remedies: []});
		expect(answer.requests?.[0]?.text).toContain('NoPassing');
	});
});

describe('a task definition that the definition computes', () => {
	const states = {Pack: runTask({'TaskDefinition.$': '$.task'})};
	const families = {listTaskDefinitionFamilies: async () => ['pack', 'ship']};

	test('is said to be unknown, with those in use', async () => {
		const answer = await answered(passRole, accountRunning({states, reads: families}));

		expect(answer).toMatchObject({outcome: 'unknown', remedies: []});
		expect(answer.details.join(' ')).toContain('in use: pack, ship');
	});

	test('the role that the text names is granted, since AWS said so', async () => {
		const answer = await answered(
			passRole,
			accountRunning({states, reads: families}),
			refusedFor(roleArn('pack-task')),
		);

		expect(answer.outcome).toBe('problem');
		expect(statementsOf(answer.remedies)).toEqual([
			{
				Effect: 'Allow',
				Action: ['iam:PassRole'],
				Resource: [roleArn('pack-task')],
				Condition: toTasks,
			},
		]);
	});

	test('is read from the last failed execution', async () => {
		const execution = {arn: 'run', name: 'run', status: 'FAILED', stateMachineArn: ''} as never;
		const event = (id: number, type: string, details: object) =>
			({id, previousEventId: id - 1, type, timestamp: null, details}) as never;
		const answer = await ask(
			passRole,
			accountRunning({
				states,
				reads: {
					executions: async () => [execution],
					execution: async () => execution,
					historyPage: async () => ({
						next: null,
						events: [
							event(3, 'TaskFailed', {}),
							event(2, 'TaskScheduled', {parameters: '{"TaskDefinition":"pack:7"}'}),
							event(1, 'TaskStateEntered', {name: 'Pack'}),
						],
					}),
				},
			}),
		);

		expect(statementsOf(answer.remedies)[0]?.Resource).toEqual(both);
	});

	test.each([
		'*',
		'arn:aws:iam::123456789012:role/*',
		'arn:aws:iam::111122223333:role/pack-task',
		'pack-task',
	])('%s is nothing that would be granted', async resource => {
		const answer = await ask(
			passRole,
			accountRunning({states, reads: families}),
			refusedFor(resource),
		);
		expect(statementsOf(answer.remedies)).toEqual([]);
	});
});

test('a task definition of another region is told apart, and not looked for in this one', async () => {
	const elsewhere = 'arn:aws:ecs:us-east-1:123456789012:task-definition/pack:7';
	const answer = await answered(
		passRole,
		accountRunning({states: {Pack: runTask({TaskDefinition: elsewhere})}}),
	);

	expect(answer.outcome).toBe('unknown');
	expect(answer.answer).toContain('region us-east-1');
});

describe('the simulator', () => {
	const states = {Pack: runTask({TaskDefinition: 'pack:7'})};

	test('is asked with the proposed policy before it is written', async () => {
		const asked: Parameters<ReturnType<typeof simulatorOver>>[0][] = [];
		const answer = await ask(
			passRole,
			accountRunning({states, reads: {simulate: simulatorOver(asked)}}),
		);
		const proposed = answer.remedies?.[0]?.changes[0]?.after;

		expect(asked.map(({extraPolicies}) => extraPolicies)).toEqual([[], [proposed]]);
		expect(asked[0]).toMatchObject({
			actions: ['iam:PassRole'],
			resources: both,
			context: {'iam:PassedToService': ['ecs-tasks.amazonaws.com']},
		});
		expect(answer.details?.join(' ')).toContain('simulator agrees');
	});

	test('its disagreement is shown, and is no proof', async () => {
		const policies = [allowing('pass', 'iam:PassRole', both, {Condition: toTasks})];
		const simulate = async () => [
			{
				action: 'iam:PassRole',
				resource: both[0] ?? '',
				decision: 'implicitDeny' as const,
				allowedByOrganization: false,
				allowedByBoundary: null,
				missingContextKeys: [],
			},
		];
		const answer = await ask(passRole, accountRunning({states, policies, reads: {simulate}}));

		expect(answer.outcome).toBe('ok');
		expect(answer.details?.join(' ')).toContain("the organization's policies do not allow it");
	});

	test('that cannot be asked is only noted', async () => {
		const answer = await ask(passRole, accountRunning({states}));
		expect(answer.details?.join(' ')).toContain('did not answer');
	});
});

describe('the roles that are handed over', () => {
	const states = {Pack: runTask({TaskDefinition: 'pack:7'})};

	test('exist and are trusted: ok', async () => {
		expect(await ask(passedRoles, accountRunning({states}))).toMatchObject({outcome: 'ok'});
	});

	test('a role that is not there', async () => {
		const taskDefinitions = [aTaskDefinition({taskRoleArn: roleArn('gone')})];
		const answer = await ask(passedRoles, accountRunning({states, taskDefinitions}));

		expect(answer).toMatchObject({outcome: 'problem', remedies: []});
		expect(answer.requests?.[0]?.text).toContain(roleArn('gone'));
	});

	test('a role that ECS tasks may not take on gets one statement more', async () => {
		const taskDefinitions = [aTaskDefinition({taskRoleArn: roleArn('odd')})];
		const roles = [aTaskRole('odd', 'lambda.amazonaws.com')];
		const answer = await ask(passedRoles, accountRunning({states, taskDefinitions, roles}));
		const [change] = answer.remedies?.[0]?.changes ?? [];

		expect(answer.outcome).toBe('problem');
		expect(change).toMatchObject({kind: 'role-trust-policy', roleName: 'odd'});
		expect(JSON.parse(change?.after ?? '').Statement).toHaveLength(2);
		expect(change?.after).toContain('lambda.amazonaws.com');
	});

	test('a role of another account cannot be passed at all', async () => {
		const foreign = 'arn:aws:iam::111122223333:role/pack-task';
		const taskDefinitions = [aTaskDefinition({taskRoleArn: foreign})];
		const answer = await ask(passedRoles, accountRunning({states, taskDefinitions}));
		expect(answer).toMatchObject({outcome: 'problem', remedies: []});
	});
});

test.each<[string, string, boolean, string[]]>([
	['that does not exist is not granted, the others are', 'nothere', false, both],
	['that exists is granted', 'nothere', true, [...both, roleArn('nothere')]],
])('a denied role %s', async (_title, name, exists, granted) => {
	const account = accountRunning({
		states: {Pack: runTask({TaskDefinition: 'pack:7'})},
		roles: ['pack-execution', 'pack-task', ...(exists ? [name] : [])].map(each => aTaskRole(each)),
	});
	const {outcome, remedies, details} = await ask(passRole, account, refusedFor(roleArn(name)));

	expect(outcome).toBe('problem');
	expect(statementsOf(remedies).flatMap(({Resource = []}) => Resource)).toEqual(granted);
	expect(remedies.every(({title}) => title.includes(name) === exists)).toBe(true);
	expect(details.some(each => each.includes(`${roleArn(name)} does not exist`))).toBe(!exists);
});
