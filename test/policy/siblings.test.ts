// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables

import {describe, expect, test} from 'vitest';
import {
	type Decision,
	evaluateIdentityPolicies,
	evaluateResourcePolicies,
	type PolicyRequest,
	type RequestContext,
} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';

const account = '123456789012';
const role = `arn:aws:iam::${account}:role/team/orders`;
const machine = `arn:aws:states:eu-west-1:${account}:stateMachine:orders`;
const queue = `arn:aws:sqs:eu-west-1:${account}:orders`;

const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({
	Effect: 'Allow',
	Action,
	Resource,
	...(Condition && {Condition}),
});
const deny = (Action: unknown, Resource: unknown, Condition?: object) => ({
	...allow(Action, Resource, Condition),
	Effect: 'Deny',
});
const document = (statements: object[], Version = '2012-10-17') =>
	parsePolicy(JSON.stringify({Version, Statement: statements}));

const keys = (known: Record<string, string | string[] | null>): RequestContext =>
	Object.fromEntries(
		Object.entries(known).map(([key, value]) => [
			key,
			value === null ? 'absent' : {known: [value].flat()},
		]),
	);

type Answer = Decision['answer'];

/** What a role is allowed; a key that is null is not in the request, one that is left out is not known. */
function ofRole(
	statements: object[],
	action: string,
	resource: string,
	context: Record<string, string | string[] | null> = {},
	boundary?: object[],
): Answer {
	return evaluateIdentityPolicies(
		{
			principal: {kind: 'aws', arn: role, accountId: account},
			action,
			resource,
			context: keys(context),
		},
		{
			policies: [{name: 'p', document: document(statements)}],
			boundary: boundary ? {name: 'b', document: document(boundary)} : null,
		},
	).answer;
}

const ofResource = (
	statements: object[],
	principal: PolicyRequest['principal'],
	action: string,
	resource: string,
	context: Record<string, string | string[] | null> = {},
): Answer =>
	evaluateResourcePolicies({principal, action, resource, context: keys(context)}, [
		{name: 'r', document: document(statements)},
	]).answer;

const states = {kind: 'service', service: 'states.amazonaws.com'} as const;
const asRole = {kind: 'aws', arn: role, accountId: account} as const;
const trusts = (Condition?: object, Principal: unknown = {Service: 'states.amazonaws.com'}) => ({
	Effect: 'Allow',
	Principal,
	Action: 'sts:AssumeRole',
	...(Condition && {Condition}),
});
const assumed = (statement: object, context: Record<string, string | null> = {}) =>
	ofResource([statement], states, 'sts:AssumeRole', role, context);

const send = 'sqs:SendMessage';
const tag = (value: string | null) => ({'aws:PrincipalTag/team': value});
const inQueue = (Principal: unknown, Action: unknown = send) => ({
	Effect: 'Allow',
	Principal,
	Action,
	Resource: queue,
});
const fromQueue = (...statements: object[]) => ofResource(statements, asRole, send, queue);

