import {expect, test} from 'vitest';
import {check as assumedRoles} from '../../../flows/permissions/assumed-roles.ts';
import {check as definitionPermissions} from '../../../flows/permissions/definition-permissions.ts';
import {ask} from '../../support/ask.ts';
import {accountRunning, allowing} from '../../support/permission-samples.ts';
import {aPolicy, ordersRoleArn} from '../../support/samples.ts';

const there = '999988887777';
const functionArn = `arn:aws:lambda:eu-west-1:${there}:function:charge`;
const queue = `arn:aws:sqs:eu-west-1:${there}:orders`;
const topic = `arn:aws:sns:eu-west-1:${there}:orders`;
const bus = `arn:aws:events:eu-west-1:${there}:event-bus/orders`;
const child = `arn:aws:states:eu-west-1:${there}:stateMachine:child`;
const otherRole = `arn:aws:iam::${there}:role/other`;

const task = (resource: string, parameters: object = {}, more: object = {}) => ({
	Call: {
		Type: 'Task',
		Resource: resource.startsWith('arn:') ? resource : `arn:aws:states:::${resource}`,
		Parameters: parameters,
		End: true,
		...more,
	},
});
const sending = task('sqs:sendMessage', {
	QueueUrl: `https://sqs.eu-west-1.amazonaws.com/${there}/orders`,
	MessageBody: 'x',
});
const anything = [allowing('all', '*', '*')];

test.each<[string, ReturnType<typeof task>, string]>([
	[
		'a function',
		task('lambda:invoke', {FunctionName: functionArn}),
		`aws lambda get-policy --function-name ${functionArn} --region eu-west-1`,
	],
	[
		'a version of it',
		task('lambda:invoke', {FunctionName: `${functionArn}:live`}),
		`aws lambda get-policy --function-name ${functionArn} --qualifier live`,
	],
	['a function as the resource', task(functionArn), 'aws lambda get-policy'],
	['a queue', sending, `--queue-url https://sqs.eu-west-1.amazonaws.com/${there}/orders`],
	['a topic', task('sns:publish', {TopicArn: topic, Message: 'x'}), `--topic-arn ${topic}`],
	[
		'an event bus',
		task('events:putEvents', {Entries: [{EventBusName: bus, Source: 'x', DetailType: 'x'}]}),
		`aws events describe-event-bus --name ${bus}`,
	],
	[
		'a nested state machine',
		task('states:startExecution', {StateMachineArn: child}),
		`aws stepfunctions describe-state-machine --state-machine-arn ${child}`,
	],
	[
		'the role of a state',
		task('lambda:invoke', {FunctionName: 'charge'}, {Credentials: {RoleArn: otherRole}}),
		'aws iam get-role --role-name other',
	],
])('%s of another account is not known to be allowed', async (_title, states, command) => {
	const {outcome, answer} = await ask(
		definitionPermissions,
		accountRunning({states, policies: anything}),
	);
	expect(outcome).toBe('unknown');
	expect(answer).toContain('Call: cannot tell whether');
	expect(answer).toContain(`with credentials of account ${there}: `);
	expect(answer).toContain(command);
});

const statement = (Effect: string, AWS: string) =>
	aPolicy({Effect, Principal: {AWS}, Action: 'sqs:SendMessage', Resource: queue});

test.each<[string, string | null, boolean, string]>([
	['names the role', statement('Allow', ordersRoleArn), true, 'ok'],
	['names its account', statement('Allow', 'arn:aws:iam::123456789012:root'), true, 'ok'],
	['names another role', statement('Allow', `${ordersRoleArn}-other`), true, 'unknown'],
	['denies it', statement('Deny', '*'), true, 'problem'],
	['is none', null, true, 'unknown'],
	['names the role, which is not allowed', statement('Allow', ordersRoleArn), false, 'problem'],
])('a policy of another account that %s', async (_title, policy, allowed, outcome) => {
	const answer = await ask(definitionPermissions, {
		...accountRunning({states: sending, policies: allowed ? anything : []}),
		resourcePolicies: policy === null ? {} : {[queue]: policy},
	});
	expect(answer.outcome).toBe(outcome);
});

test('more functions of another account than are read stay unknown', async () => {
	const states = Object.fromEntries(
		Array.from({length: 30}, (_, index) => [
			`Call${index}`,
			{...task(`${functionArn}-${index}`).Call},
		]),
	);
	const {outcome} = await ask(definitionPermissions, accountRunning({states, policies: anything}));
	expect(outcome).toBe('unknown');
});

test('a bucket, whose ARN names no account, is no resource of another', async () => {
	const states = task('aws-sdk:s3:getObject', {Bucket: 'orders', Key: 'x'});
	const {outcome} = await ask(definitionPermissions, accountRunning({states, policies: anything}));
	expect(outcome).toBe('ok');
});

test('a role of another account is not said to be assumable', async () => {
	const states = task('lambda:invoke', {FunctionName: 'x'}, {Credentials: {RoleArn: otherRole}});
	const {outcome, answer} = await ask(
		assumedRoles,
		accountRunning({states, policies: [allowing('assume', 'sts:AssumeRole', otherRole)]}),
	);
	expect(outcome).toBe('unknown');
	expect(answer).toContain(there);
});
