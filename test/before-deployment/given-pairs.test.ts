import {describe, expect, it} from 'vitest';
import {examineFile} from '../../source/before-deployment/examine-file.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: pseudo parameters
const examined = async (definition: unknown, policy: unknown) => {
	const file = await examineFile({
		region: 'us-east-1',
		now: () => 0,
		readFile: () => Promise.reject(new Error('no file')),
		file: {path: 'definition.json', text: JSON.stringify(definition)},
		policies: [{path: 'policy.json', text: JSON.stringify(policy)}],
	});
	const text = file.show(
		JSON.stringify(file.machines[0]?.checks.filter(({outcome}) => outcome !== 'ok')),
	);

	return {verdict: file.verdict, text};
};

const arn = (service: string, resource: string) =>
	`arn:aws:${service}:us-east-1:123456789012:${resource}`;

const calling = (resource: string, Parameters: unknown) => ({
	StartAt: 'Call',
	States: {
		Call: {Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true},
	},
});

const allowing = (...grants: Array<[unknown, unknown, unknown?]>) => ({
	Version: '2012-10-17',
	Statement: grants.map(([Action, Resource, Condition]) => ({
		Effect: 'Allow',
		Action,
		Resource,
		...(Condition !== undefined && {Condition}),
	})),
});

const table = arn('dynamodb', 'table/Music');
const point = arn('s3', 'accesspoint/point');
const profile = arn('bedrock', 'application-inference-profile/abc123');
const child = arn('states', 'stateMachine:child');
const sqs = calling('sqs:sendMessage', {
	QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q',
	MessageBody: 'x',
});

type Pair = [
	verdict: 'healthy' | 'problem' | 'no-verdict',
	call: string,
	parameters: unknown,
	...grants: Array<[unknown, unknown, unknown?]>,
];

const phone = {PhoneNumber: '+15555550100', Message: 'x'};
const topics = 'arn:aws:sns:*:*:*';

