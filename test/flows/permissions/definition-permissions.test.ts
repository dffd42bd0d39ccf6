import {describe, expect, test} from 'vitest';
import {check as definitionPermissions} from '../../../flows/permissions/definition-permissions.ts';
import {actionsOf} from '../../../source/definition/iam-actions.ts';
import {integrations} from '../../../source/definition/integrations.ts';
import {integrationParameters} from '../../definition/integration-parameters.ts';
import {answered, ask} from '../../support/ask.ts';
import {accountRunning, allowing, statementsOf} from '../../support/permission-samples.ts';

const task = (resource: string, parameters: object, more: object = {}): object => ({
	Type: 'Task',
	Resource: `arn:aws:states:::${resource}`,
	Parameters: parameters,
	End: true,
	...more,
});

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:charge';
const invoke = (FunctionName: string) => task('lambda:invoke', {FunctionName});

describe('a function', () => {
	test.each([
		['by its name, allowed by its name', functionArn, [functionArn], 'ok'],
		['by its name, allowed by any version alone', functionArn, [`${functionArn}:*`], 'problem'],
		['with a qualifier, allowed by its name', `${functionArn}:live`, [functionArn], 'problem'],
		['with a qualifier, allowed by it', `${functionArn}:live`, [`${functionArn}:live`], 'ok'],
		['by a short name', 'charge', [functionArn], 'ok'],
	])('%s', async (_how, named, allowed, outcome) => {
		const policies = [allowing('invoke', 'lambda:InvokeFunction', allowed)];
		const answer = await ask(
			definitionPermissions,
			accountRunning({states: {Charge: invoke(named)}, policies}),
		);
		expect(answer.outcome).toBe(outcome);
	});

	test('is granted as the state calls it', async () => {
		const answer = await ask(
			definitionPermissions,
			accountRunning({states: {Charge: invoke('charge')}}),
		);
		expect(statementsOf(answer.remedies)).toEqual([
			{
				Effect: 'Allow',
				Action: ['lambda:InvokeFunction'],
				Resource: [functionArn],
			},
		]);
	});

	test('that is known only when the state runs, with none allowed: the type is granted, and how wide that is said', async () => {
		const answer = await answered(
			definitionPermissions,
			accountRunning({states: {Charge: task('lambda:invoke', {'FunctionName.$': '$.f'})}}),
		);
		expect(answer.outcome).toBe('problem');
		expect(statementsOf(answer.remedies)[0]?.Resource).toEqual([
			'arn:aws:lambda:eu-west-1:123456789012:function:*',
		]);
		expect(answer.remedies[0]?.widens).toContain('function:*');
	});

	test('that is known only when the state runs, with some allowed: unknown', async () => {
		const answer = await answered(
			definitionPermissions,
			accountRunning({
				states: {Charge: task('lambda:invoke', {'FunctionName.$': '$.f'})},
				policies: [allowing('invoke', 'lambda:*', functionArn)],
			}),
		);
		expect(answer).toMatchObject({outcome: 'unknown', remedies: []});
		expect(answer.answer).toContain('$.f');
	});

	test('that is known only when the state runs, with every function allowed: ok', async () => {
		const answer = await ask(
			definitionPermissions,
			accountRunning({
				states: {Charge: task('lambda:invoke', {'FunctionName.$': '$.f'})},
				policies: [allowing('invoke', 'lambda:*', '*')],
			}),
		);
		expect(answer.outcome).toBe('ok');
	});
});

test('a task definition’s newest revision, allowed by its number, does for today', async () => {
	const revision = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/pack:7';
	const policies = [
		allowing('run', 'ecs:RunTask', revision),
		allowing('rest', ['ecs:StopTask', 'ecs:DescribeTasks', 'events:*', 'iam:PassRole'], '*'),
	];
	const states = {Pack: task('ecs:runTask.sync', {TaskDefinition: 'pack'})};
	expect((await ask(definitionPermissions, accountRunning({states, policies}))).outcome).not.toBe(
		'problem',
	);
});