const trust: Array<[string, Answer, Answer]> = [
	[
		'SourceArn of this machine',
		'allowed',
		assumed(trusts({ArnLike: {'aws:SourceArn': machine}}), {'aws:SourceArn': machine}),
	],
	[
		'SourceArn of another machine',
		'not-allowed',
		assumed(trusts({ArnLike: {'aws:SourceArn': `${machine}-2`}}), {'aws:SourceArn': machine}),
	],
	[
		'SourceArn with a wildcard',
		'allowed',
		assumed(trusts({ArnLike: {'aws:SourceArn': `arn:aws:states:*:${account}:stateMachine:*`}}), {
			'aws:SourceArn': machine,
		}),
	],
	[
		'StringEquals takes a wildcard literally',
		'not-allowed',
		assumed(trusts({StringEquals: {'aws:SourceArn': `arn:aws:states:*:${account}:*`}}), {
			'aws:SourceArn': machine,
		}),
	],
	[
		'StringLike with a wildcard',
		'allowed',
		assumed(trusts({StringLike: {'aws:SourceArn': 'arn:aws:states:*'}}), {
			'aws:SourceArn': machine,
		}),
	],
	[
		'ArnEquals takes wildcards as ArnLike does',
		'allowed',
		assumed(trusts({ArnEquals: {'aws:SourceArn': `arn:aws:states:*:${account}:stateMachine:*`}}), {
			'aws:SourceArn': machine,
		}),
	],
	[
		'ArnLike keeps within a part',
		'not-allowed',
		assumed(trusts({ArnLike: {'aws:SourceArn': 'arn:aws:states:eu-west-1:*:orders'}}), {
			'aws:SourceArn': machine,
		}),
	],
	[
		'SourceAccount of another account',
		'not-allowed',
		assumed(trusts({StringEquals: {'aws:SourceAccount': '111122223333'}}), {
			'aws:SourceAccount': account,
		}),
	],
	[
		'SourceAccount not known',
		'depends',
		assumed(trusts({StringEquals: {'aws:SourceAccount': account}})),
	],
	[
		'an external id that a service does not send',
		'not-allowed',
		assumed(trusts({StringEquals: {'sts:ExternalId': 'x'}}), {'sts:ExternalId': null}),
	],
	['another service', 'not-allowed', assumed(trusts(undefined, {Service: 'lambda.amazonaws.com'}))],
	[
		'several services',
		'allowed',
		assumed(trusts(undefined, {Service: ['lambda.amazonaws.com', 'states.amazonaws.com']})),
	],
	['an account is no service', 'not-allowed', assumed(trusts(undefined, {AWS: account}))],
	['everybody', 'allowed', assumed(trusts(undefined, '*'))],
];

const principals: Array<[string, Answer, Answer]> = [
	['the ARN of the role with its path', 'allowed', fromQueue(inQueue({AWS: role}))],
	[
		'the ARN of the role without its path',
		'not-allowed',
		fromQueue(inQueue({AWS: `arn:aws:iam::${account}:role/orders`})),
	],
	['the root of the account', 'allowed', fromQueue(inQueue({AWS: `arn:aws:iam::${account}:root`}))],
	['the id of the account', 'allowed', fromQueue(inQueue({AWS: account}))],
	['another account', 'not-allowed', fromQueue(inQueue({AWS: '111122223333'}))],
	[
		'a wildcard in a role name is no wildcard',
		'not-allowed',
		fromQueue(inQueue({AWS: `arn:aws:iam::${account}:role/team/*`})),
	],
	[
		'everybody, for this role by its ARN',
		'allowed',
		fromQueue({
			...inQueue('*'),
			Condition: {ArnLike: {'aws:PrincipalArn': `arn:aws:iam::${account}:role/team/*`}},
		}),
	],
	[
		'everybody, for another role',
		'not-allowed',
		fromQueue({
			...inQueue('*'),
			Condition: {ArnEquals: {'aws:PrincipalArn': `arn:aws:iam::${account}:role/other`}},
		}),
	],
	[
		'everybody in the account',
		'allowed',
		fromQueue({...inQueue('*'), Condition: {StringEquals: {'aws:PrincipalAccount': account}}}),
	],
	[
		'a Deny for all but this role',
		'allowed',
		fromQueue(inQueue({AWS: role}), {
			...inQueue('*'),
			Effect: 'Deny',
			Condition: {ArnNotEquals: {'aws:PrincipalArn': role}},
		}),
	],
	[
		'a Deny by NotPrincipal',
		'explicitly-denied',
		fromQueue(inQueue({AWS: role}), {
			Effect: 'Deny',
			NotPrincipal: {AWS: `arn:aws:iam::${account}:role/other`},
			Action: send,
			Resource: queue,
		}),
	],
];

