import {describe, expect, test} from 'vitest';
import type {Verdict} from '../../source/diagnosis/diagnose.ts';
import {judgePair} from './judge-pair.ts';

type Allowed = [action: string | string[], resource: string | string[], condition?: object];

const task = (resource: string, parameters: object, more: object = {}) => ({
	Type: 'Task',
	Resource: `arn:aws:states:::${resource}`,
	Parameters: parameters,
	End: true,
	...more,
});

const map = (more: object) => ({
	Type: 'Map',
	ItemProcessor: {
		ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
		StartAt: 'Item',
		States: {Item: {Type: 'Pass', End: true}},
	},
	End: true,
	...more,
});

const statement =
	(effect: 'Allow' | 'Deny') =>
	([action, resource, condition]: Allowed) => ({
		Effect: effect,
		Action: action,
		Resource: resource,
		...(condition && {Condition: condition}),
	});

type Case = {
	named: string;
	state: object;
	allowed: Allowed[] | null;
	denied?: Allowed[];
	verdict: Verdict;
};

async function verdictOn({state, allowed, denied = []}: Case): Promise<Verdict> {
	const statements = [...(allowed ?? []).map(statement('Allow')), ...denied.map(statement('Deny'))];
	const {verdict} = await judgePair({
		id: 'one',
		name: 'm',
		type: 'STANDARD',
		definition: {StartAt: 'One', States: {One: state}},
		policies:
			allowed === null
				? []
				: [
						{
							kind: 'inline',
							name: 'own',
							document: {Version: '2012-10-17', Statement: statements},
						},
					],
		notes: {expected: null, why: ''},
	});

	return verdict;
}