test('state by state, what it needs and whether the role has it', async () => {
	const answer = await ask(
		definitionPermissions,
		accountRunning({
			states: {
				Charge: invoke('charge'),
				Tell: task('sns:publish', {
					TopicArn: 'arn:aws:sns:eu-west-1:123456789012:orders',
				}),
			},
			policies: [allowing('invoke', 'lambda:InvokeFunction', functionArn)],
		}),
	);
	const details = answer.details ?? [];

	expect(details).toContain('Charge (lambda:invoke): allowed: lambda:InvokeFunction');
	expect(details).toContain(
		'Tell (sns:publish): missing: sns:Publish on arn:aws:sns:eu-west-1:123456789012:orders',
	);
	expect(answer.remedies?.[0]).toMatchObject({id: 'grant-definition-permissions', widens: null});
	expect(answer.remedies?.[0]?.why).toContain('the state Tell');
});

test('a Distributed Map: its executions, what it reads and writes', async () => {
	const map = {
		Type: 'Map',
		ItemReader: {
			Resource: 'arn:aws:states:::s3:getObject',
			Parameters: {Bucket: 'orders-in', Key: 'list.csv'},
		},
		ItemProcessor: {
			ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
			StartAt: 'Charge',
			States: {Charge: invoke('charge')},
		},
		ResultWriter: {
			Resource: 'arn:aws:states:::s3:putObject',
			Parameters: {Bucket: 'orders-out', Prefix: 'done'},
		},
		End: true,
	};
	const answer = await ask(definitionPermissions, accountRunning({states: {Each: map}}));
	const granted = statementsOf(answer.remedies?.slice(0, 1)).flatMap(
		({Action = [], Resource = []}) =>
			Action.flatMap(action => Resource.map(resource => `${action} ${resource}`)),
	);

	expect(granted).toEqual(
		expect.arrayContaining([
			'states:StartExecution arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
			's3:GetObject arn:aws:s3:::orders-in/list.csv',
		]),
	);
	expect(granted.some(each => /^s3:PutObject arn:aws:s3:::orders-out\/done/.test(each))).toBe(true);
	// Workflows run without what only following, cancelling and redriving need.
	expect(granted.some(each => /^states:(?!StartExecution)/.test(each))).toBe(false);
});

describe('nothing is granted wider than AWS asks for', () => {
	const tasks = integrations.filter(({pattern}) => pattern !== 'feature');

	/** Each parameter turned into an expression, as it often is. */
	const computed = (parameters: object): object =>
		Object.fromEntries(Object.keys(parameters).map(name => [`${name}.$`, `$.${name}`]));

	const cases = tasks.flatMap(integration => {
		const name = integration.resource.replace(/\.(?:sync(?::2)?|waitForTaskToken)$/, '');
		const parameters = integrationParameters[name] ?? {};
		return [
			['literal', integration.resource, parameters] as const,
			['computed', integration.resource, computed(parameters)] as const,
			['absent', integration.resource, {}] as const,
		];
	});

	test.each(cases)('%s %s', async (_kind, resource, parameters) => {
		const answer = await ask(
			definitionPermissions,
			accountRunning({states: {Only: task(resource, parameters)}}),
		);
		const integration = integrations.find(each => each.resource === resource);
		const documentedStar = new Set(
			integration?.statements
				.filter(({resources}) => resources.includes('*'))
				.flatMap(({actions}) => actions),
		);

		for (const {Action = [], Resource = []} of statementsOf(answer.remedies)) {
			if (Action.includes('iam:PassRole')) {
				expect(Resource.filter(each => /[*?]/.test(each))).toEqual([]);
			}

			if (Resource.includes('*')) {
				const undocumented = Action.filter(
					action => !documentedStar.has(action) && !hasNoResourceLevel(action),
				);
				expect(undocumented).toEqual([]);
			}
		}
	});

	const hasNoResourceLevel = (action: string): boolean => {
		const [prefix = '', operation = ''] = action.split(':');
		return actionsOf(prefix, operation)?.[0]?.resourceTypes.length === 0;
	};

	test('and there is something to grant for nearly every integration', async () => {
		const granting = await Promise.all(
			cases
				.filter(([kind]) => kind === 'literal')
				.map(async ([, resource, parameters]) => {
					const account = accountRunning({states: {Only: task(resource, parameters)}});
					const answer = await ask(definitionPermissions, account);
					return statementsOf(answer.remedies).length > 0;
				}),
		);
		expect(granting.filter(Boolean).length).toBeGreaterThan(granting.length * 0.9);
	});
});