const pairs: Record<string, Pair[]> = {
	'a phone number is no topic': [
		['healthy', 'sns:publish', phone, ['sns:Publish', '*']],
		['problem', 'sns:publish', phone, ['sns:Publish', topics]],
		['problem', 'aws-sdk:sns:publish', phone, ['sns:Publish', topics]],
		['problem', 'sns:publish', {'PhoneNumber.$': '$.to'}, ['sns:*', topics]],
	],
	'an index is asked for in place of its table': [
		[
			'healthy',
			'aws-sdk:dynamodb:query',
			{TableName: 'Music', IndexName: 'year'},
			['dynamodb:Query', `${table}/index/year`],
		],
		[
			'problem',
			'aws-sdk:dynamodb:query',
			{TableName: 'Music', IndexName: 'year'},
			['dynamodb:Query', table],
		],
		[
			'healthy',
			'aws-sdk:dynamodb:scan',
			{TableName: 'Music', 'IndexName.$': '$.index'},
			['dynamodb:Scan', `${table}/index/*`],
		],
	],
	'the statement names the table of PartiQL': [
		[
			'healthy',
			'aws-sdk:dynamodb:executeStatement',
			{Statement: 'SELECT * FROM "Music"."year" WHERE y=1'},
			['dynamodb:PartiQLSelect', `${table}/index/year`],
		],
		[
			'healthy',
			'aws-sdk:dynamodb:executeStatement',
			{Statement: "UPDATE Music SET a='b' WHERE c='d'"},
			['dynamodb:PartiQLUpdate', table],
		],
		[
			'healthy',
			'aws-sdk:dynamodb:executeStatement',
			{'Statement.$': 'States.Format(\'DELETE FROM "Music" WHERE a={}\', $.a)'},
			['dynamodb:PartiQLDelete', table],
		],
		[
			'problem',
			'aws-sdk:dynamodb:executeStatement',
			{Statement: "INSERT INTO Music VALUE {'a':'b'}"},
			['dynamodb:PartiQLInsert', arn('dynamodb', 'table/Other')],
		],
	],
	'an object is called through an access point': [
		[
			'healthy',
			'aws-sdk:s3:getObject',
			{Bucket: point, Key: 'a/b.json'},
			['s3:GetObject', `${point}/object/*`],
		],
		[
			'problem',
			'aws-sdk:s3:putObject',
			{Bucket: point, Key: 'a/b.json'},
			['s3:PutObject', 'arn:aws:s3:::point/*'],
		],
		['healthy', 'aws-sdk:s3:listObjectsV2', {Bucket: point}, ['s3:ListBucket', point]],
	],
	'an inference profile leads to a model': [
		['problem', 'bedrock:invokeModel', {ModelId: profile}, ['bedrock:InvokeModel', profile]],
		[
			'healthy',
			'bedrock:invokeModel',
			{ModelId: profile},
			['bedrock:InvokeModel', [profile, 'arn:aws:bedrock:us-east-1::foundation-model/m']],
		],
	],
	'no role can be passed, and the task definition is not in the file': [
		[
			'no-verdict',
			'ecs:runTask',
			{TaskDefinition: arn('ecs', 'task-definition/td:3')},
			['ecs:RunTask', arn('ecs', 'task-definition/td:3')],
		],
	],
	'a sender is an address or a domain': [
		[
			'problem',
			'aws-sdk:ses:sendEmail',
			{Source: 'Shop <no-reply@example.com>'},
			['ses:SendEmail', arn('ses', 'identity/other.com')],
		],
		[
			'no-verdict',
			'aws-sdk:sesv2:sendEmail',
			{FromEmailAddress: 'no-reply@example.com'},
			['ses:SendEmail', arn('ses', 'identity/example.com')],
		],
		[
			'healthy',
			'aws-sdk:ses:sendTemplatedEmail',
			{Source: 'a@example.com', Template: 'T'},
			['ses:SendTemplatedEmail', [arn('ses', 'identity/*'), arn('ses', 'template/T')]],
		],
	],
	'parameters of other names': [
		[
			'healthy',
			'aws-sdk:ec2:revokeSecurityGroupIngress',
			{GroupId: 'sg-1'},
			['ec2:RevokeSecurityGroupIngress', arn('ec2', 'security-group/sg-1')],
		],
		[
			'healthy',
			'aws-sdk:emr:terminateJobFlows',
			{JobFlowIds: ['j-1']},
			['elasticmapreduce:TerminateJobFlows', arn('elasticmapreduce', 'cluster/j-1')],
		],
		[
			'healthy',
			'aws-sdk:ssm:getParametersByPath',
			{Path: '/app'},
			['ssm:GetParametersByPath', arn('ssm', 'parameter/app')],
		],
		[
			'healthy',
			'aws-sdk:lexruntimev2:recognizeText',
			{BotId: 'b', BotAliasId: 'a', LocaleId: 'en_US', SessionId: 's'},
			['lex:RecognizeText', arn('lex', 'bot-alias/b/a')],
		],
		[
			'healthy',
			'aws-sdk:cloudwatch:putMetricData',
			{Namespace: 'n'},
			['cloudwatch:PutMetricData', '*', {StringEquals: {'cloudwatch:namespace': 'n'}}],
		],
	],
	'an id, a scope, a prefix and a bucket of vectors say what is called': [
		[
			'healthy',
			'aws-sdk:ec2:createTags',
			{Resources: ['i-0abc', 'snap-0abc']},
			['ec2:CreateTags', [arn('ec2', 'instance/*'), 'arn:aws:ec2:us-east-1::snapshot/*']],
		],
		[
			'healthy',
			'aws-sdk:wafv2:updateIPSet',
			{Name: 'n', Scope: 'REGIONAL', Id: 'id'},
			['wafv2:UpdateIPSet', arn('wafv2', 'regional/ipset/n/id')],
		],
		[
			'healthy',
			'aws-sdk:s3:listObjectsV2',
			{Bucket: 'in', Prefix: 'p/'},
			['s3:ListBucket', 'arn:aws:s3:::in', {StringLike: {'s3:prefix': 'p/*'}}],
		],
		[
			'healthy',
			'aws-sdk:s3vectors:queryVectors',
			{VectorBucketName: 'b', IndexName: 'i'},
			['s3vectors:QueryVectors', arn('s3vectors', 'bucket/b/index/i')],
		],
	],
	'a document of AWS belongs to no account, and a node is of one kind': [
		[
			'healthy',
			'aws-sdk:ssm:sendCommand',
			{DocumentName: 'AWS-RunShellScript', InstanceIds: ['i-1']},
			[
				'ssm:SendCommand',
				['arn:aws:ssm:us-east-1::document/AWS-RunShellScript', arn('ec2', 'instance/i-1')],
			],
		],
		[
			'problem',
			'aws-sdk:ssm:sendCommand',
			{DocumentName: 'Own', InstanceIds: ['mi-1']},
			['ssm:SendCommand', [arn('ssm', 'document/Own'), arn('ec2', 'instance/*')]],
		],
		[
			'no-verdict',
			'aws-sdk:ssm:startAutomationExecution',
			{DocumentName: 'AWS-RestartEC2Instance'},
			[
				'ssm:StartAutomationExecution',
				'arn:aws:ssm:us-east-1::automation-definition/AWS-RestartEC2Instance:*',
			],
		],
	],
	'an alias is asked for by its state machine': [
		[
			'healthy',
			'states:startExecution',
			{StateMachineArn: `${child}:live`},
			['states:StartExecution', child],
		],
		[
			'no-verdict',
			'states:startExecution',
			{StateMachineArn: `${child}:live`},
			['states:StartExecution', `${child}:live`],
		],
		[
			'healthy',
			'aws-sdk:sfn:startSyncExecution',
			{StateMachineArn: `${child}:live`},
			['states:StartSyncExecution', child],
		],
	],
	'a task token is answered': [
		['healthy', 'aws-sdk:sfn:sendTaskSuccess', {}, ['states:SendTaskSuccess', '*']],
		['no-verdict', 'aws-sdk:sfn:sendTaskSuccess', {}, ['states:SendTaskSuccess', child]],
		['problem', 'aws-sdk:sfn:sendTaskSuccess', {}, ['states:SendTaskFailure', '*']],
	],
	'only executions of standard state machines are described': [
		[
			'healthy',
			'aws-sdk:sfn:describeExecution',
			{ExecutionArn: arn('states', 'execution:child:e')},
			['states:DescribeExecution', arn('states', 'execution:child:*')],
		],
	],
};