const conditions: Array<[string, Answer, Answer]> = [
	[
		'a tag of the role',
		'allowed',
		ofRole(
			[allow(send, '*', {StringEquals: {'aws:PrincipalTag/team': 'orders'}})],
			send,
			queue,
			tag('orders'),
		),
	],
	[
		'a tag that the role does not have',
		'not-allowed',
		ofRole(
			[allow(send, '*', {StringEquals: {'aws:PrincipalTag/team': 'orders'}})],
			send,
			queue,
			tag(null),
		),
	],
	[
		'a tag that is not known',
		'depends',
		ofRole([allow(send, '*', {StringEquals: {'aws:PrincipalTag/team': 'orders'}})], send, queue),
	],
	[
		'a tag in the resource',
		'allowed',
		ofRole(
			[allow(send, `arn:aws:sqs:eu-west-1:${account}:\${aws:PrincipalTag/team}`)],
			send,
			queue,
			tag('orders'),
		),
	],
	[
		'a tag in the resource that is missing',
		'not-allowed',
		ofRole(
			[allow(send, `arn:aws:sqs:eu-west-1:${account}:\${aws:PrincipalTag/team}`)],
			send,
			queue,
			tag(null),
		),
	],
	[
		'a default for a missing tag',
		'allowed',
		ofRole(
			[allow(send, `arn:aws:sqs:eu-west-1:${account}:\${aws:PrincipalTag/team, 'orders'}`)],
			send,
			queue,
			tag(null),
		),
	],
	[
		'StringLike with a tag',
		'allowed',
		ofRole(
			[allow(send, '*', {StringLike: {'aws:RequestTag/owner': '${aws:PrincipalTag/team}-*'}})],
			send,
			queue,
			{...tag('orders'), 'aws:RequestTag/owner': 'orders-1'},
		),
	],
	[
		'ForAllValues without the key',
		'allowed',
		ofRole([allow(send, '*', {'ForAllValues:StringEquals': {'aws:TagKeys': ['a']}})], send, queue, {
			'aws:TagKeys': null,
		}),
	],
	[
		'ForAllValues with one that is not listed',
		'not-allowed',
		ofRole([allow(send, '*', {'ForAllValues:StringEquals': {'aws:TagKeys': ['a']}})], send, queue, {
			'aws:TagKeys': ['a', 'b'],
		}),
	],
	[
		'ForAnyValue without the key',
		'not-allowed',
		ofRole([allow(send, '*', {'ForAnyValue:StringEquals': {'aws:TagKeys': ['a']}})], send, queue, {
			'aws:TagKeys': null,
		}),
	],
	[
		'ForAnyValue with one of them',
		'allowed',
		ofRole([allow(send, '*', {'ForAnyValue:StringEquals': {'aws:TagKeys': ['a']}})], send, queue, {
			'aws:TagKeys': ['a', 'b'],
		}),
	],
	[
		'a Deny by ForAllValues without the key',
		'explicitly-denied',
		ofRole(
			[allow(send, '*'), deny(send, '*', {'ForAllValues:StringEquals': {'aws:TagKeys': ['a']}})],
			send,
			queue,
			{'aws:TagKeys': null},
		),
	],
	[
		'IfExists without the key',
		'allowed',
		ofRole([allow(send, '*', {StringEqualsIfExists: {'aws:SourceVpc': 'v'}})], send, queue, {
			'aws:SourceVpc': null,
		}),
	],
	[
		'IfExists with another value',
		'not-allowed',
		ofRole([allow(send, '*', {StringEqualsIfExists: {'aws:SourceVpc': 'v'}})], send, queue, {
			'aws:SourceVpc': 'w',
		}),
	],
	[
		'a negated operator without the key',
		'allowed',
		ofRole([allow(send, '*', {StringNotEquals: {'aws:SourceVpc': 'v'}})], send, queue, {
			'aws:SourceVpc': null,
		}),
	],
	[
		'a Deny outside a VPC, without one',
		'explicitly-denied',
		ofRole(
			[allow(send, '*'), deny(send, '*', {StringNotEquals: {'aws:SourceVpc': 'v'}})],
			send,
			queue,
			{'aws:SourceVpc': null},
		),
	],
	[
		'Null is true: the key is not there',
		'allowed',
		ofRole([allow(send, '*', {Null: {'aws:SourceVpc': 'true'}})], send, queue, {
			'aws:SourceVpc': null,
		}),
	],
	[
		'Null is false: the key must be there',
		'not-allowed',
		ofRole([allow(send, '*', {Null: {'aws:SourceVpc': 'false'}})], send, queue, {
			'aws:SourceVpc': null,
		}),
	],
	[
		'a Deny without MFA, by Bool',
		'allowed',
		ofRole(
			[allow(send, '*'), deny(send, '*', {Bool: {'aws:MultiFactorAuthPresent': 'false'}})],
			send,
			queue,
			{'aws:MultiFactorAuthPresent': null},
		),
	],
	[
		'a Deny without MFA, by BoolIfExists',
		'explicitly-denied',
		ofRole(
			[allow(send, '*'), deny(send, '*', {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}})],
			send,
			queue,
			{'aws:MultiFactorAuthPresent': null},
		),
	],
	[
		'before a date',
		'allowed',
		ofRole(
			[allow(send, '*', {DateLessThan: {'aws:CurrentTime': '2030-01-01T00:00:00Z'}})],
			send,
			queue,
			{'aws:CurrentTime': '2026-11-26T00:00:00Z'},
		),
	],
	[
		'after a date that is to come',
		'not-allowed',
		ofRole(
			[allow(send, '*', {DateGreaterThan: {'aws:CurrentTime': '2030-01-01T00:00:00Z'}})],
			send,
			queue,
			{'aws:CurrentTime': '2026-11-26T00:00:00Z'},
		),
	],
	[
		'a date in seconds',
		'allowed',
		ofRole([allow(send, '*', {DateLessThan: {'aws:EpochTime': '1893456000'}})], send, queue, {
			'aws:EpochTime': '2026-11-26T00:00:00Z',
		}),
	],
	[
		'sessions from before are revoked',
		'allowed',
		ofRole(
			[
				allow(send, '*'),
				deny('*', '*', {DateLessThan: {'aws:TokenIssueTime': '2026-01-01T00:00:00Z'}}),
			],
			send,
			queue,
			{'aws:TokenIssueTime': '2026-11-26T00:00:00Z'},
		),
	],
	[
		'two operators, one of which fails',
		'not-allowed',
		ofRole(
			[
				allow(send, '*', {
					StringEquals: {'aws:SourceVpc': 'v'},
					Bool: {'aws:SecureTransport': 'true'},
				}),
			],
			send,
			queue,
			{'aws:SourceVpc': 'v', 'aws:SecureTransport': 'false'},
		),
	],
	[
		'the case of a value counts',
		'not-allowed',
		ofRole(
			[allow(send, '*', {StringEquals: {'aws:PrincipalTag/team': 'Orders'}})],
			send,
			queue,
			tag('orders'),
		),
	],
	[
		'the case of a key does not',
		'allowed',
		ofRole(
			[allow(send, '*', {StringEquals: {'AWS:principaltag/team': 'orders'}})],
			send,
			queue,
			tag('orders'),
		),
	],
	[
		'StringEqualsIgnoreCase',
		'allowed',
		ofRole(
			[allow(send, '*', {StringEqualsIgnoreCase: {'aws:PrincipalTag/team': 'Orders'}})],
			send,
			queue,
			tag('orders'),
		),
	],
	[
		'an address range',
		'allowed',
		ofRole([allow(send, '*', {IpAddress: {'aws:SourceIp': '10.0.0.0/8'}})], send, queue, {
			'aws:SourceIp': '10.1.2.3',
		}),
	],
	[
		'another organization',
		'not-allowed',
		ofRole(
			[allow(send, '*', {StringEquals: {'aws:ResourceAccount': '111122223333'}})],
			send,
			queue,
		),
	],
	[
		'the account of the resource',
		'allowed',
		ofRole([allow(send, '*', {StringEquals: {'aws:ResourceAccount': account}})], send, queue),
	],
	[
		'the same account on both sides',
		'allowed',
		ofRole(
			[allow(send, '*', {StringEquals: {'aws:ResourceAccount': '${aws:PrincipalAccount}'}})],
			send,
			queue,
		),
	],
];

