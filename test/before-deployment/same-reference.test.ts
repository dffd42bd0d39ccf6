import {describe, expect, it} from 'vitest';
import {examineFile} from '../../source/before-deployment/examine-file.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: substitutions
const lambda = 'arn:aws:states:::lambda:invoke';
const runTask = 'arn:aws:states:::ecs:runTask.sync';
const queue = 'arn:aws:states:::sqs:sendMessage';
const arnOf = (id: string) => ({'Fn::GetAtt': [id, 'Arn']});

type Written = {
	task: Record<string, unknown>;
	statements: unknown[];
	substitutions?: Record<string, unknown>;
	resources?: Record<string, unknown>;
};

const trusting = (Principal: unknown, Policies: unknown[] = []) => ({
	Type: 'AWS::IAM::Role',
	Properties: {
		AssumeRolePolicyDocument: {
			Version: '2012-10-17',
			Statement: [{Effect: 'Allow', Principal, Action: 'sts:AssumeRole'}],
		},
		Policies,
	},
});

async function examined({task, statements, substitutions = {}, resources = {}}: Written) {
	const template = {
		Parameters: {Arn: {Type: 'String'}, Other: {Type: 'String'}, TD: {Type: 'String'}},
		Resources: {
			Role: trusting({Service: 'states.amazonaws.com'}, [
				{PolicyName: 'p', PolicyDocument: {Version: '2012-10-17', Statement: statements}},
			]),
			Machine: {
				Type: 'AWS::StepFunctions::StateMachine',
				Properties: {
					RoleArn: arnOf('Role'),
					DefinitionSubstitutions: substitutions,
					DefinitionString: JSON.stringify({
						StartAt: 'Call',
						States: {Call: {Type: 'Task', End: true, ...task}},
					}),
				},
			},
			...resources,
		},
	};
	const file = await examineFile({
		region: null,
		now: () => 0,
		readFile: () => Promise.reject(new Error('no file')),
		file: {path: 'template.json', text: JSON.stringify(template)},
		policies: [],
	});
	const [machine] = file.machines;
	const text = file.show(JSON.stringify(machine?.checks.filter(({outcome}) => outcome !== 'ok')));

	return {verdict: machine?.verdict, text};
}

const allow = (Action: unknown, Resource: unknown) => ({Effect: 'Allow', Action, Resource});

describe('one reference in the policy and in the definition', () => {
	const call = {Resource: lambda, Parameters: {FunctionName: '${F}'}};
	const F = {Ref: 'Arn'};

	it.each([
		['healthy', [allow('lambda:InvokeFunction', F)]],
		['healthy', [allow('lambda:InvokeFunction', [F, {'Fn::Sub': '${Arn}:*'}])]],
		['no-verdict', [allow('lambda:InvokeFunction', {Ref: 'Other'})]],
		['problem', [allow('*', '*'), {...allow('lambda:InvokeFunction', F), Effect: 'Deny'}]],
		['problem', [{Effect: 'Allow', Action: 'lambda:InvokeFunction', NotResource: F}]],
	])('is %s: %j', async (verdict, statements) => {
		const found = await examined({task: call, substitutions: {F}, statements});
		expect(found.verdict, found.text).toBe(verdict);
	});

	it('holds for a task definition', async () => {
		const found = await examined({
			task: {Resource: runTask, Parameters: {TaskDefinition: '${TD}', LaunchType: 'EC2'}},
			substitutions: {TD: {Ref: 'TD'}},
			statements: [
				allow('ecs:RunTask', {Ref: 'TD'}),
				allow(
					['ecs:StopTask', 'ecs:DescribeTasks', 'ecs:TagResource', 'events:*', 'iam:PassRole'],
					'*',
				),
			],
		});
		expect(found.text).not.toContain('ecs:RunTask');
	});

	it('does not blame conditions where there are none', async () => {
		const found = await examined({
			task: call,
			substitutions: {F},
			statements: [allow('lambda:InvokeFunction', {Ref: 'Other'})],
		});
		expect(found.text).not.toContain('depends on the value of');
		expect(found.text).toContain('known only at deployment');
	});
});

describe('roles of the same file', () => {
	const ecs = {
		task: {Resource: runTask, Parameters: {TaskDefinition: '${TD}', LaunchType: 'EC2'}},
		substitutions: {TD: {Ref: 'Task'}},
		statements: [allow('*', '*')],
	};
	const taskDefinition = {
		Type: 'AWS::ECS::TaskDefinition',
		Properties: {Family: 'td', TaskRoleArn: arnOf('Worker'), ContainerDefinitions: []},
	};
	const send = {
		Resource: queue,
		Credentials: {RoleArn: '${Worker}'},
		Parameters: {QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q', MessageBody: 'x'},
	};

	it.each([
		['problem', {Service: 'lambda.amazonaws.com'}],
		['healthy', {Service: 'ecs-tasks.amazonaws.com'}],
		['no-verdict', {Service: {Ref: 'Other'}}],
	])('is %s where a role of %j is passed to ECS', async (verdict, principal) => {
		const found = await examined({
			...ecs,
			resources: {Task: taskDefinition, Worker: trusting(principal)},
		});
		expect(found.verdict, found.text).toBe(verdict);
	});

	it.each([
		['problem', {Service: 'lambda.amazonaws.com'}],
		['healthy', {AWS: arnOf('Role')}],
		['healthy', {AWS: {'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}}],
		['problem', {AWS: arnOf('Worker2')}],
		['no-verdict', {AWS: 'arn:aws:iam::210987654321:root'}],
		['no-verdict', {AWS: {Ref: 'Other'}}],
	])('is %s where a role that trusts %j is assumed', async (verdict, principal) => {
		const found = await examined({
			task: send,
			substitutions: {Worker: arnOf('Worker')},
			statements: [allow('sts:AssumeRole', '*')],
			resources: {
				Worker: trusting(principal),
				Worker2: trusting({Service: 'lambda.amazonaws.com'}),
				Place: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: {Ref: 'AWS::AccountId'}}},
			},
		});
		expect(found.verdict, found.text).toBe(verdict);
	});
});

describe('a task definition that is not in the file', () => {
	it('gives each action a reason of its own', async () => {
		const found = await examined({
			task: {Resource: runTask, Parameters: {TaskDefinition: 'td', LaunchType: 'EC2'}},
			statements: [
				allow('ecs:RunTask', {
					'Fn::Sub': 'arn:aws:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/td:3',
				}),
				allow(
					['ecs:StopTask', 'ecs:DescribeTasks', 'ecs:TagResource', 'events:*', 'iam:PassRole'],
					'*',
				),
			],
		});
		expect(found.verdict).toBe('no-verdict');
		expect(found.text).toContain(
			'cannot tell whether ecs:RunTask is allowed: the newest revision of the task definition runs',
		);
		expect(found.text).not.toMatch(/\.[.;]/);
	});
});

it.each(['${Arn}', 'arn:aws:states:::${Call}', 'arn:aws:states:::${Service}:putItem'])(
	'knows what %s calls only at deployment',
	async Resource => {
		const {verdict, text} = await examined({
			task: {Resource},
			statements: [{Effect: 'Allow', Action: '*', Resource: '*'}],
			substitutions: {Arn: {Ref: 'Arn'}, Call: {Ref: 'Arn'}, Service: {Ref: 'TD'}},
		});

		expect(verdict).toBe('no-verdict');
		expect(text).toContain('the Resource of this task is known only at deployment');
	},
);
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: substitutions
