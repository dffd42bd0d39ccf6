import {describe, expect, test} from 'vitest';
import {check as assumedRoles} from '../../../flows/permissions/assumed-roles.ts';
import {check as definitionPermissions} from '../../../flows/permissions/definition-permissions.ts';
import {check as passedRoles} from '../../../flows/permissions/passed-roles.ts';
import {ask} from '../../support/ask.ts';
import {accountRunning, allowing, roleArn, runTask} from '../../support/permission-samples.ts';
import {aPolicy, aRole, ordersRoleArn} from '../../support/samples.ts';

const queue = 'arn:aws:sqs:eu-west-1:123456789012:orders';
const send = {
	Send: {
		Type: 'Task',
		Resource: 'arn:aws:states:::sqs:sendMessage',
		Parameters: {
			QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders',
			MessageBody: 'x',
		},
		End: true,
	},
};
const statement = (Effect: string, Principal: unknown) =>
	aPolicy({Effect, Principal, Action: 'sqs:SendMessage', Resource: queue});

describe("the queue's own policy", () => {
	const asked = (policy: string | null, allowed = false) =>
		ask(definitionPermissions, {
			...accountRunning({
				states: send,
				policies: allowed ? [allowing('send', 'sqs:SendMessage', queue)] : [],
			}),
			resourcePolicies: policy === null ? {} : {[queue]: policy},
		});

	test.each<[string, string | null, string]>([
		['that names the role is enough', statement('Allow', {AWS: ordersRoleArn}), 'ok'],
		['for everybody is enough', statement('Allow', '*'), 'ok'],
		[
			'that names the account leaves it to the role',
			statement('Allow', {AWS: 'arn:aws:iam::123456789012:root'}),
			'problem',
		],
		['that names another role is not', statement('Allow', {AWS: roleArn('other')}), 'problem'],
		['that there is not is not', null, 'problem'],
		['that is no policy says nothing', '{}', 'unknown'],
	])('%s', async (_title, policy, outcome) => {
		expect((await asked(policy)).outcome).toBe(outcome);
	});

	test('denies what the role is allowed, and is named', async () => {
		const answer = await asked(statement('Deny', '*'), true);
		expect(answer.outcome).toBe('problem');
		expect(answer.answer).toContain(`olicy of ${queue}, statement 1`);
	});

	const isTag = {'aws:PrincipalTag/team': 'x'};

	test.each<[string, object, string, string]>([
		[
			'a key that is not known',
			{StringNotEquals: {'aws:SourceVpce': 'v'}},
			'unknown',
			'aws:SourceVpce',
		],
		['an address', {NotIpAddress: {'aws:SourceIp': '10.0.0.0/8'}}, 'unknown', 'aws:SourceIp'],
		['a tag that the role has not', {StringNotEquals: isTag}, 'problem', 'statement 1'],
		['a tag that it would need', {StringEquals: isTag}, 'ok', ''],
		['unencrypted requests', {Bool: {'aws:SecureTransport': 'false'}}, 'ok', ''],
		['other roles', {ArnNotEquals: {'aws:PrincipalArn': ordersRoleArn}}, 'ok', ''],
		[
			'a service on behalf of another organization',
			{
				StringNotEqualsIfExists: {'aws:SourceOrgID': 'o-a'},
				Bool: {'aws:PrincipalIsAWSService': 'true'},
			},
			'ok',
			'',
		],
	])('denies under a condition, %s', async (_title, Condition, outcome, words) => {
		const deny = {Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: queue, Condition};
		const answer = await asked(aPolicy(deny), true);
		expect(answer.outcome).toBe(outcome);
		expect(answer.answer).toContain(words);
		expect(answer.answer.includes(`olicy of ${queue}, statement 1`)).toBe(outcome !== 'ok');
	});

	test.each([
		{Action: 'sqs:DeleteMessage'},
		{Principal: {AWS: roleArn('other')}},
		{Resource: `${queue}-other`},
	])('denies something else: %j', async part => {
		const Condition = {StringNotEquals: {'aws:SourceVpce': 'v'}};
		const deny = {
			Effect: 'Deny',
			Principal: '*',
			Action: 'sqs:*',
			Resource: queue,
			Condition,
			...part,
		};
		expect((await asked(aPolicy(deny), true)).outcome).toBe('ok');
	});

	test('that cannot be read leaves it unknown, and why is said', async () => {
		const answer = await ask(definitionPermissions, {
			...accountRunning({states: send}),
			denied: ['resourcePolicy'],
		});
		expect(answer.outcome).toBe('unknown');
		expect(answer.answer).toContain("unless the resource's own policy names the role");
	});
});

test.each([
	[{ServerSideEncryption: 'aws:kms'}, 'ok'],
	[{ServerSideEncryption: 'AES256'}, 'problem'],
	[{}, 'unknown'],
])(
	'a bucket that denies other encryption than aws:kms, of a call with %j',
	async (more, outcome) => {
		const bucket = 'arn:aws:s3:::orders';
		const put = {
			Type: 'Task',
			Resource: 'arn:aws:states:::aws-sdk:s3:putObject',
			Parameters: {Bucket: 'orders', Key: 'k', Body: 'x', ...more},
			End: true,
		};
		const answer = await ask(definitionPermissions, {
			...accountRunning({
				states: {Put: put},
				policies: [allowing('put', 's3:PutObject', `${bucket}/*`)],
			}),
			resourcePolicies: {
				[bucket]: aPolicy({
					Effect: 'Deny',
					Principal: '*',
					Action: 's3:PutObject',
					Resource: `${bucket}/*`,
					Condition: {StringNotEquals: {'s3:x-amz-server-side-encryption': 'aws:kms'}},
				}),
			},
		});
		expect(answer.outcome).toBe(outcome);
	},
);

describe('a role that a state assumes', () => {
	const other = roleArn('other');
	const states = {
		Call: {
			Type: 'Task',
			Resource: 'arn:aws:states:::lambda:invoke',
			Parameters: {FunctionName: 'charge'},
			Credentials: {RoleArn: other},
			End: true,
		},
	};
	const trusting = (Condition?: object, arn = ordersRoleArn) =>
		aRole({
			arn: other,
			name: 'other',
			trustPolicy: aPolicy({
				Effect: 'Allow',
				Principal: {AWS: arn},
				Action: 'sts:AssumeRole',
				...(Condition && {Condition}),
			}),
		});
	const policies = [allowing('assume', 'sts:AssumeRole', other)];

	test.each<[string, ReturnType<typeof trusting>[], string]>([
		['that trusts it', [trusting()], 'ok'],
		['that trusts another', [trusting(undefined, roleArn('another'))], 'problem'],
		['that asks for MFA', [trusting({Bool: {'aws:MultiFactorAuthPresent': 'true'}})], 'problem'],
		[
			'that asks for a tag that is not known',
			[trusting({StringEquals: {'aws:RequestTag/team': 'x'}})],
			'unknown',
		],
		['that cannot be read', [], 'unknown'],
	])('%s', async (_title, roles, outcome) => {
		const answer = await ask(assumedRoles, accountRunning({states, policies, roles}));
		expect(answer.outcome).toBe(outcome);
	});
});

test('a task definition that cannot be read leaves the passed roles unknown', async () => {
	const states = {Pack: runTask({TaskDefinition: 'none'})};
	const answer = await ask(passedRoles, accountRunning({states, taskDefinitions: []}));
	expect(answer.outcome).toBe('unknown');
});