const other: Allowed[] = [['xray:PutTraceSegments', '*']];
const everything: Allowed[] = [['*', '*']];
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`;

/** The same state with what its role is allowed, and the verdict. */
const about = (
	name: string,
	state: object,
	...cases: Array<[Allowed[] | null, Verdict, Allowed[]?]>
): Case[] =>
	cases.map(([allowed, verdict, denied = []], index) => ({
		named: `${name}, ${index + 1}: ${verdict}`,
		state,
		allowed,
		denied,
		verdict,
	}));

const connection = arn('events', 'connection/pay/0f1e2d3c');
const http = (endpoint: object) =>
	task('http:invoke', {
		...endpoint,
		Method: 'GET',
		Authentication: {ConnectionArn: connection},
	});
const secrets: Allowed = [
	['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
	'arn:aws:secretsmanager:*:*:secret:events!connection/*',
];
const exactSecret: Allowed = [
	secrets[0],
	arn('secretsmanager', 'secret:events!connection/pay/7-AbCdEf'),
];
const worker = task('lambda:invoke', {
	'FunctionName.$': `States.Format('${arn('lambda', 'function:worker-{}')}', $.n)`,
});
const workers: Allowed[] = [['lambda:InvokeFunction', arn('lambda', 'function:worker-*')]];
const jobs: Allowed[] = [['sqs:*', arn('sqs', 'jobs-*')]];
const queueUrl = "States.Format('https://sqs.us-east-1.amazonaws.com/123456789012/jobs-{}', $.n)";
const object = task('aws-sdk:s3:getObject', {'Bucket.$': '$.b', 'Key.$': '$.k'});
const put = task('aws-sdk:s3:putObject', {Bucket: 'out', 'Key.$': "States.Format('day/{}', $.n)"});
const decrypt = task('aws-sdk:kms:decrypt', {'KeyId.$': '$.k', 'CiphertextBlob.$': '$.c'});
const assuming = (role: object) => task('lambda:invoke', {FunctionName: 'f'}, {Credentials: role});
const anyRole = assuming({'RoleArn.$': '$.role'});
const roleOfAccount = assuming({'RoleArn.$': "States.Format('arn:aws:iam::{}:role/exec', $.a)"});
const schedule = task('aws-sdk:scheduler:createSchedule', {
	Name: 'n',
	Target: {Arn: arn('lambda', 'function:f'), 'RoleArn.$': '$.r'},
});
const scheduling: Allowed = ['scheduler:CreateSchedule', '*'];
const batch = task('batch:submitJob', {JobName: 'j', JobQueue: 'q', JobDefinition: 'd'});
const queue = arn('batch', 'job-queue/q');
const submitting = (definition: string): Allowed[] => [
	['batch:SubmitJob', [queue, arn('batch', `job-definition/${definition}`)]],
];
const api = (path: string) =>
	task('apigateway:invoke', {
		ApiEndpoint: 'abc.execute-api.us-east-1.amazonaws.com',
		Method: 'GET',
		Stage: 'prod',
		'Path.$': path,
		AuthType: 'IAM_ROLE',
	});
const invoking = (path: string): Allowed[] => [
	['execute-api:Invoke', arn('execute-api', `abc/prod/GET/${path}`)],
];
const manifest = (key: string) =>
	map({
		ItemReader: {
			Resource: 'arn:aws:states:::s3:getObject',
			ReaderConfig: {InputType: 'MANIFEST'},
			Parameters: {Bucket: 'inventory', Key: key},
		},
	});
const ownManifest = 'lists/manifest.json';
const inventory = 'orders/daily/2026-11-26T01-00Z/manifest.json';
const starting: Allowed = ['states:*', '*'];
const reading = (...keys: string[]): Allowed[] => [
	starting,
	['s3:GetObject', keys.map(key => `arn:aws:s3:::inventory/${key}`)],
];
const results = map({
	ResultWriter: {
		Resource: 'arn:aws:states:::s3:putObject',
		Parameters: {Bucket: 'out', Prefix: 'r'},
	},
});
const query = task('athena:startQueryExecution', {
	QueryString: 'select 1',
	WorkGroup: 'w',
	ResultConfiguration: {OutputLocation: 's3://out/x/'},
});

const cases: Case[] = [
	...about(
		'an HTTP task with its connection',
		http({ApiEndpoint: 'https://api.example.com/x'}),
		[[['states:InvokeHTTPEndpoint', '*'], ['events:*', connection], exactSecret], 'healthy'],
		[[['states:InvokeHTTPEndpoint', '*'], ['events:*', connection], secrets], 'healthy'],
		[
			[['states:InvokeHTTPEndpoint', '*'], ['events:*', arn('events', 'connection/b/*')], secrets],
			'problem',
		],
	),
	...about(
		'an endpoint that is known in parts',
		http({'ApiEndpoint.$': "States.Format('https://api.example.com/users/{}', $.id)"}),
		[
			[
				[
					'states:InvokeHTTPEndpoint',
					'*',
					{StringLike: {'states:HTTPEndpoint': 'https://api.example.com/users/*'}},
				],
				['events:*', connection],
				secrets,
			],
			'healthy',
		],
	),
	...about(
		'a function that is known in parts',
		worker,
		[workers, 'healthy'],
		[[['lambda:InvokeFunction', arn('lambda', 'function:helper-*')]], 'problem'],
		[[['lambda:InvokeFunction', arn('lambda', 'function:worker-a')]], 'no-verdict'],
	),
	...about(
		'a function that JSONata names in parts',
		{
			Type: 'Task',
			QueryLanguage: 'JSONata',
			Resource: 'arn:aws:states:::lambda:invoke',
			Arguments: {FunctionName: "{% 'worker-' & $states.input.n %}"},
			End: true,
		},
		[workers, 'healthy'],
	),
	...about(
		'a queue that is known in parts',
		task('sqs:sendMessage', {'QueueUrl.$': queueUrl, MessageBody: 'x'}),
		[jobs, 'healthy'],
		[other, 'problem'],
	),
	...about(
		'the same through the SDK',
		task('aws-sdk:sqs:receiveMessage', {'QueueUrl.$': queueUrl}),
		[jobs, 'healthy'],
		[other, 'problem'],
	),
	...about(
		'a table that is known in parts',
		task('aws-sdk:dynamodb:scan', {'TableName.$': "States.Format('orders-{}', $.n)"}),
		[[['dynamodb:Scan', arn('dynamodb', 'table/orders-*')]], 'healthy'],
		[[['dynamodb:Scan', arn('dynamodb', 'table/users')]], 'problem'],
	),
	...about(
		'a key that is known in parts',
		put,
		[[['s3:PutObject', 'arn:aws:s3:::out/day/*']], 'healthy'],
		[[['s3:PutObject', 'arn:aws:s3:::out/night/*']], 'problem'],
	),
	...about(
		'a bucket that only the run names',
		object,
		[null, 'problem'],
		[other, 'no-verdict'],
		[everything, 'healthy'],
		[everything, 'problem', [['s3:GetObject', '*']]],
		[everything, 'no-verdict', [['s3:GetObject', 'arn:aws:s3:::secret/*']]],
	),
	...about(
		'a key of KMS that only the run names',
		decrypt,
		[other, 'problem'],
		[everything, 'healthy'],
		[everything, 'problem', [['kms:Decrypt', '*']]],
	),
	...about(
		'a role in Credentials that only the run names',
		anyRole,
		[other, 'problem'],
		[everything, 'no-verdict'],
		[everything, 'problem', [['sts:AssumeRole', '*']]],
	),
	...about('a role in Credentials that is known in parts', roleOfAccount, [
		[['sts:AssumeRole', 'arn:aws:iam::*:role/other']],
		'problem',
	]),
	...about(
		'a passed role that only the run names',
		schedule,
		[[scheduling], 'problem'],
		[[scheduling, ['iam:PassRole', '*']], 'no-verdict'],
		[everything, 'problem', [['iam:PassRole', '*']]],
	),
	...about(
		'a job definition without its revision',
		batch,
		[submitting('d:*'), 'healthy'],
		[submitting('d*'), 'healthy'],
		[submitting('d'), 'problem'],
		[submitting('d:3'), 'no-verdict'],
	),
	...about(
		'a path of an API that only the run names',
		api('$.path'),
		[invoking('*'), 'healthy'],
		[invoking('users/*'), 'no-verdict'],
		[other, 'problem'],
	),
	...about(
		'a path of an API that is known in parts',
		api("States.Format('/users/{}', $.id)"),
		[invoking('users/*'), 'healthy'],
		[invoking('orders/*'), 'problem'],
	),
	...about(
		'the API of API Gateway',
		task('aws-sdk:apigateway:getRestApi', {RestApiId: 'abc'}),
		[[['apigateway:GET', 'arn:aws:apigateway:us-east-1::/restapis/abc']], 'healthy'],
		[[['apigateway:GET', 'arn:aws:apigateway:us-east-1::/restapis/other']], 'problem'],
	),
	...about(
		'what a manifest lists',
		manifest(ownManifest),
		[reading(ownManifest), 'problem'],
		[reading(ownManifest, 'data/*'), 'no-verdict'],
		[reading('*'), 'healthy'],
		[reading('*'), 'problem', [['s3:GetObject', 'arn:aws:s3:::inventory/*']]],
	),
	...about(
		'what an inventory lists',
		manifest(inventory),
		[reading(inventory), 'problem'],
		[reading(inventory, 'orders/daily/data/*'), 'healthy'],
		[reading('*'), 'problem', [['s3:GetObject', 'arn:aws:s3:::inventory/*/data/*']]],
	),
	...about(
		'what a ResultWriter writes',
		results,
		[[starting, ['s3:*', 'arn:aws:s3:::out/r/*/manifest.json']], 'problem'],
		[[starting, ['s3:*', 'arn:aws:s3:::out/*']], 'healthy'],
		[everything, 'problem', [['s3:PutObject', 'arn:aws:s3:::out/*/SUCCEEDED_*']]],
	),
	...about(
		'what a query touches',
		query,
		[everything, 'healthy'],
		[everything, 'no-verdict', [['glue:GetTable', arn('glue', 'table/secret/*')]]],
		[
			[
				['athena:*', '*'],
				['s3:*', '*'],
				['glue:GetTable', '*'],
			],
			'healthy',
		],
		[
			[
				['athena:*', '*'],
				['s3:*', '*'],
			],
			'no-verdict',
		],
	),
];

describe('a resource that the definition does not name in full', () => {
	test.each(cases)('$named', async each => {
		expect(await verdictOn(each)).toBe(each.verdict);
	});
});