describe('a definition and the policy given beside it', () => {
	it.each(Object.keys(pairs))('%s', async kind => {
		for (const [verdict, call, parameters, ...grants] of pairs[kind] ?? []) {
			const found = await examined(calling(call, parameters), allowing(...grants));
			expect(found.verdict, `${call}: ${found.text}`).toBe(verdict);
		}
	});

	it('says why it cannot tell', async () => {
		const {text} = await examined(
			calling('states:startExecution', {StateMachineArn: `${child}:live`}),
			allowing(['states:StartExecution', `${child}:live`]),
		);
		expect(text).toContain(`AWS documents it on ${child}, and policies allow it in another form`);
	});
});

it('grants nothing that writes while the statement is not known', async () => {
	const file = await examineFile({
		region: 'us-east-1',
		now: () => 0,
		readFile: () => Promise.reject(new Error('no file')),
		file: {
			path: 'definition.json',
			text: JSON.stringify(
				calling('aws-sdk:dynamodb:executeStatement', {'Statement.$': '$.statement'}),
			),
		},
		policies: [],
	});
	expect(file.machines[0]?.needed?.Statement.flatMap(({Action}) => Action)).toEqual([
		'dynamodb:PartiQLSelect',
	]);
});

describe('the forms of a policy file', () => {
	const statement = {Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('sqs', 'q')};
	const document = {Version: '2012-10-17', Statement: statement};

	it.each([
		['a list of statements', [statement]],
		['one statement', statement],
		['the answer of get-role-policy', {RoleName: 'r', PolicyDocument: document}],
		['the answer of get-policy-version', {PolicyVersion: {Document: document}}],
		[
			'a document that is URL-encoded',
			{PolicyDocument: encodeURIComponent(JSON.stringify(document))},
		],
	])('reads %s', async (_form, policy) => {
		expect((await examined(sqs, policy)).verdict).toBe('healthy');
	});

	it.each([[[]], [['x']], [{PolicyDocument: '%7B'}]])('refuses %j', async policy => {
		await expect(examined(sqs, policy)).rejects.toThrow('it has no Statement');
	});
});

