// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables

/**
 * Requests and the answers that AWS documents for them, with the page of the documentation. Both evaluators
 * of the project are tested against them: the one that judges real accounts, and the practice account's.
 */
export type AccessExample = {
	page: string;
	policies: object[];
	/** Identity policies can stand within a permissions boundary. */
	boundary?: object;
	kind: 'identity' | 'resource';
	principal: {service: string} | {arn: string; accountId: string};
	action: string;
	resource: string;
	/** Whatever is not here is not in the request. */
	context: Record<string, string[]>;
	answer: 'allowed' | 'explicitDeny' | 'implicitDeny';
};

const account = '123456789012';
const iam = (page: string) => `https://docs.aws.amazon.com/IAM/latest/UserGuide/${page}.html`;
const sfn = (page: string) => `https://docs.aws.amazon.com/step-functions/latest/dg/${page}.html`;
const cwl = (page: string) =>
	`https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/${page}.html`;
const role = {arn: `arn:aws:iam::${account}:role/orders-role`, accountId: account};

const policy = (...statements: object[]) => ({Version: '2012-10-17', Statement: statements});
const allow = (Action: unknown, Resource: unknown, rest: object = {}) => ({
	Effect: 'Allow',
	Action,
	Resource,
	...rest,
});
const deny = (Action: unknown, Resource: unknown, rest: object = {}) => ({
	...allow(Action, Resource, rest),
	Effect: 'Deny',
});
const when = (operator: string, key: string, value: unknown) => ({
	Condition: {[operator]: {[key]: value}},
});

type Asked = [action: string, resource: string, context?: Record<string, string[]>];

const identity = (
	page: string,
	answer: AccessExample['answer'],
	statements: object[],
	[action, resource, context = {}]: Asked,
	boundary?: object,
): AccessExample => ({
	page,
	policies: [policy(...statements)],
	...(boundary && {boundary}),
	kind: 'identity',
	principal: role,
	action,
	resource,
	context,
	answer,
});

const onResource = (
	page: string,
	answer: AccessExample['answer'],
	statements: object[],
	principal: AccessExample['principal'],
	[action, resource, context = {}]: Asked,
): AccessExample => ({
	page,
	policies: [policy(...statements)],
	kind: 'resource',
	principal,
	action,
	resource,
	context,
	answer,
});

const lambda = (rest: string) => `arn:aws:lambda:eu-west-1:${account}:function:${rest}`;
const machine = (name: string) => `arn:aws:states:eu-west-1:${account}:stateMachine:${name}`;
const invoke = 'lambda:InvokeFunction';

const logic = iam('reference_policies_evaluation-logic_policy-eval-denyallow');
const actions = iam('reference_policies_elements_action');
const notAction = iam('reference_policies_elements_notaction');
const resources = iam('reference_policies_elements_resource');
const notResource = iam('reference_policies_elements_notresource');
const operators = iam('reference_policies_elements_condition_operators');
const multi = iam('reference_policies_condition-single-vs-multi-valued-context-keys');
const several = iam('reference_policies_condition-logic-multiple-context-keys-or-values');
const variables = iam('reference_policies_variables');
const version = iam('reference_policies_elements_version');
const boundaries = iam('access_policies_boundaries');
const passRole = iam('id_roles_use_passrole');
const principals = iam('reference_policies_elements_principal');
const notPrincipal = iam('reference_policies_elements_notprincipal');
const confused = iam('confused-deputy');
const delivery = cwl('AWS-logs-infrastructure-CWL');

const passTasks = allow('iam:PassRole', `arn:aws:iam::${account}:role/tasks`, {
	...when('StringEquals', 'iam:PassedToService', 'ecs-tasks.amazonaws.com'),
});
const pass = (service: string): Asked => [
	'iam:PassRole',
	`arn:aws:iam::${account}:role/tasks`,
	{'iam:PassedToService': [service]},
];
const tagKeys = (...keys: string[]): Asked => ['ec2:CreateTags', '*', {'aws:TagKeys': keys}];
const tagOnly = (set: string) =>
	allow('ec2:CreateTags', '*', when(set, 'aws:TagKeys', ['environment', 'cost-center']));
