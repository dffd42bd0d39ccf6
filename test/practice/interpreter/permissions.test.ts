import {describe, expect, test} from 'vitest';
import {accountId, functionArn, roleArn} from '../../../source/practice/scenarios/build/names.ts';
import {policy, trust} from '../../../source/practice/scenarios/build/policies.ts';
import {managedPolicy, role} from '../../../source/practice/scenarios/build/resources.ts';
import {
	queueUrl,
	tableArn,
	task,
	topicArn,
} from '../../../source/practice/scenarios/build/states.ts';
import type {AccountState} from '../../../source/practice/state.ts';
import {everything, play} from './play.ts';

const f = functionArn('f');
const user = new RegExp(
	`^User: arn:aws:sts::${accountId}:assumed-role/played-role/[A-Za-z]{32} is not authorized to perform: `,
);
const sdk1 = (service: string, status: number, code: string) =>
	new RegExp(
		`\\(Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: [\\da-f-]{36}; Proxy: null\\)$`,
	);

async function run(state: object, parts: Parameters<typeof play>[1] = {}, input: unknown = {}) {
	const {start, describe: describeIt} = play({Only: {...state, End: true}}, parts);

	return describeIt(await start(input));
}

describe('without a permission', () => {
	test.each<[string, object, string, string, string, RegExp]>([
		[
			'a function with a qualifier',
			task('lambda:invoke', {FunctionName: `${f}:$LATEST`}),
			'Lambda.AWSLambdaException',
			'lambda:InvokeFunction',
			`${f}:$LATEST`,
			sdk1('AWSLambda', 403, 'AccessDeniedException'),
		],
		[
			'a function by its name',
			task('lambda:invoke', {FunctionName: 'f', Qualifier: 'live'}),
			'Lambda.AWSLambdaException',
			'lambda:InvokeFunction',
			`${f}:live`,
			sdk1('AWSLambda', 403, 'AccessDeniedException'),
		],
		[
			'a topic',
			task('sns:publish', {TopicArn: topicArn('t'), Message: 'm'}),
			'SNS.AuthorizationErrorException',
			'SNS:Publish',
			topicArn('t'),
			sdk1('AmazonSNS', 403, 'AuthorizationError'),
		],
		[
			'a queue',
			task('sqs:sendMessage', {QueueUrl: queueUrl('q'), MessageBody: 'm'}),
			'SQS.AmazonSQSException',
			'sqs:sendmessage',
			`arn:aws:sqs:eu-west-1:${accountId}:q`,
			sdk1('AmazonSQS', 403, 'AccessDenied'),
		],
		[
			'a table',
			task('dynamodb:putItem', {TableName: 'orders', Item: {}}),
			'DynamoDB.AmazonDynamoDBException',
			'dynamodb:PutItem',
			tableArn('orders'),
			sdk1('AmazonDynamoDBv2', 400, 'AccessDeniedException'),
		],
		[
			'another state machine',
			task('states:startExecution', {StateMachineArn: 'arn:aws:states:eu-west-1:1:stateMachine:x'}),
			'StepFunctions.AWSStepFunctionsException',
			'states:StartExecution',
			'arn:aws:states:eu-west-1:1:stateMachine:x',
			sdk1('AWSStepFunctions', 400, 'AccessDeniedException'),
		],
		[
			'an object, through the SDK',
			task('aws-sdk:s3:getObject', {Bucket: 'b', Key: 'k'}),
			'S3.S3Exception',
			's3:GetObject',
			'arn:aws:s3:::b/k',
			/\(Service: S3, Status Code: 403, Request ID: [\da-f-]{36}\)$/,
		],
	])('%s is refused', async (_what, state, error, action, resource, ending) => {
		const execution = await run(state, {statements: []});

		expect(execution).toMatchObject({status: 'FAILED', error});
		expect(execution.cause).toMatch(user);
		expect(execution.cause).toContain(
			` ${action} on resource: ${resource} because no identity-based policy allows the ${action} action `,
		);
		expect(execution.cause).toMatch(ending);
	});

	test('parameters are judged as the run fills them in', async () => {
		const allowed = {Effect: 'Allow', Action: 'sns:Publish', Resource: topicArn('yes')};
		const state = task('sns:publish', {'TopicArn.$': '$.topic', Message: 'm'});
		const publish = (topic: string) =>
			run(state, {statements: [allowed]}, {topic: topicArn(topic)});

		expect((await publish('yes')).status).toBe('SUCCEEDED');
		expect((await publish('no')).cause).toContain(topicArn('no'));
	});
});