const object = 'arn:aws:s3:::orders/2026/today.json';

const elements: Array<[string, Answer, Answer]> = [
	[
		'actions without regard to case',
		'allowed',
		ofRole([allow('SQS:sendmessage', queue)], send, queue),
	],
	[
		'a resource with regard to case',
		'not-allowed',
		ofRole([allow(send, queue.replace('orders', 'Orders'))], send, queue),
	],
	[
		'a wildcard in the middle of an action',
		'allowed',
		ofRole([allow('s3:Get*Object', '*')], 's3:GetObject', object),
	],
	[
		'a wildcard in the middle that does not fit',
		'not-allowed',
		ofRole([allow('s3:Get*Object', '*')], 's3:GetObjectTagging', object),
	],
	[
		'a question mark is one character',
		'allowed',
		ofRole([allow('s3:GetObjec?', 'arn:aws:s3:::orders/????/*')], 's3:GetObject', object),
	],
	[
		'a question mark is not none',
		'not-allowed',
		ofRole([allow('s3:GetObject?', '*')], 's3:GetObject', object),
	],
	[
		'a bucket is not its objects',
		'not-allowed',
		ofRole([allow('s3:GetObject', 'arn:aws:s3:::orders')], 's3:GetObject', object),
	],
	[
		'a wildcard reaches over slashes',
		'allowed',
		ofRole([allow('s3:GetObject', 'arn:aws:s3:::orders/*.json')], 's3:GetObject', object),
	],
	[
		'a wildcard over the name of a bucket',
		'allowed',
		ofRole([allow('s3:GetObject', 'arn:aws:s3:::ord*')], 's3:GetObject', object),
	],
	[
		'NotAction allows the others',
		'allowed',
		ofRole([{Effect: 'Allow', NotAction: 'iam:*', Resource: '*'}], send, queue),
	],
	[
		'NotAction leaves out what it names',
		'not-allowed',
		ofRole([{Effect: 'Allow', NotAction: 'sqs:*', Resource: '*'}], send, queue),
	],
	[
		'a Deny by NotAction',
		'explicitly-denied',
		ofRole([allow('*', '*'), {Effect: 'Deny', NotAction: 's3:*', Resource: '*'}], send, queue),
	],
	[
		'a Deny by NotResource spares what it names',
		'allowed',
		ofRole([allow('*', '*'), {Effect: 'Deny', Action: 'sqs:*', NotResource: queue}], send, queue),
	],
	[
		'a Deny by NotResource denies the others',
		'explicitly-denied',
		ofRole(
			[allow('*', '*'), {Effect: 'Deny', Action: 'sqs:*', NotResource: queue}],
			send,
			`${queue}-2`,
		),
	],
	[
		'NotResource and NotAction together',
		'explicitly-denied',
		ofRole(
			[allow('*', '*'), {Effect: 'Deny', NotAction: 's3:*', NotResource: `${queue}-2`}],
			send,
			queue,
		),
	],
	[
		'the partition counts',
		'not-allowed',
		ofRole([allow(send, queue.replace('arn:aws:', 'arn:aws-cn:'))], send, queue),
	],
	[
		'a wildcard for the partition',
		'allowed',
		ofRole(
			[allow(send, queue.replace('arn:aws:', 'arn:*:'))],
			send,
			queue.replace('arn:aws:', 'arn:aws-us-gov:'),
		),
	],
	[
		'an ARN that ends after the service',
		'allowed',
		ofRole([allow(send, 'arn:aws:sqs')], send, queue),
	],
	[
		'a Deny on an ARN that ends after the region',
		'explicitly-denied',
		ofRole([allow('*', '*'), deny(send, 'arn:aws:sqs:eu-west-1')], send, queue),
	],
	[
		'a boundary without an Allow',
		'not-allowed',
		ofRole([allow('*', '*')], send, queue, {}, [allow('s3:*', '*')]),
	],
	[
		'a boundary with one',
		'allowed',
		ofRole([allow('*', '*')], send, queue, {}, [allow('sqs:*', '*')]),
	],
	[
		'a boundary grants nothing by itself',
		'not-allowed',
		ofRole([allow('s3:*', '*')], send, queue, {}, [allow('*', '*')]),
	],
	[
		'a Deny in a boundary',
		'explicitly-denied',
		ofRole([allow('*', '*')], send, queue, {}, [allow('*', '*'), deny(send, queue)]),
	],
	[
		'a boundary under a condition that is not known',
		'depends',
		ofRole([allow('*', '*')], send, queue, {}, [
			allow('*', '*', {StringEquals: {'aws:SourceVpc': 'v'}}),
		]),
	],
	[
		'a Deny under a condition that is not known',
		'depends',
		ofRole([allow('*', '*'), deny(send, '*', {StringEquals: {'aws:SourceVpc': 'v'}})], send, queue),
	],
	[
		'a condition that is not known, beside a sure Allow',
		'allowed',
		ofRole(
			[allow(send, queue), allow('*', '*', {StringEquals: {'aws:SourceVpc': 'v'}})],
			send,
			queue,
		),
	],
];

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
describe.each([
	['trust policies', trust],
	['principals of a resource policy', principals],
	['conditions', conditions],
	['elements', elements],
])('%s', (_of, rows) => {
	test.each(rows)('%s: %s', (_named, wanted, answer) => {
		expect(answer).toBe(wanted);
	});
});