const s3 = (path: string): Asked => ['s3:GetObject', `arn:aws:s3:::${path}`];
const from = (...ips: string[]): Asked => ['s3:ListAllMyBuckets', '*', {'aws:SourceIp': ips}];
const list = (rest: object) => allow('s3:ListAllMyBuckets', '*', rest);
const publish = (key: string, value: string): Asked => [
	'sns:Publish',
	`arn:aws:sns:eu-west-1:${account}:t`,
	{[key]: [value]},
];
const home = allow('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*');

const trustStates = (rest: object = {}) => ({
	Effect: 'Allow',
	Principal: {Service: 'states.amazonaws.com'},
	Action: 'sts:AssumeRole',
	...rest,
});
const states = {service: 'states.amazonaws.com'};
const assume = (context: Record<string, string[]> = {}): Asked => [
	'sts:AssumeRole',
	role.arn,
	context,
];
const logs = {service: 'delivery.logs.amazonaws.com'};
const stream = `arn:aws:logs:us-east-1:${account}:log-group:my-log-group:log-stream:s`;
const deliveryStatement = {
	Sid: 'AWSLogDeliveryWrite20150319',
	Effect: 'Allow',
	Principal: {Service: ['delivery.logs.amazonaws.com']},
	Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
	Resource: [`arn:aws:logs:us-east-1:${account}:log-group:my-log-group:log-stream:*`],
	Condition: {
		StringEquals: {'aws:SourceAccount': [account]},
		ArnLike: {'aws:SourceArn': [`arn:aws:logs:us-east-1:${account}:*`]},
	},
};
const deliver = (from: string, resource = stream, action = 'logs:PutLogEvents'): Asked => [
	action,
	resource,
	{'aws:SourceAccount': [from], 'aws:SourceArn': [`arn:aws:logs:us-east-1:${from}:delivery`]},
];