const invoke = task('lambda:invoke', {FunctionName: f});

const bounded = (state: AccountState, now: number) => {
	const boundary = managedPolicy(
		now,
		'limit',
		policy({Effect: 'Allow', Action: 's3:*', Resource: '*'}),
	);
	state.managedPolicies.push(boundary);
	Object.assign(state.roles.find(({name}) => name === 'played-role') ?? {}, {
		permissionsBoundaryArn: boundary.arn,
	});
};

test('a Deny, a boundary and a missing Allow are told apart', async () => {
	const deny = {Effect: 'Deny', Action: 'lambda:*', Resource: f};

	expect((await run(invoke, {statements: [everything, deny]})).cause).toContain(
		`on resource: ${f} with an explicit deny in an identity-based policy (Service`,
	);
	expect((await run(invoke, {arrange: bounded})).cause).toContain(
		'because no permissions boundary allows the lambda:InvokeFunction action',
	);
});

describe('Credentials', () => {
	const target = roleArn('elsewhere');
	const state = {...invoke, Credentials: {RoleArn: target}};
	const withTarget = (trusted: string, actions: string) => (account: AccountState, now: number) => {
		account.roles.push(
			role(now, 'elsewhere', {
				trustPolicy: policy({
					Effect: 'Allow',
					Principal: {AWS: trusted},
					Action: 'sts:AssumeRole',
				}),
				inlinePolicies: {own: policy({Effect: 'Allow', Action: actions, Resource: '*'})},
			}),
		);
	};

	test('make the call as the other role', async () => {
		const statements = [{Effect: 'Allow', Action: 'sts:AssumeRole', Resource: target}];
		const allowed = withTarget(roleArn('played-role'), 'lambda:InvokeFunction');
		const lacking = withTarget(roleArn('played-role'), 's3:GetObject');

		expect((await run(state, {statements, arrange: allowed})).status).toBe('SUCCEEDED');
		expect((await run(state, {statements, arrange: lacking})).cause).toContain(
			'assumed-role/elsewhere/',
		);
	});

	test('need the trust of the other role', async () => {
		const arrange = withTarget(roleArn('somebody'), '*');

		expect(await run(state, {arrange})).toMatchObject({
			error: 'States.TaskFailed',
			cause: `The role ${roleArn('played-role')} is not authorized to assume the task state's role, ${target}.`,
		});
	});
});

test('a role that Step Functions may not take on does nothing', async () => {
	const execution = await run(invoke, {
		arrange: ({roles}) => {
			for (const version of roles.find(({name}) => name === 'played-role')?.versions ?? []) {
				version.trustPolicy = trust('lambda.amazonaws.com');
			}
		},
	});

	expect(execution.cause).toMatch(/authorized to assume the provided role\.$/);
});

describe('a Distributed Map', () => {
	const state = {
		Type: 'Map',
		ItemProcessor: {
			ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
			StartAt: 'A',
			States: {A: {...invoke, End: true}},
		},
	};
	const start = {
		Effect: 'Allow',
		Action: 'states:StartExecution',
		Resource: `arn:aws:states:eu-west-1:${accountId}:stateMachine:played`,
	};

	test('has to start its own executions', async () => {
		expect((await run(state, {statements: []}, [1])).cause).toContain('states:StartExecution');
	});

	test('fails where more fail than it tolerates', async () => {
		const failed = await run(state, {statements: [start]}, [1, 2]);
		const tolerant = {...state, ToleratedFailurePercentage: 100};

		expect(failed.error).toBe('States.ExceedToleratedFailureThreshold');
		expect((await run(tolerant, {statements: [start]}, [1, 2])).status).toBe('SUCCEEDED');
	});
});
