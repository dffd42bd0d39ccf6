// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables

import type {AccessExample} from '../practice/access/examples.ts';

/**
 * Policies of AWS's documentation, each with its page and with requests to which the page or the rule on it gives the
 * answer. Whatever a request's context does not hold is not in the request.
 */
type Page = {
	page: string;
	statements: object[];
	boundary?: object[];
	requests: ReadonlyArray<
		readonly [AccessExample['answer'], string, string, Record<string, string>?]
	>;
};

const account = '123456789012';
const iam = (page: string) => `https://docs.aws.amazon.com/IAM/latest/UserGuide/${page}.html`;
const sfn = (page: string) => `https://docs.aws.amazon.com/step-functions/latest/dg/${page}.html`;
const at = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${account}:${rest}`;
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

const pages: readonly Page[] = [
	{
		page: iam('reference_policies_elements_resource'),
		statements: [allow('sqs:*', 'arn:aws:sqs')],
		requests: [
			['allowed', 'sqs:SendMessage', at('sqs', 'orders')],
			['implicitDeny', 'sns:Publish', at('sns', 'orders')],
		],
	},
	{
		page: iam('reference_policies_elements_resource'),
		statements: [allow('*', '*'), deny('lambda:*', 'arn:aws:lambda:eu-west-1')],
		requests: [
			['explicitDeny', 'lambda:InvokeFunction', at('lambda', 'function:f')],
			['allowed', 'lambda:InvokeFunction', `arn:aws:lambda:us-east-1:${account}:function:f`],
			['allowed', 'sqs:SendMessage', at('sqs', 'orders')],
		],
	},
	{
		page: iam('reference_policies_elements_resource'),
		statements: [allow('iam:GetUser', `arn:aws:iam::${account}:user/Development/product_1234/*`)],
		requests: [
			['allowed', 'iam:GetUser', `arn:aws:iam::${account}:user/Development/product_1234/ana`],
			['implicitDeny', 'iam:GetUser', `arn:aws:iam::${account}:user/Development/ana`],
		],
	},
	{
		page: iam('reference_policies_elements_notaction'),
		statements: [
			{
				Effect: 'Deny',
				NotAction: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:ListMFADevices'],
				Resource: '*',
				Condition: {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}},
			},
			allow('*', '*'),
		],
		requests: [
			['explicitDeny', 's3:GetObject', 'arn:aws:s3:::b/k'],
			['explicitDeny', 's3:GetObject', 'arn:aws:s3:::b/k', {'aws:MultiFactorAuthPresent': 'false'}],
			['allowed', 's3:GetObject', 'arn:aws:s3:::b/k', {'aws:MultiFactorAuthPresent': 'true'}],
			['allowed', 'iam:ListMFADevices', '*'],
		],
	},
	{
		page: iam('reference_policies_elements_notresource'),
		statements: [
			{
				Effect: 'Deny',
				Action: 's3:*',
				NotResource: ['arn:aws:s3:::HRBucket/Payroll', 'arn:aws:s3:::HRBucket/Payroll/*'],
			},
			allow('s3:*', '*'),
		],
		requests: [
			['allowed', 's3:GetObject', 'arn:aws:s3:::HRBucket/Payroll/May'],
			['allowed', 's3:ListBucket', 'arn:aws:s3:::HRBucket/Payroll'],
			['explicitDeny', 's3:GetObject', 'arn:aws:s3:::HRBucket/Public/May'],
			['explicitDeny', 's3:GetObject', 'arn:aws:s3:::Other/Payroll/May'],
		],
	},
	{
		page: iam('reference_policies_examples_aws_deny-requested-region'),
		statements: [
			{
				Effect: 'Deny',
				NotAction: ['cloudfront:*', 'iam:*', 'route53:*', 'support:*'],
				Resource: '*',
				Condition: {StringNotEquals: {'aws:RequestedRegion': ['eu-central-1', 'eu-west-1']}},
			},
			allow('*', '*'),
		],
		requests: [
			['allowed', 'sqs:SendMessage', at('sqs', 'o'), {'aws:RequestedRegion': 'eu-west-1'}],
			['explicitDeny', 'sqs:SendMessage', at('sqs', 'o'), {'aws:RequestedRegion': 'us-east-1'}],
			['allowed', 'iam:GetRole', '*', {'aws:RequestedRegion': 'us-east-1'}],
		],
	},
	{
		page: iam('reference_policies_examples_aws_deny-ip'),
		statements: [
			deny('*', '*', {
				NotIpAddress: {'aws:SourceIp': ['192.0.2.0/24', '203.0.113.0/24']},
				Bool: {'aws:ViaAWSService': 'false'},
			}),
			allow('*', '*'),
		],
		requests: [
			[
				'explicitDeny',
				's3:GetObject',
				'arn:aws:s3:::b/k',
				{'aws:SourceIp': '198.51.100.1', 'aws:ViaAWSService': 'false'},
			],
			[
				'allowed',
				's3:GetObject',
				'arn:aws:s3:::b/k',
				{'aws:SourceIp': '198.51.100.1', 'aws:ViaAWSService': 'true'},
			],
			[
				'allowed',
				's3:GetObject',
				'arn:aws:s3:::b/k',
				{'aws:SourceIp': '192.0.2.7', 'aws:ViaAWSService': 'false'},
			],
		],
	},
	{
		page: iam('reference_policies_examples_aws-dates'),
		statements: [
			allow('service-prefix:action-name', '*', {
				DateGreaterThan: {'aws:CurrentTime': '2020-04-01T00:00:00Z'},
				DateLessThan: {'aws:CurrentTime': '2020-06-30T23:59:59Z'},
			}),
		],
		requests: [
			['allowed', 'service-prefix:action-name', '*', {'aws:CurrentTime': '2020-05-01T12:00:00Z'}],
			[
				'implicitDeny',
				'service-prefix:action-name',
				'*',
				{'aws:CurrentTime': '2020-03-31T23:59:59Z'},
			],
			[
				'implicitDeny',
				'service-prefix:action-name',
				'*',
				{'aws:CurrentTime': '2020-07-01T00:00:00Z'},
			],
		],
	},
	{
		page: iam('id_roles_use_revoke-sessions'),
		statements: [
			allow('*', '*'),
			deny('*', '*', {DateLessThan: {'aws:TokenIssueTime': '2024-05-01T00:00:00Z'}}),
		],
		requests: [
			[
				'explicitDeny',
				's3:GetObject',
				'arn:aws:s3:::b/k',
				{'aws:TokenIssueTime': '2024-04-30T23:00:00Z'},
			],
			[
				'allowed',
				's3:GetObject',
				'arn:aws:s3:::b/k',
				{'aws:TokenIssueTime': '2024-05-01T01:00:00Z'},
			],
		],
	},
	{
		page: iam('reference_policies_condition-keys'),
		statements: [
			deny('*', '*', {StringNotEquals: {'aws:ResourceAccount': account}}),
			allow('*', '*'),
		],
		requests: [
			['allowed', 'sqs:SendMessage', at('sqs', 'o'), {'aws:ResourceAccount': account}],
			[
				'explicitDeny',
				'sqs:SendMessage',
				'arn:aws:sqs:eu-west-1:999999999999:o',
				{'aws:ResourceAccount': '999999999999'},
			],
		],
	},
	{
		page: iam('reference_policies_condition-keys'),
		statements: [allow('dynamodb:*', '*', {StringEquals: {'aws:PrincipalTag/team': 'orders'}})],
		requests: [
			[
				'allowed',
				'dynamodb:GetItem',
				at('dynamodb', 'table/o'),
				{'aws:PrincipalTag/team': 'orders'},
			],
			[
				'implicitDeny',
				'dynamodb:GetItem',
				at('dynamodb', 'table/o'),
				{'aws:PrincipalTag/team': 'x'},
			],
			['implicitDeny', 'dynamodb:GetItem', at('dynamodb', 'table/o')],
		],
	},
	{
		page: iam('reference_policies_examples_s3_home-directory-console'),
		statements: [
			allow('s3:ListBucket', 'arn:aws:s3:::amzn-s3-demo-bucket', {
				StringLike: {'s3:prefix': ['', 'home/', 'home/${aws:username}/*']},
			}),
			allow('s3:*', [
				'arn:aws:s3:::amzn-s3-demo-bucket/home/${aws:username}',
				'arn:aws:s3:::amzn-s3-demo-bucket/home/${aws:username}/*',
			]),
		],
		requests: [
			[
				'allowed',
				's3:GetObject',
				'arn:aws:s3:::amzn-s3-demo-bucket/home/ana/a.txt',
				{'aws:username': 'ana'},
			],
			[
				'implicitDeny',
				's3:GetObject',
				'arn:aws:s3:::amzn-s3-demo-bucket/home/bob/a.txt',
				{'aws:username': 'ana'},
			],
			[
				'allowed',
				's3:ListBucket',
				'arn:aws:s3:::amzn-s3-demo-bucket',
				{'aws:username': 'ana', 's3:prefix': 'home/ana/x'},
			],
			[
				'implicitDeny',
				's3:ListBucket',
				'arn:aws:s3:::amzn-s3-demo-bucket',
				{'aws:username': 'ana', 's3:prefix': 'home/bob/x'},
			],
			[
				'allowed',
				's3:ListBucket',
				'arn:aws:s3:::amzn-s3-demo-bucket',
				{'aws:username': 'ana', 's3:prefix': ''},
			],
		],
	},
	{
		page: iam('reference_policies_examples_ec2_tag-owner'),
		statements: [
			allow(['ec2:StartInstances', 'ec2:StopInstances'], 'arn:aws:ec2:*:*:instance/*', {
				StringEquals: {'aws:ResourceTag/Owner': '${aws:username}'},
			}),
			allow('ec2:DescribeInstances', '*'),
		],
		requests: [
			[
				'allowed',
				'ec2:StopInstances',
				at('ec2', 'instance/i-1'),
				{'aws:username': 'ana', 'aws:ResourceTag/Owner': 'ana'},
			],
			[
				'implicitDeny',
				'ec2:StopInstances',
				at('ec2', 'instance/i-1'),
				{'aws:username': 'ana', 'aws:ResourceTag/Owner': 'bob'},
			],
			['implicitDeny', 'ec2:StopInstances', at('ec2', 'instance/i-1'), {'aws:username': 'ana'}],
			['allowed', 'ec2:DescribeInstances', '*', {'aws:username': 'ana'}],
			[
				'implicitDeny',
				'ec2:TerminateInstances',
				at('ec2', 'instance/i-1'),
				{'aws:username': 'ana', 'aws:ResourceTag/Owner': 'ana'},
			],
		],
	},
	{
		page: iam('reference_policies_examples_dynamodb_specific-table'),
		statements: [
			allow(
				['dynamodb:BatchGet*', 'dynamodb:Get*', 'dynamodb:Query', 'dynamodb:PutItem'],
				'arn:aws:dynamodb:*:*:table/MyTable',
			),
		],
		requests: [
			['allowed', 'dynamodb:GetItem', at('dynamodb', 'table/MyTable')],
			['allowed', 'dynamodb:BatchGetItem', at('dynamodb', 'table/MyTable')],
			['implicitDeny', 'dynamodb:Scan', at('dynamodb', 'table/MyTable')],
			['implicitDeny', 'dynamodb:Query', at('dynamodb', 'table/MyTable/index/i')],
			['implicitDeny', 'dynamodb:GetItem', at('dynamodb', 'table/MyTable2')],
		],
	},
	{
		page: iam('reference_policies_examples_iam-passrole-service'),
		statements: [
			allow('iam:PassRole', '*', {
				StringEquals: {'iam:PassedToService': 'cloudwatch.amazonaws.com'},
			}),
		],
		requests: [
			[
				'allowed',
				'iam:PassRole',
				`arn:aws:iam::${account}:role/any`,
				{'iam:PassedToService': 'cloudwatch.amazonaws.com'},
			],
			[
				'implicitDeny',
				'iam:PassRole',
				`arn:aws:iam::${account}:role/any`,
				{'iam:PassedToService': 'ecs-tasks.amazonaws.com'},
			],
		],
	},
	{
		page: iam('access_policies_boundaries'),
		statements: [allow('*', '*')],
		boundary: [allow(['s3:*', 'cloudwatch:*', 'ec2:*'], '*')],
		requests: [
			['allowed', 's3:GetObject', 'arn:aws:s3:::b/k'],
			['allowed', 'ec2:DescribeInstances', '*'],
			['implicitDeny', 'iam:CreateUser', '*'],
			['implicitDeny', 'lambda:InvokeFunction', at('lambda', 'function:f')],
		],
	},
	{
		page: iam('reference_policies_elements_condition_operators'),
		statements: [
			allow('s3:ListBucket', '*', {
				StringLike: {'s3:prefix': ['logs/*', 'tmp-??']},
				NumericLessThanEquals: {'s3:max-keys': '10'},
			}),
		],
		requests: [
			['allowed', 's3:ListBucket', 'arn:aws:s3:::b', {'s3:prefix': 'logs/a', 's3:max-keys': '10'}],
			['allowed', 's3:ListBucket', 'arn:aws:s3:::b', {'s3:prefix': 'tmp-01', 's3:max-keys': '1'}],
			[
				'implicitDeny',
				's3:ListBucket',
				'arn:aws:s3:::b',
				{'s3:prefix': 'tmp-1', 's3:max-keys': '1'},
			],
			[
				'implicitDeny',
				's3:ListBucket',
				'arn:aws:s3:::b',
				{'s3:prefix': 'logs/a', 's3:max-keys': '11'},
			],
			['implicitDeny', 's3:ListBucket', 'arn:aws:s3:::b', {'s3:prefix': 'logs/a'}],
		],
	},
	{
		page: iam('reference_policies_elements_condition_operators'),
		statements: [allow('s3:GetObject', '*', {IpAddressIfExists: {'aws:SourceIp': '10.0.0.0/8'}})],
		requests: [
			['allowed', 's3:GetObject', 'arn:aws:s3:::b/k'],
			['allowed', 's3:GetObject', 'arn:aws:s3:::b/k', {'aws:SourceIp': '10.20.30.40'}],
			['implicitDeny', 's3:GetObject', 'arn:aws:s3:::b/k', {'aws:SourceIp': '11.0.0.1'}],
		],
	},
	{
		page: iam('reference_policies_condition-logic-multiple-context-keys-or-values'),
		statements: [
			allow('s3:GetObject', '*', {
				StringNotEquals: {'aws:PrincipalTag/job': ['a', 'b']},
				StringEquals: {'aws:PrincipalTag/team': ['x', 'y']},
			}),
		],
		requests: [
			[
				'allowed',
				's3:GetObject',
				'arn:aws:s3:::b/k',
				{'aws:PrincipalTag/job': 'c', 'aws:PrincipalTag/team': 'y'},
			],
			[
				'implicitDeny',
				's3:GetObject',
				'arn:aws:s3:::b/k',
				{'aws:PrincipalTag/job': 'b', 'aws:PrincipalTag/team': 'y'},
			],
			['allowed', 's3:GetObject', 'arn:aws:s3:::b/k', {'aws:PrincipalTag/team': 'x'}],
			['implicitDeny', 's3:GetObject', 'arn:aws:s3:::b/k', {'aws:PrincipalTag/job': 'c'}],
		],
	},
	{
		page: sfn('connect-ecs'),
		statements: [
			allow('ecs:RunTask', at('ecs', 'task-definition/pack:7'), {
				ArnEquals: {'ecs:cluster': at('ecs', 'cluster/shop')},
			}),
			allow(['ecs:StopTask', 'ecs:DescribeTasks'], '*'),
			allow(
				['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
				at('events', 'rule/StepFunctionsGetEventsForECSTaskRule'),
			),
		],
		requests: [
			[
				'allowed',
				'ecs:RunTask',
				at('ecs', 'task-definition/pack:7'),
				{'ecs:cluster': at('ecs', 'cluster/shop')},
			],
			[
				'implicitDeny',
				'ecs:RunTask',
				at('ecs', 'task-definition/pack:7'),
				{'ecs:cluster': at('ecs', 'cluster/other')},
			],
			[
				'implicitDeny',
				'ecs:RunTask',
				at('ecs', 'task-definition/pack:8'),
				{'ecs:cluster': at('ecs', 'cluster/shop')},
			],
			['allowed', 'ecs:DescribeTasks', at('ecs', 'task/shop/1')],
			['allowed', 'events:PutRule', at('events', 'rule/StepFunctionsGetEventsForECSTaskRule')],
			['implicitDeny', 'events:PutRule', at('events', 'rule/other')],
		],
	},
	{
		page: sfn('connect-sqs'),
		statements: [allow('sqs:SendMessage', at('sqs', 'orders'))],
		requests: [
			['allowed', 'sqs:SendMessage', at('sqs', 'orders')],
			['implicitDeny', 'sqs:SendMessage', at('sqs', 'orders.fifo')],
			['implicitDeny', 'sqs:ReceiveMessage', at('sqs', 'orders')],
		],
	},
	{
		page: sfn('connect-sns'),
		statements: [allow('sns:Publish', at('sns', 'orders'))],
		requests: [
			['allowed', 'sns:Publish', at('sns', 'orders')],
			['implicitDeny', 'sns:Publish', at('sns', 'Orders')],
		],
	},
	{
		page: sfn('connect-eventbridge'),
		statements: [allow('events:PutEvents', at('events', 'event-bus/default'))],
		requests: [
			['allowed', 'events:PutEvents', at('events', 'event-bus/default')],
			['implicitDeny', 'events:PutEvents', at('events', 'event-bus/orders')],
		],
	},
	{
		page: sfn('connect-sagemaker'),
		statements: [
			allow(
				['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob'],
				at('sagemaker', 'training-job/train*'),
			),
			allow('iam:PassRole', `arn:aws:iam::${account}:role/train`, {
				StringEquals: {'iam:PassedToService': 'sagemaker.amazonaws.com'},
			}),
		],
		requests: [
			['allowed', 'sagemaker:CreateTrainingJob', at('sagemaker', 'training-job/train-2024')],
			['implicitDeny', 'sagemaker:CreateTrainingJob', at('sagemaker', 'training-job/other')],
			[
				'allowed',
				'iam:PassRole',
				`arn:aws:iam::${account}:role/train`,
				{'iam:PassedToService': 'sagemaker.amazonaws.com'},
			],
			['implicitDeny', 'iam:PassRole', `arn:aws:iam::${account}:role/train`],
		],
	},
	{
		page: sfn('connect-third-party-apis'),
		statements: [
			allow('states:InvokeHTTPEndpoint', at('states', 'stateMachine:orders'), {
				StringEquals: {'states:HTTPMethod': 'GET'},
				StringLike: {'states:HTTPEndpoint': 'https://api.example.com/*'},
			}),
			allow(
				['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
				'arn:aws:secretsmanager:*:*:secret:events!connection/*',
			),
		],
		requests: [
			[
				'allowed',
				'states:InvokeHTTPEndpoint',
				at('states', 'stateMachine:orders'),
				{'states:HTTPMethod': 'GET', 'states:HTTPEndpoint': 'https://api.example.com/v1/orders'},
			],
			[
				'implicitDeny',
				'states:InvokeHTTPEndpoint',
				at('states', 'stateMachine:orders'),
				{'states:HTTPMethod': 'POST', 'states:HTTPEndpoint': 'https://api.example.com/v1/orders'},
			],
			[
				'implicitDeny',
				'states:InvokeHTTPEndpoint',
				at('states', 'stateMachine:orders'),
				{'states:HTTPMethod': 'GET', 'states:HTTPEndpoint': 'https://evil.example.net/'},
			],
			[
				'allowed',
				'secretsmanager:GetSecretValue',
				at('secretsmanager', 'secret:events!connection/shop/1'),
			],
		],
	},
	{
		page: sfn('iam-policies-eg-dist-map'),
		statements: [
			allow('states:StartExecution', at('states', 'stateMachine:orders')),
			allow(
				['states:DescribeExecution', 'states:StopExecution'],
				at('states', 'execution:orders:*'),
			),
			allow('s3:ListBucket', 'arn:aws:s3:::in', {StringLike: {'s3:prefix': ['items/*']}}),
			allow('s3:GetObject', 'arn:aws:s3:::in/items/*'),
		],
		requests: [
			['allowed', 'states:StartExecution', at('states', 'stateMachine:orders')],
			['allowed', 'states:DescribeExecution', at('states', 'execution:orders:1')],
			['implicitDeny', 'states:DescribeExecution', at('states', 'execution:orders2:1')],
			['allowed', 's3:ListBucket', 'arn:aws:s3:::in', {'s3:prefix': 'items/2024'}],
			['implicitDeny', 's3:ListBucket', 'arn:aws:s3:::in', {'s3:prefix': 'other/'}],
			['implicitDeny', 's3:ListBucket', 'arn:aws:s3:::in'],
			['allowed', 's3:GetObject', 'arn:aws:s3:::in/items/a/b'],
			['implicitDeny', 's3:GetObject', 'arn:aws:s3:::in/item'],
		],
	},
	{
		page: sfn('encryption-at-rest'),
		statements: [
			allow(['kms:Decrypt', 'kms:GenerateDataKey'], at('kms', 'key/1'), {
				StringEquals: {
					'kms:EncryptionContext:aws:states:stateMachineArn': at('states', 'stateMachine:orders'),
				},
			}),
		],
		requests: [
			[
				'allowed',
				'kms:Decrypt',
				at('kms', 'key/1'),
				{'kms:EncryptionContext:aws:states:stateMachineArn': at('states', 'stateMachine:orders')},
			],
			[
				'implicitDeny',
				'kms:Decrypt',
				at('kms', 'key/1'),
				{'kms:EncryptionContext:aws:states:stateMachineArn': at('states', 'stateMachine:other')},
			],
		],
	},
	{
		page: 'https://docs.aws.amazon.com/lambda/latest/dg/access-control-identity-based.html',
		statements: [
			allow('lambda:InvokeFunction', `arn:aws:lambda:*:${account}:function:orders-*`),
			deny('lambda:InvokeFunction', `arn:aws:lambda:*:${account}:function:orders-*:$LATEST`),
		],
		requests: [
			['allowed', 'lambda:InvokeFunction', at('lambda', 'function:orders-charge')],
			['allowed', 'lambda:InvokeFunction', at('lambda', 'function:orders-charge:live')],
			['explicitDeny', 'lambda:InvokeFunction', at('lambda', 'function:orders-charge:$LATEST')],
			['implicitDeny', 'lambda:InvokeFunction', at('lambda', 'function:other')],
			['implicitDeny', 'lambda:GetFunction', at('lambda', 'function:orders-charge')],
		],
	},
];

const role = {arn: `arn:aws:iam::${account}:role/orders-role`, accountId: account};
const document = (Statement: object[]) => ({Version: '2012-10-17', Statement});

export const documentedRequests: readonly AccessExample[] = pages.flatMap(
	({page, statements, boundary, requests}) =>
		requests.map(([answer, action, resource, context = {}]) => ({
			page,
			policies: [document(statements)],
			...(boundary && {boundary: document(boundary)}),
			kind: 'identity' as const,
			principal: role,
			action,
			resource,
			context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value]])),
			answer,
		})),
);