export const examples: readonly AccessExample[] = [
	// How answers come about.
	identity(logic, 'implicitDeny', [], ['s3:GetObject', 'arn:aws:s3:::b/k']),
	identity(logic, 'allowed', [allow('s3:GetObject', '*')], s3('b/k')),
	identity(logic, 'explicitDeny', [allow('*', '*'), deny('s3:*', '*')], s3('b/k')),
	identity(logic, 'explicitDeny', [deny('*', '*'), allow('s3:GetObject', '*')], s3('b/k')),
	identity(logic, 'allowed', [allow('*', '*'), deny('s3:DeleteObject', '*')], s3('b/k')),
	identity(
		sfn('concepts-activities'),
		'explicitDeny',
		[deny('*', '*'), allow('*', '*')],
		[invoke, lambda('f')],
	),

	// Actions.
	identity(actions, 'allowed', [allow('s3:*', '*')], s3('b/k')),
	identity(actions, 'allowed', [allow('S3:getobject', '*')], s3('b/k')),
	identity(actions, 'allowed', [allow('s3:Get*', '*')], s3('b/k')),
	identity(actions, 'implicitDeny', [allow('s3:Put*', '*')], s3('b/k')),
	identity(actions, 'allowed', [allow('iam:*AccessKey*', '*')], ['iam:CreateAccessKey', '*']),
	identity(actions, 'allowed', [allow(['sqs:SendMessage', 's3:GetObject'], '*')], s3('b/k')),
	identity(actions, 'implicitDeny', [allow('s3:GetObjec?', '*')], ['s3:GetObjectAcl', '*']),
	identity(
		notAction,
		'allowed',
		[{Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: '*'}],
		s3('b/k'),
	),
	identity(
		notAction,
		'implicitDeny',
		[{Effect: 'Allow', NotAction: 'iam:*', Resource: '*'}],
		['iam:GetRole', '*'],
	),
	identity(
		notAction,
		'explicitDeny',
		[allow('*', '*'), {Effect: 'Deny', NotAction: 'iam:*', Resource: '*'}],
		s3('b/k'),
	),

	// Resources.
	identity(resources, 'allowed', [allow('s3:GetObject', 'arn:aws:s3:::b/*')], s3('b/a/b/c.csv')),
	identity(resources, 'implicitDeny', [allow('s3:GetObject', 'arn:aws:s3:::b/*')], s3('c/k')),
	identity(resources, 'implicitDeny', [allow('s3:GetObject', 'arn:aws:s3:::b')], s3('b/k')),
	identity(
		resources,
		'allowed',
		[allow('s3:GetObject', 'arn:aws:s3:::b/report-??.csv')],
		s3('b/report-07.csv'),
	),
	identity(
		resources,
		'implicitDeny',
		[allow('s3:GetObject', 'arn:aws:s3:::b/report-??.csv')],
		s3('b/report-7.csv'),
	),
	identity(resources, 'implicitDeny', [allow('s3:GetObject', 'arn:aws:s3:::B/*')], s3('b/k')),
	identity(
		resources,
		'allowed',
		[allow('s3:GetObject', ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'])],
		s3('b/k'),
	),
	identity(
		notResource,
		'explicitDeny',
		[allow('s3:*', '*'), {Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::hr/*'}],
		s3('b/k'),
	),
	identity(
		notResource,
		'allowed',
		[allow('s3:*', '*'), {Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::hr/*'}],
		s3('hr/k'),
	),

	// What integrations ask for.
	identity(
		sfn('connect-lambda'),
		'implicitDeny',
		[allow(invoke, lambda('f'))],
		[invoke, lambda('f:$LATEST')],
	),
	identity(
		sfn('connect-lambda'),
		'allowed',
		[allow(invoke, [lambda('f'), lambda('f:*')])],
		[invoke, lambda('f:$LATEST')],
	),
	identity(
		sfn('connect-lambda'),
		'implicitDeny',
		[allow(invoke, lambda('f:*'))],
		[invoke, lambda('f')],
	),
	identity(
		sfn('connect-stepfunctions'),
		'allowed',
		[allow('states:StartExecution', machine('stock'))],
		['states:StartExecution', machine('stock')],
	),
	identity(
		sfn('connect-stepfunctions'),
		'implicitDeny',
		[allow('states:StartExecution', machine('stock'))],
		['states:DescribeExecution', machine('stock')],
	),
	identity(
		sfn('iam-policies-eg-dist-map'),
		'allowed',
		[
			allow(
				'states:RedriveExecution',
				`arn:aws:states:eu-west-1:${account}:execution:orders/items:*`,
			),
		],
		['states:RedriveExecution', `arn:aws:states:eu-west-1:${account}:execution:orders/items:1`],
	),
	identity(
		sfn('iam-policies-eg-dist-map'),
		'implicitDeny',
		[
			allow(
				'states:RedriveExecution',
				`arn:aws:states:eu-west-1:${account}:execution:orders/items:*`,
			),
		],
		['states:RedriveExecution', `arn:aws:states:eu-west-1:${account}:execution:orders:1`],
	),
	identity(
		sfn('cw-logs'),
		'allowed',
		[allow(['logs:CreateLogDelivery', 'logs:GetLogDelivery'], '*')],
		['logs:CreateLogDelivery', '*'],
	),
	identity(
		sfn('cw-logs'),
		'implicitDeny',
		[allow('logs:CreateLogDelivery', `arn:aws:logs:eu-west-1:${account}:log-group:g:*`)],
		['logs:CreateLogDelivery', '*'],
	),

	// Passing roles.
	identity(passRole, 'allowed', [passTasks], pass('ecs-tasks.amazonaws.com')),
	identity(passRole, 'implicitDeny', [passTasks], pass('lambda.amazonaws.com')),
	identity(
		passRole,
		'implicitDeny',
		[passTasks],
		[
			'iam:PassRole',
			`arn:aws:iam::${account}:role/other`,
			{'iam:PassedToService': ['ecs-tasks.amazonaws.com']},
		],
	),
	identity(
		passRole,
		'allowed',
		[allow('iam:PassRole', `arn:aws:iam::${account}:role/task*`)],
		pass('ecs-tasks.amazonaws.com'),
	),

	// Boundaries.
	identity(
		boundaries,
		'implicitDeny',
		[allow('iam:CreateUser', '*')],
		['iam:CreateUser', '*'],
		policy(allow(['s3:*', 'cloudwatch:*', 'ec2:*'], '*')),
	),
	identity(boundaries, 'implicitDeny', [], s3('b/k'), policy(allow('s3:*', '*'))),
	identity(
		boundaries,
		'allowed',
		[allow('s3:GetObject', '*')],
		s3('b/k'),
		policy(allow('s3:*', '*')),
	),
	identity(
		boundaries,
		'explicitDeny',
		[allow('*', '*')],
		s3('b/k'),
		policy(allow('*', '*'), deny('s3:*', 'arn:aws:s3:::b/*')),
	),
	identity(
		boundaries,
		'implicitDeny',
		[allow('s3:*', '*')],
		s3('b/k'),
		policy(allow('s3:*', 'arn:aws:s3:::logs/*')),
	),

	// Condition operators.
	identity(
		operators,
		'allowed',
		[list(when('StringEquals', 'aws:PrincipalTag/job', 'dev'))],
		['s3:ListAllMyBuckets', '*', {'aws:PrincipalTag/job': ['dev']}],
	),
	identity(
		operators,
		'implicitDeny',
		[list(when('StringEquals', 'aws:PrincipalTag/job', 'dev'))],
		['s3:ListAllMyBuckets', '*', {'aws:PrincipalTag/job': ['DEV']}],
	),
	identity(
		operators,
		'implicitDeny',
		[list(when('StringEquals', 'aws:PrincipalTag/job', 'dev'))],
		['s3:ListAllMyBuckets', '*'],
	),
	identity(
		operators,
		'allowed',
		[list(when('StringEqualsIgnoreCase', 'aws:PrincipalTag/job', 'dev'))],
		['s3:ListAllMyBuckets', '*', {'aws:PrincipalTag/job': ['DEV']}],
	),
	identity(
		operators,
		'allowed',
		[list(when('StringNotEquals', 'aws:PrincipalTag/job', 'dev'))],
		['s3:ListAllMyBuckets', '*', {'aws:PrincipalTag/job': ['ops']}],
	),
	identity(
		operators,
		'allowed',
		[list(when('StringNotEquals', 'aws:PrincipalTag/job', 'dev'))],
		['s3:ListAllMyBuckets', '*'],
	),
	identity(
		operators,
		'allowed',
		[list(when('StringLike', 'aws:PrincipalTag/job', 'iam*'))],
		['s3:ListAllMyBuckets', '*', {'AWS:PrincipalTag/job': ['iam-admin']}],
	),
	identity(
		operators,
		'implicitDeny',
		[list(when('StringEquals', 'aws:PrincipalTag/job', 'iam*'))],
		['s3:ListAllMyBuckets', '*', {'aws:PrincipalTag/job': ['iam-admin']}],
	),
	identity(
		operators,
		'allowed',
		[list(when('NumericLessThanEquals', 's3:max-keys', '10'))],
		['s3:ListAllMyBuckets', '*', {'s3:max-keys': ['10']}],
	),
	identity(
		operators,
		'implicitDeny',
		[list(when('NumericLessThanEquals', 's3:max-keys', '10'))],
		['s3:ListAllMyBuckets', '*', {'s3:max-keys': ['11']}],
	),
	identity(
		operators,
		'allowed',
		[list(when('DateGreaterThan', 'aws:TokenIssueTime', '2020-01-01T00:00:01Z'))],
		['s3:ListAllMyBuckets', '*', {'aws:TokenIssueTime': ['2021-06-01T00:00:00Z']}],
	),
	identity(
		operators,
		'implicitDeny',
		[list(when('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'))],
		['s3:ListAllMyBuckets', '*', {'aws:CurrentTime': ['2021-06-01T00:00:00Z']}],
	),
	identity(
		operators,
		'explicitDeny',
		[allow('s3:*', '*'), deny('s3:*', '*', when('Bool', 'aws:SecureTransport', 'false'))],
		['s3:GetObject', 'arn:aws:s3:::b/k', {'aws:SecureTransport': ['false']}],
	),
	identity(
		operators,
		'allowed',
		[allow('s3:*', '*'), deny('s3:*', '*', when('Bool', 'aws:SecureTransport', 'false'))],
		['s3:GetObject', 'arn:aws:s3:::b/k', {'aws:SecureTransport': ['true']}],
	),
	identity(
		operators,
		'allowed',
		[list(when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'))],
		from('203.0.113.77'),
	),
	identity(
		operators,
		'implicitDeny',
		[list(when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'))],
		from('203.0.114.77'),
	),
	identity(
		operators,
		'allowed',
		[list(when('IpAddress', 'aws:SourceIp', '2001:DB8:1234:5678::/64'))],
		from('2001:db8:1234:5678::1'),
	),
	identity(
		operators,
		'explicitDeny',
		[
			list({}),
			deny('*', '*', when('NotIpAddress', 'aws:SourceIp', ['192.0.2.0/24', '203.0.113.0/24'])),
		],
		from('198.51.100.1'),
	),
	identity(
		operators,
		'allowed',
		[allow('sns:Publish', '*', when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::orders-*'))],
		publish('aws:SourceArn', 'arn:aws:s3:::orders-eu'),
	),
	identity(
		operators,
		'implicitDeny',
		[allow('sns:Publish', '*', when('ArnEquals', 'aws:SourceArn', `arn:aws:sns:*:${account}:t`))],
		publish('aws:SourceArn', `arn:aws:sns:eu-west-1:999999999999:t`),
	),
	identity(
		operators,
		'allowed',
		[allow('sns:Publish', '*', when('ArnEquals', 'aws:SourceArn', `arn:aws:sns:*:${account}:*`))],
		publish('aws:SourceArn', `arn:aws:sns:eu-west-1:${account}:t`),
	),
	identity(
		operators,
		'allowed',
		[allow('sns:Publish', '*', when('ArnNotEquals', 'aws:SourceArn', 'arn:aws:s3:::a'))],
		publish('aws:SourceArn', 'arn:aws:s3:::b'),
	),
	identity(
		operators,
		'allowed',
		[list(when('StringEqualsIfExists', 'ec2:InstanceType', ['t2.micro', 'm3.large']))],
		['s3:ListAllMyBuckets', '*'],
	),
	identity(
		operators,
		'implicitDeny',
		[list(when('StringEqualsIfExists', 'ec2:InstanceType', 't2.micro'))],
		['s3:ListAllMyBuckets', '*', {'ec2:InstanceType': ['m5.large']}],
	),
	identity(
		operators,
		'allowed',
		[list(when('Null', 'aws:TokenIssueTime', 'true'))],
		['s3:ListAllMyBuckets', '*'],
	),
	identity(
		operators,
		'implicitDeny',
		[list(when('Null', 'aws:TokenIssueTime', 'true'))],
		['s3:ListAllMyBuckets', '*', {'aws:TokenIssueTime': ['2021-06-01T00:00:00Z']}],
	),
	identity(
		operators,
		'allowed',
		[list(when('BinaryEquals', 'key', 'QmluYXJ5VmFsdWVJbkJhc2U2NA=='))],
		['s3:ListAllMyBuckets', '*', {key: ['QmluYXJ5VmFsdWVJbkJhc2U2NA==']}],
	),

	// Several keys and values.
	identity(
		several,
		'implicitDeny',
		[list({Condition: {StringEquals: {a: '1', b: '2'}}})],
		['s3:ListAllMyBuckets', '*', {a: ['1'], b: ['3']}],
	),
	identity(
		several,
		'allowed',
		[list({Condition: {StringEquals: {a: ['1', '2']}, Bool: {c: 'true'}}})],
		['s3:ListAllMyBuckets', '*', {a: ['2'], c: ['true']}],
	),
	identity(
		several,
		'implicitDeny',
		[list(when('StringNotEquals', 'a', ['1', '2']))],
		['s3:ListAllMyBuckets', '*', {a: ['2']}],
	),
	identity(multi, 'allowed', [tagOnly('ForAllValues:StringEquals')], tagKeys('environment')),
	identity(
		multi,
		'implicitDeny',
		[tagOnly('ForAllValues:StringEquals')],
		tagKeys('environment', 'owner'),
	),
	identity(multi, 'allowed', [tagOnly('ForAllValues:StringEquals')], ['ec2:CreateTags', '*']),
	identity(
		multi,
		'allowed',
		[tagOnly('ForAnyValue:StringEquals')],
		tagKeys('environment', 'owner'),
	),
	identity(multi, 'implicitDeny', [tagOnly('ForAnyValue:StringEquals')], tagKeys('owner')),
	identity(multi, 'implicitDeny', [tagOnly('ForAnyValue:StringEquals')], ['ec2:CreateTags', '*']),

	// Variables.
	identity(
		variables,
		'allowed',
		[home],
		['s3:GetObject', 'arn:aws:s3:::home/ana/k', {'aws:username': ['ana']}],
	),
	identity(
		variables,
		'implicitDeny',
		[home],
		['s3:GetObject', 'arn:aws:s3:::home/bob/k', {'aws:username': ['ana']}],
	),
	identity(variables, 'implicitDeny', [home], ['s3:GetObject', 'arn:aws:s3:::home/ana/k']),
	identity(
		variables,
		'allowed',
		[allow('s3:GetObject', "arn:aws:s3:::b-${aws:PrincipalTag/team, 'company-wide'}/*")],
		s3('b-company-wide/k'),
	),
	identity(variables, 'allowed', [allow('s3:GetObject', 'arn:aws:s3:::b/a${$}b')], s3('b/a$b')),
	identity(
		variables,
		'implicitDeny',
		[allow('s3:GetObject', 'arn:aws:s3:::b/a${*}b')],
		s3('b/axb'),
	),
	{
		...identity(
			version,
			'implicitDeny',
			[],
			['s3:GetObject', 'arn:aws:s3:::home/ana/k', {'aws:username': ['ana']}],
		),
		policies: [{Version: '2008-10-17', Statement: [home]}],
	},

	// Who is meant.
	onResource(sfn('procedure-create-iam-role'), 'allowed', [trustStates()], states, assume()),
	onResource(
		principals,
		'implicitDeny',
		[trustStates()],
		{service: 'lambda.amazonaws.com'},
		assume(),
	),
	onResource(principals, 'implicitDeny', [trustStates()], role, assume()),
	onResource(
		confused,
		'allowed',
		[trustStates(when('StringEquals', 'aws:SourceAccount', account))],
		states,
		assume({'aws:SourceAccount': [account]}),
	),
	onResource(
		confused,
		'implicitDeny',
		[trustStates(when('StringEquals', 'aws:SourceAccount', account))],
		states,
		assume({'aws:SourceAccount': ['999999999999']}),
	),
	onResource(
		confused,
		'allowed',
		[trustStates(when('ArnLike', 'aws:SourceArn', machine('*')))],
		states,
		assume({'aws:SourceArn': [machine('orders')]}),
	),
	onResource(
		principals,
		'allowed',
		[{...trustStates(), Principal: {AWS: role.arn}}],
		role,
		assume(),
	),
	onResource(
		principals,
		'allowed',
		[{...trustStates(), Principal: {AWS: account}}],
		role,
		assume(),
	),
	onResource(
		principals,
		'allowed',
		[{...trustStates(), Principal: {AWS: `arn:aws:iam::${account}:root`}}],
		role,
		assume(),
	),
	onResource(
		principals,
		'implicitDeny',
		[{...trustStates(), Principal: {AWS: 'arn:aws:iam::999999999999:root'}}],
		role,
		assume(),
	),
	onResource(principals, 'allowed', [{...trustStates(), Principal: '*'}], role, assume()),
	onResource(principals, 'allowed', [{...trustStates(), Principal: {AWS: '*'}}], role, assume()),
	onResource(
		notPrincipal,
		'explicitDeny',
		[
			{...trustStates(), Principal: '*'},
			{Effect: 'Deny', NotPrincipal: {AWS: `arn:aws:iam::${account}:role/other`}, Action: '*'},
		],
		role,
		assume(),
	),
	onResource(
		logic,
		'explicitDeny',
		[trustStates(), {...trustStates(), Effect: 'Deny'}],
		states,
		assume(),
	),

	// Log delivery.
	onResource(delivery, 'allowed', [deliveryStatement], logs, deliver(account)),
	onResource(delivery, 'implicitDeny', [deliveryStatement], logs, deliver('999999999999')),
	onResource(
		delivery,
		'implicitDeny',
		[deliveryStatement],
		logs,
		deliver(account, stream.replace('my-log', 'other')),
	),
	onResource(
		delivery,
		'implicitDeny',
		[deliveryStatement],
		logs,
		deliver(account, stream, 'logs:DeleteLogStream'),
	),
	onResource(delivery, 'implicitDeny', [deliveryStatement], states, deliver(account)),
];
