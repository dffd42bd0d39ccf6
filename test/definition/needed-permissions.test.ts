import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {integrations} from '../../source/definition/integrations.ts';
import {neededPermissions} from '../../source/definition/needed-permissions.ts';
import {integrationParameters} from './integration-parameters.ts';
import {jsonataTask, place, stateOf, task} from './place.ts';
import {asLines} from './statement-lines.ts';

const parametersOf = (resource: string) =>
	integrationParameters[resource.replace(/\.(sync|waitForTaskToken).*$/, '')];
const callable = integrations.filter(({resource}) => !resource.startsWith('feature:'));
const expected: Record<string, string[]> = JSON.parse(
	readFileSync(new URL('expected-statements.json', import.meta.url), 'utf8'),
);

describe('every integration, with its parameters in the definition', () => {
	test.each(callable)('$resource', ({resource, sources}) => {
		const [need, ...others] = neededPermissions(task(resource, parametersOf(resource)), place);

		expect(others).toEqual([]);
		expect(need?.integration).toBe(resource);
		expect(sources[0]).toMatch(/^https:\/\//);
		expect(asLines(need?.statements ?? [])).toEqual(expected[resource]);
	});

	test('no expectation is left over', () => {
		expect(Object.keys(expected).toSorted()).toEqual(
			callable.map(({resource}) => resource).toSorted(),
		);
	});
});

describe('every integration, with nothing but its input', () => {
	const starred = (resource: string) => {
		const own = integrations.find(each => each.resource === resource);
		const documented = own?.statements.filter(({resources}) => resources.includes('*')) ?? [];

		return documented.flatMap(({actions}) => actions);
	};

	test.each(callable)('$resource grants * only where AWS documents it', ({resource}) => {
		for (const state of [task(resource, undefined), jsonataTask(resource, '{% $states.input %}')]) {
			const [need] = neededPermissions(state, place);
			const wide = need?.statements.filter(({resources}) => resources.includes('*')) ?? [];

			expect(starred(resource)).toEqual(
				expect.arrayContaining(wide.flatMap(({actions}) => actions)),
			);
			expect(need?.statements.every(({resources}) => resources.length > 0)).toBe(true);
			expect(JSON.stringify(need?.statements)).not.toContain('${');
		}
	});

	test.each(callable)('$resource passes no role that is not known', ({resource}) => {
		const [need] = neededPermissions(task(resource, undefined), place);
		const passing = need?.statements.filter(({actions}) => actions.includes('iam:PassRole'));

		expect(passing).toEqual([]);
		expect(need?.passedRoles.every(({unknown}) => unknown !== null)).toBe(true);
	});
});

const resourcesOf = (...needs: ReturnType<typeof neededPermissions>) =>
	needs.flatMap(({statements}) => statements.flatMap(({resources}) => resources));

describe('names and ARNs', () => {
	const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:tax';

	test.each([
		['tax', 'arn:aws:lambda:eu-west-1:123456789012:function:tax'],
		['tax:live', 'arn:aws:lambda:eu-west-1:123456789012:function:tax'],
		['111122223333:function:tax', 'arn:aws:lambda:eu-west-1:111122223333:function:tax'],
		[functionArn, functionArn],
		[`${functionArn}:$LATEST`, functionArn],
		[`${functionArn}:7`, functionArn],
	])('function %s', (FunctionName, arn) => {
		const needs = neededPermissions(task('lambda:invoke', {FunctionName}), place);

		expect(resourcesOf(...needs)).toEqual([arn, `${arn}:*`]);
	});

	test("a function's ARN as the task's Resource", () => {
		const state = stateOf({Type: 'Task', Resource: `${functionArn}:live`, End: true});

		expect(resourcesOf(...neededPermissions(state, place))).toEqual([
			functionArn,
			`${functionArn}:*`,
		]);
	});

	test.each([
		['https://sqs.us-east-1.amazonaws.com/111122223333/q.fifo', 'us-east-1:111122223333:q.fifo'],
		['https://us-east-1.queue.amazonaws.com/111122223333/q', 'us-east-1:111122223333:q'],
		['https://queue.amazonaws.com/111122223333/q', 'eu-west-1:111122223333:q'],
	])('queue %s', (QueueUrl, rest) => {
		const needs = neededPermissions(task('sqs:sendMessage', {QueueUrl}), place);

		expect(resourcesOf(...needs)).toEqual([`arn:aws:sqs:${rest}`]);
	});

	test.each([
		['pack', 'pack:*'],
		['pack:7', 'pack:7'],
		['arn:aws:ecs:eu-west-1:123456789012:task-definition/pack', 'pack:*'],
		['arn:aws:ecs:eu-west-1:123456789012:task-definition/pack:7', 'pack:7'],
	])('task definition %s', (TaskDefinition, name) => {
		const needs = neededPermissions(task('ecs:runTask', {TaskDefinition}), place);

		expect(resourcesOf(...needs)[0]).toBe(
			`arn:aws:ecs:eu-west-1:123456789012:task-definition/${name}`,
		);
	});

	test('a version of a nested state machine is started by the ARN of its state machine', () => {
		const arn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:refund';
		const state = task('states:startExecution.sync:2', {StateMachineArn: `${arn}:PROD`});
		const [first, second] = neededPermissions(state, place)[0]?.statements ?? [];

		expect(first?.resources).toEqual([arn]);
		expect(second?.resources).toEqual(['arn:aws:states:eu-west-1:123456789012:execution:refund:*']);
	});

	test.each([
		['anthropic.claude-v2', ['foundation-model']],
		['eu.anthropic.claude-sonnet-4', ['inference-profile', 'foundation-model']],
		['arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/abc', ['provisioned-model']],
		['arn:aws:bedrock:eu-west-1:123456789012:imported-model/abc', ['imported-model']],
		[
			'arn:aws:bedrock:eu-west-1:123456789012:custom-model-deployment/abc',
			['custom-model-deployment'],
		],
		['arn:aws:bedrock:eu-west-1:123456789012:prompt-router/abc', ['prompt-router']],
		['arn:aws:bedrock:eu-west-1:123456789012:default-prompt-router/abc', ['default-prompt-router']],
	])('model %s', (ModelId, kinds) => {
		const needs = neededPermissions(task('bedrock:invokeModel', {ModelId}), place);

		expect(resourcesOf(...needs).map(arn => arn.split(':')[5]?.split('/')[0])).toEqual(kinds);
		expect(needs[0]?.statements.every(({when}) => when === undefined)).toBe(true);
	});

	test('a profile of its own leads to a model that is not named', () => {
		const ModelId = 'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc';
		const [need] = neededPermissions(task('bedrock:invokeModel', {ModelId}), place);

		expect(asLines(need?.statements ?? [])).toEqual([
			`bedrock:InvokeModel @ ${ModelId}`,
			'bedrock:InvokeModel @ arn:aws:bedrock:*::foundation-model/* | when the application inference profile leads to this model',
		]);
	});

	test('an API that authenticates nobody needs nothing', () => {
		const call = {ApiEndpoint: 'a1.execute-api.eu-west-1.amazonaws.com', Method: 'GET'};
		const [need] = neededPermissions(task('apigateway:invoke', call), place);

		expect(need?.statements).toEqual([]);
		expect(need?.unknowns).toEqual([]);
	});
});

describe('what is known only when the state runs', () => {
	test.each([
		[task('lambda:invoke', {'FunctionName.$': '$.fn'}), '$.fn'],
		[jsonataTask('lambda:invoke', {FunctionName: '{% $fn %}'}), '{% $fn %}'],
		[jsonataTask('lambda:invoke', '{% $states.input %}'), '{% $states.input %}'],
	])(
		'is named, and the type of resource in this account and region stands in',
		(state, expression) => {
			const [need] = neededPermissions(state, place);

			expect(need?.statements).toEqual([
				{
					actions: ['lambda:InvokeFunction'],
					resources: [
						'arn:aws:lambda:eu-west-1:123456789012:function:*',
						'arn:aws:lambda:eu-west-1:123456789012:function:*:*',
					],
					dynamic: true,
				},
			]);
			expect(need?.unknowns).toEqual([
				expect.stringMatching(/^FunctionName is known only when the state runs: /),
			]);
			expect(need?.unknowns[0]).toContain(expression);
		},
	);

	test('a quoted string in JSONata is as good as a literal', () => {
		const state = jsonataTask('dynamodb:getItem', {TableName: "{% 'Orders' %}"});
		const [need] = neededPermissions(state, place);

		expect(resourcesOf(...(need ? [need] : []))).toEqual([
			'arn:aws:dynamodb:eu-west-1:123456789012:table/Orders',
		]);
		expect(need?.unknowns).toEqual([]);
	});

	test.each(["{% 'Orders' & $x %}", '{% "a" = "b" %}', "{% 'it\\'s' %}"])('%s is none', text => {
		const [need] = neededPermissions(jsonataTask('dynamodb:getItem', {TableName: text}), place);

		expect(need?.unknowns).toHaveLength(1);
	});

	test('no condition is dropped for it where something narrower can be said', () => {
		const state = task('emr-containers:startJobRun', {
			VirtualClusterId: 'vc1',
			'ExecutionRoleArn.$': '$.role',
		});

		expect(neededPermissions(state, place)[0]?.statements[0]?.conditions).toEqual({
			StringLike: {
				'emr-containers:ExecutionRoleArn': ['arn:aws:iam::123456789012:role/*'],
			},
		});
	});

	test('a template that nobody filled is no name', () => {
		const unfilled = ['$', '{Table}'].join('');
		const [need] = neededPermissions(task('dynamodb:getItem', {TableName: unfilled}), place);

		expect(need?.statements[0]?.resources).toEqual([
			'arn:aws:dynamodb:eu-west-1:123456789012:table/*',
		]);
		expect(need?.unknowns).toEqual([`TableName holds "${unfilled}", which names nothing`]);
	});
});

describe('several items', () => {
	test('each event bus, and the default one for entries that name none', () => {
		const Entries = [
			{EventBusName: 'orders'},
			{Source: 'shop'},
			{EventBusName: 'arn:aws:events:us-east-1:111122223333:event-bus/audit'},
		];

		expect(resourcesOf(...neededPermissions(task('events:putEvents', {Entries}), place))).toEqual([
			'arn:aws:events:eu-west-1:123456789012:event-bus/orders',
			'arn:aws:events:us-east-1:111122223333:event-bus/audit',
			'arn:aws:events:eu-west-1:123456789012:event-bus/default',
		]);
	});
});

test.each(['aws-cn', 'aws-us-gov'])('in the partition %s', partition => {
	const state = stateOf({
		Type: 'Task',
		Resource: `arn:${partition}:states:::ecs:runTask.sync`,
		Parameters: {TaskDefinition: 'pack:7'},
	});
	const resources = resourcesOf(...neededPermissions(state, {...place, partition}));

	expect(resources.filter(each => each !== '*')).toHaveLength(5);
	expect(resources.every(each => each === '*' || each.startsWith(`arn:${partition}:`))).toBe(true);
});

describe('Credentials', () => {
	const RoleArn = 'arn:aws:iam::111122223333:role/other-account';
	const call = {FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:x'};

	test("the machine's role only has to be let into the other", () => {
		const [need, ...others] = neededPermissions(
			task('lambda:invoke', call, {Credentials: {RoleArn}}),
			place,
		);

		expect(need?.statements).toEqual([{actions: ['sts:AssumeRole'], resources: [RoleArn]}]);
		expect(need?.unknowns).toEqual([
			'the permissions of the role in Credentials, with which lambda:invoke is called',
		]);
		expect(others).toEqual([]);
	});

	test('a role that only the run names is one of those of the account', () => {
		const Credentials = {'RoleArn.$': '$.role'};
		const [need] = neededPermissions(task('lambda:invoke', call, {Credentials}), place);

		expect(asLines(need?.statements ?? [])).toEqual([
			'sts:AssumeRole @ arn:aws:iam::123456789012:role/* | dynamic',
		]);
		expect(need?.unknowns).toHaveLength(2);
	});

	test.each([{}, {RoleArn: 'arn:aws:iam::111122223333:role/*'}])(
		'%j grants nothing',
		Credentials => {
			const [need] = neededPermissions(task('lambda:invoke', call, {Credentials}), place);

			expect(need?.statements).toEqual([]);
			expect(need?.unknowns).toHaveLength(2);
		},
	);
});

describe('what needs nothing, or is not known', () => {
	test.each(['Pass', 'Wait', 'Choice', 'Succeed', 'Fail', 'Parallel', 'Map', 'Oracle'])(
		'%s',
		Type => {
			expect(neededPermissions(stateOf({Type}), place)).toEqual([]);
		},
	);

	test('an activity: its workers ask, not the role', () => {
		const Resource = 'arn:aws:states:eu-west-1:123456789012:activity:pack';
		const [need] = neededPermissions(stateOf({Type: 'Task', Resource}), place);

		expect(need?.statements).toEqual([]);
		expect(need?.unknowns).toEqual([]);
	});

	test.each([
		['arn:aws:states:::teapot:brew', 'what teapot:brew needs is not known here'],
		['not an arn', 'the Resource of this task is none that Step Functions knows'],
		[7, 'the Resource of this task is none that Step Functions knows'],
	])('%s', (Resource, unknown) => {
		const [need] = neededPermissions(stateOf({Type: 'Task', Resource}), place);

		expect(need?.statements).toEqual([]);
		expect(need?.unknowns).toEqual([unknown]);
	});
});