describe('pseudo parameters that were not filled', () => {
	const own = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:f';
	const concrete = arn('lambda', 'function:f');

	it.each([
		[own, own],
		[own, concrete],
		[concrete, own],
	])('takes %s for %s', async (called, allowed) => {
		const found = await examined(
			calling('lambda:invoke', {FunctionName: called}),
			allowing(['lambda:InvokeFunction', allowed]),
		);
		expect(found.verdict, found.text).toBe('healthy');
	});
});

const refusal = (policy: unknown) =>
	examined(sqs, policy).then(
		() => 'none',
		(error: Error) => error.message,
	);
const send = {Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*'};

it.each([
	[{...allowing(['sqs:*', '*']), Version: '2012-10-18'}, /Version 2012-10-18 does not exist/],
	[allowing(['sqs:*', undefined]), /Resource of statement 1 is missing/],
	[allowing([undefined, '*']), /Action of statement 1 is missing/],
	[allowing(['SendMessage', '*']), /must name the service/],
	[allowing(['sqs:*', 'q']), /must be an ARN or \*/],
	[{Statement: [{...send, NotAction: 's3:*'}]}, /both Action and NotAction/],
	[{Statement: [{...send, NotPrincipal: '*'}]}, /is not a policy of a role/],
	[{Statement: 'x'}, /must be an object or a list/],
	[{Statement: {effect: 'Allow', Action: '*', Resource: '*'}}, /write "Effect"/],
])('%j is refused in one sentence', async (policy, words) => {
	expect(await refusal(policy)).toMatch(words);
});

it('takes the partition of the definition where a policy names several', async () => {
	const queue = arn('sqs', 'q');
	const both = [queue, 'arn:aws-cn:sqs:cn-north-1:123456789012:q'];

	expect((await examined(sqs, allowing(['sqs:*', both]))).verdict).toBe('healthy');
	expect((await examined(sqs, allowing(['sqs:*', both[1]]))).verdict).toBe('problem');
});

it.each(['no other account', '123456789012'])(
	'takes no account from Credentials, nor from what is called with them: %s',
	async own => {
		const partner = 'arn:aws:iam::999988887777:role/partner';
		const call = calling('lambda:invoke', {
			FunctionName: 'arn:aws:lambda:us-east-1:999988887777:function:f',
		});
		const definition = {
			StartAt: 'Call',
			States: {
				Call: {...call.States.Call, Credentials: {RoleArn: partner}, End: undefined, Next: 'Send'},
				Send: calling('lambda:invoke', {FunctionName: 'g'}).States.Call,
			},
		};
		const policy = allowing(
			['sts:AssumeRole', partner],
			[
				'lambda:InvokeFunction',
				arn('lambda', 'function:g').replace(/\d{12}/, own === '123456789012' ? own : '*'),
			],
		);
		const {assumptions, machines} = await examineFile({
			region: null,
			now: () => 0,
			readFile: () => Promise.reject(new Error('no file')),
			file: {path: 'definition.json', text: JSON.stringify(definition)},
			policies: [{path: 'policy.json', text: JSON.stringify(policy)}],
		});

		expect(assumptions).toEqual([
			...(own === '123456789012' ? [`account ${own}`] : []),
			'region us-east-1',
		]);
		expect(machines[0]?.missing).toBeNull();
	},
);

it.each(['Allow', 'Deny'])('fits no phone number to topics: %s with NotResource', async Effect => {
	const policy = {
		Statement: [
			{
				Effect: 'Allow',
				Action: 'sns:Publish',
				[Effect === 'Allow' ? 'NotResource' : 'Resource']: Effect === 'Allow' ? topics : '*',
			},
			{Effect: 'Deny', Action: 'sns:Publish', Resource: topics},
		],
	};

	expect((await examined(calling('sns:publish', phone), policy)).verdict).toBe('healthy');
});

// What a role is assumed by, or sent in, says nothing of where the state machine lives.
it.each([
	['aws-sdk:sts:assumeRole', {RoleArn: 'ROLE', RoleSessionName: 's'}],
	['aws-sdk:sts:assumeRoleWithWebIdentity', {RoleArn: 'ROLE', WebIdentityToken: 't'}],
	['lambda:invoke', {FunctionName: 'g', Payload: {RoleArn: 'ROLE'}}],
	['sqs:sendMessage', {QueueUrl: 'ROLE', MessageBody: {role: 'ROLE'}}],
])('takes no account from the role that %s names', async (resource, parameters) => {
	const partner = 'arn:aws:iam::999988887777:role/partner';
	const text = JSON.stringify(calling(resource, parameters)).replaceAll('ROLE', partner);
	const assumed = async (...statements: [unknown, unknown][]) =>
		(
			await examineFile({
				region: null,
				now: () => 0,
				readFile: () => Promise.reject(new Error('no file')),
				file: {
					path: 'definition.json',
					text: text.replace(`"QueueUrl":"${partner}"`, '"QueueUrl":"q"'),
				},
				policies: [{path: 'policy.json', text: JSON.stringify(allowing(...statements))}],
			})
		).assumptions.find(each => each.startsWith('account'));

	expect(await assumed([['sts:AssumeRole', 'sts:TagSession'], partner])).toBeUndefined();
	expect(await assumed(['sts:AssumeRole', partner], ['sqs:*', arn('sqs', 'q')])).toBe(
		'account 123456789012',
	);
});

it('does not know what the role in Credentials can do, where that role is not in the file', async () => {
	const role = 'arn:aws:iam::123456789012:role/other';
	const call = calling('lambda:invoke', {FunctionName: arn('lambda', 'function:f')});
	const definition = {
		...call,
		States: {Call: {...call.States.Call, Credentials: {RoleArn: role}}},
	};

	expect((await examined(definition, allowing(['sts:AssumeRole', role]))).verdict).toBe(
		'no-verdict',
	);
	expect((await examined(definition, allowing(['lambda:*', '*']))).verdict).toBe('problem');
});

describe('a definition that calls its own state machine, whose name is not in the file', () => {
	const distributed = {
		StartAt: 'Map',
		States: {
			Map: {
				Type: 'Map',
				ItemProcessor: {
					ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
					StartAt: 'Done',
					States: {Done: {Type: 'Pass', End: true}},
				},
				End: true,
			},
		},
	};
	const itself = calling('aws-sdk:sfn:startExecution', {
		'StateMachineArn.$': '$$.StateMachine.Id',
	});
	const run = ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'];
	const own = (name: string) =>
		allowing(
			['states:StartExecution', arn('states', `stateMachine:${name}`)],
			[run, arn('states', `execution:${name}*`)],
		);

	it.each([
		['no-verdict', distributed, own('prod-fleet')],
		['no-verdict', itself, own('prod-fleet')],
		['no-verdict', distributed, own('definition')],
		['healthy', distributed, own('*')],
		['problem', distributed, allowing(['states:StartExecution', arn('states', 'activity:a')])],
	])('is %s for %j with %j', async (verdict, definition, policy) => {
		const found = await examined(definition, policy);

		expect(found.verdict, found.text).toBe(verdict);

		if (verdict === 'no-verdict') {
			expect(found.text).toContain('the name of the state machine is not in the file');
			expect(found.text).not.toContain('Executions run without');
		}
	});

	it('says in the assumptions what stands for the name', async () => {
		const text = JSON.stringify(distributed);
		const {assumptions, machines, show} = await examineFile({
			region: null,
			now: () => 0,
			readFile: () => Promise.reject(new Error('no file')),
			file: {path: 'map.json', text},
			policies: [],
		});

		expect(show(assumptions.join())).toBe(
			'${STATE-MACHINE-NAME} for the name of the state machine',
		);
		expect(show(JSON.stringify(machines[0]?.needed))).toContain(
			':stateMachine:${STATE-MACHINE-NAME}"',
		);
	});
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: pseudo parameters
