import {describe, expect, test} from 'vitest';
import {neededPermissions} from '../../source/definition/needed-permissions.ts';
import {jsonataTask, place, task} from './place.ts';
import {asLines} from './statement-lines.ts';

/** `@` is the region and account of the place, `~` is `arn:aws:`. */
function short(call: string, parameters: unknown): string[] {
	const [need] = neededPermissions(task(`aws-sdk:${call}`, parameters), place);

	return asLines((need?.statements ?? []).map(({inferred: _inferred, ...rest}) => rest)).map(line =>
		line.replaceAll('eu-west-1:123456789012', '@').replaceAll('arn:aws:', '~'),
	);
}

const unknownsOf = (call: string, parameters: unknown) =>
	neededPermissions(task(`aws-sdk:${call}`, parameters), place)[0]?.unknowns;

const at = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:123456789012:${rest}`;

describe('the action, where it is not named as the operation is', () => {
	test.each<[string, unknown, string[]]>([
		['s3:listObjectsV2', {Bucket: 'b'}, ['s3:ListBucket @ ~s3:::b']],
		['s3:headObject', {Bucket: 'b', Key: 'k/x'}, ['s3:GetObject @ ~s3:::b/k/x']],
		['s3:getObject', {Bucket: 'b', Key: 'k', VersionId: '1'}, ['s3:GetObjectVersion @ ~s3:::b/k']],
		[
			's3:copyObject',
			{Bucket: 'b', Key: 'k', CopySource: '/src/a/b.txt'},
			['s3:GetObject @ ~s3:::src/a/b.txt', 's3:PutObject @ ~s3:::b/k'],
		],
		['s3:listBuckets', {}, ['s3:ListAllMyBuckets @ *']],
		[
			's3:deleteObjects',
			{Bucket: 'b', Delete: {Objects: [{Key: '1'}, {Key: '2'}]}},
			['s3:DeleteObject @ ~s3:::b/1 ~s3:::b/2'],
		],
		[
			'lambda:invoke',
			{FunctionName: 'f'},
			['lambda:InvokeFunction @ ~lambda:@:function:f ~lambda:@:function:f:*'],
		],
		[
			'dynamodb:transactWriteItems',
			{TransactItems: [{Put: {TableName: 'A'}}, {ConditionCheck: {TableName: 'B'}}]},
			[
				'dynamodb:PutItem @ ~dynamodb:@:table/A',
				'dynamodb:ConditionCheckItem @ ~dynamodb:@:table/B',
			],
		],
		[
			'dynamodb:executeStatement',
			{Statement: 'UPDATE "Orders" SET done = true WHERE id = ?'},
			['dynamodb:PartiQLUpdate @ ~dynamodb:@:table/Orders'],
		],
		[
			'sqs:deleteMessageBatch',
			{QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/q'},
			['sqs:DeleteMessage @ ~sqs:@:q'],
		],
		[
			'bedrockruntime:converse',
			{ModelId: 'anthropic.claude-v2'},
			['bedrock:InvokeModel @ ~bedrock:eu-west-1::foundation-model/anthropic.claude-v2'],
		],
		['sts:getCallerIdentity', {}, []],
	])('%s', (call, parameters, lines) => {
		expect(short(call, parameters)).toEqual(lines);
		expect(unknownsOf(call, parameters)).toEqual([]);
	});
});

describe('the service, where IAM calls it otherwise', () => {
	test.each<[string, unknown, string]>([
		['sfn:sendTaskSuccess', {TaskToken: 't'}, 'states:SendTaskSuccess @ *'],
		[
			'cloudwatchlogs:putRetentionPolicy',
			{LogGroupName: '/shop'},
			'logs:PutRetentionPolicy @ ~logs:@:log-group:/shop:*',
		],
		['eventbridge:putRule', {Name: 'r'}, 'events:PutRule @ ~events:@:rule/r'],
		[
			'eventbridge:putTargets',
			{Rule: 'r', EventBusName: 'b'},
			'events:PutTargets @ ~events:@:rule/b/r',
		],
		[
			'elasticloadbalancingv2:registerTargets',
			{TargetGroupArn: at('elasticloadbalancing', 'targetgroup/t/1')},
			'elasticloadbalancing:RegisterTargets @ ~elasticloadbalancing:@:targetgroup/t/1',
		],
		[
			'cognitoidentityprovider:adminGetUser',
			{UserPoolId: 'eu-west-1_abc'},
			'cognito-idp:AdminGetUser @ ~cognito-idp:@:userpool/eu-west-1_abc',
		],
		[
			'databasemigration:startReplicationTask',
			{ReplicationTaskArn: at('dms', 'task:X')},
			'dms:StartReplicationTask @ ~dms:@:task:X',
		],
		[
			'sagemakerruntime:invokeEndpoint',
			{EndpointName: 'e'},
			'sagemaker:InvokeEndpoint @ ~sagemaker:@:endpoint/e',
		],
		['opensearch:describeDomain', {DomainName: 'd'}, 'es:DescribeDomain @ ~es:@:domain/d'],
	])('%s', (call, parameters, line) => {
		expect(short(call, parameters)).toEqual([line]);
	});
});

describe('the resource', () => {
	test.each<[string, unknown, string]>([
		['dynamodb:query', {TableName: 'T'}, 'dynamodb:Query @ ~dynamodb:@:table/T'],
		[
			'dynamodb:query',
			{TableName: 'T', IndexName: 'i'},
			'dynamodb:Query @ ~dynamodb:@:table/T/index/i',
		],
		[
			'dynamodb:batchWriteItem',
			{RequestItems: {A: [], 'B.$': '$.b'}},
			'dynamodb:BatchWriteItem @ ~dynamodb:@:table/A ~dynamodb:@:table/B',
		],
		['ssm:getParameter', {Name: '/shop/key'}, 'ssm:GetParameter @ ~ssm:@:parameter/shop/key'],
		[
			'secretsmanager:getSecretValue',
			{SecretId: 'shop/db'},
			'secretsmanager:GetSecretValue @ ~secretsmanager:@:secret:shop/db-??????',
		],
		[
			'ecs:describeTasks',
			{Cluster: 'c', Tasks: [at('ecs', 'task/c/1')]},
			'ecs:DescribeTasks @ ~ecs:@:task/c/1 | carries {"ecs:cluster":["~ecs:@:cluster/c"]}',
		],
		[
			'ecs:updateService',
			{Cluster: 'c', Service: 's'},
			'ecs:UpdateService @ ~ecs:@:service/c/s | carries {"ecs:cluster":["~ecs:@:cluster/c"]}',
		],
		['glue:startCrawler', {Name: 'c'}, 'glue:StartCrawler @ ~glue:@:crawler/c'],
		[
			'glue:getTable',
			{DatabaseName: 'd', Name: 't'},
			'glue:GetTable @ ~glue:@:database/d ~glue:@:catalog ~glue:@:table/d/t',
		],
		[
			'rds:createDBSnapshot',
			{DbInstanceIdentifier: 'db', DbSnapshotIdentifier: 's'},
			'rds:CreateDBSnapshot @ ~rds:@:db:db ~rds:@:snapshot:s',
		],
		[
			'ec2:startInstances',
			{InstanceIds: ['i-1', 'i-2']},
			'ec2:StartInstances @ ~ec2:@:instance/i-1 ~ec2:@:instance/i-2',
		],
		['ec2:createTags', {Resources: ['vol-1']}, 'ec2:CreateTags @ ~ec2:@:volume/vol-1'],
		[
			'route53:changeResourceRecordSets',
			{HostedZoneId: 'Z1'},
			'route53:ChangeResourceRecordSets @ ~route53:::hostedzone/Z1',
		],
		[
			'cloudformation:createStack',
			{StackName: 's'},
			'cloudformation:CreateStack @ ~cloudformation:@:stack/s/*',
		],
		['polly:synthesizeSpeech', {Text: 'x'}, 'polly:SynthesizeSpeech @ *'],
		['ec2:describeInstances', {}, 'ec2:DescribeInstances @ *'],
	])('%s %j', (call, parameters, line) => {
		expect(short(call, parameters)).toEqual([line]);
		expect(unknownsOf(call, parameters)).toEqual([]);
	});

	test('in JSONata it is read from Arguments', () => {
		const state = jsonataTask('aws-sdk:s3:putObject', {Bucket: 'b', Key: '{% $key %}'});
		const [need] = neededPermissions(state, place);

		expect(need?.statements).toEqual([
			{actions: ['s3:PutObject'], resources: ['arn:aws:s3:::b/*'], inferred: true, dynamic: true},
		]);
		expect(need?.unknowns).toEqual(['Key is known only when the state runs: {% $key %}']);
	});

	test.each<[string, unknown, string, string]>([
		[
			'ecs:stopTask',
			{Cluster: 'c', 'Task.$': '$.t'},
			'ecs:StopTask @ ~ecs:@:task/c/* | dynamic | carries {"ecs:cluster":["~ecs:@:cluster/c"]}',
			'Task is known only when the state runs: $.t',
		],
		[
			'kms:decrypt',
			{KeyId: 'alias/shop'},
			'kms:Decrypt @ ~kms:@:key/* | dynamic',
			'which key kms:Decrypt concerns is not worked out',
		],
		[
			'ses:sendEmail',
			{Source: 'a@example.com'},
			'ses:SendEmail @ ~ses:@:identity/example.com ~ses:@:identity/a@example.com | one of them',
			'whether the sender is verified by its address or its domain is not in the definition',
		],
	])(
		'%s: what is not named is said, and only its kind is granted',
		(call, given, line, unknown) => {
			expect(short(call, given)).toEqual([line]);
			expect(unknownsOf(call, given)).toEqual([unknown]);
		},
	);
});

describe('what is not known', () => {
	test.each([
		['s3:teapot', "IAM's reference has no action of the name s3:Teapot"],
		['teapot:brew', 'teapot is no service that is known here'],
		[
			'connectparticipant:sendMessage',
			"IAM's reference says nothing of connectparticipant:SendMessage",
		],
		['iam:passRole', "IAM's reference has no action of the name iam:PassRole"],
	])('%s', (call, unknown) => {
		expect(short(call, {})).toEqual([]);
		expect(unknownsOf(call, {})).toEqual([unknown]);
	});
});

describe('roles and secrets', () => {
	const Role = 'arn:aws:iam::123456789012:role/function';

	test('a role given to a call is passed, to the service where that is documented', () => {
		expect(short('lambda:createFunction', {FunctionName: 'f', Role})).toEqual([
			'lambda:CreateFunction @ ~lambda:@:function:f',
			'iam:PassRole @ ~iam::123456789012:role/function | if {"StringEquals":{"iam:PassedToService":["lambda.amazonaws.com"]}}',
		]);
		expect(short('sns:createPlatformApplication', {RoleArn: Role})[1]).toBe(
			'iam:PassRole @ ~iam::123456789012:role/function',
		);
	});

	test('a role that is assumed is not passed', () => {
		expect(short('sts:assumeRole', {RoleArn: Role, RoleSessionName: 's'})).toEqual([
			'sts:AssumeRole @ ~iam::123456789012:role/function',
		]);
	});

	test.each([
		['fis:createExperimentTemplate', 'fis.amazonaws.com'],
		['bedrockagent:createKnowledgeBase', 'bedrock.amazonaws.com'],
		['bedrock:createEvaluationJob', 'bedrock.amazonaws.com'],
	])('%s hands its role to %s', (call, service) => {
		expect(short(call, {RoleArn: Role}).at(-1)).toContain(service);
	});

	test.each<[string, unknown, string]>([
		[
			'bedrockruntime:converse',
			{ModelId: 'amazon.nova-lite-v1:0', GuardrailConfig: {GuardrailIdentifier: 'g1'}},
			'bedrock:ApplyGuardrail @ ~bedrock:@:guardrail/g1',
		],
		[
			'redshiftdata:executeStatement',
			{WorkgroupName: 'w', Database: 'd'},
			'redshift-serverless:GetCredentials @ ~redshift-serverless:@:workgroup/*',
		],
		[
			'redshiftdata:executeStatement',
			{ClusterIdentifier: 'c', DbUser: 'u', Database: 'd'},
			'redshift:GetClusterCredentials @ ~redshift:@:dbuser:c/u',
		],
		[
			'rekognition:detectLabels',
			{Image: {S3Object: {Bucket: 'b', Name: 'k'}}},
			's3:GetObject @ ~s3:::b/k',
		],
		[
			'textract:analyzeDocument',
			{Document: {S3Object: {Bucket: 'b', Name: 'k'}}},
			's3:GetObject @ ~s3:::b/k',
		],
		[
			'transcribe:startTranscriptionJob',
			{TranscriptionJobName: 't', Media: {MediaFileUri: 's3://box/k/x.mp4'}},
			's3:GetObject @ ~s3:::box/k/x.mp4',
		],
		[
			'polly:startSpeechSynthesisTask',
			{OutputS3BucketName: 'b', OutputS3KeyPrefix: 'voice/'},
			's3:PutObject @ ~s3:::b/voice/*',
		],
		[
			'emr:runJobFlow',
			{Name: 'c', Tags: [{Key: 'a', Value: 'b'}]},
			'elasticmapreduce:AddTags @ ~elasticmapreduce:@:cluster/*',
		],
	])('%s %j asks for more than its own action', (call, parameters, line) => {
		expect(short(call, parameters)).toContain(line);
	});

	test('the same role as the integration passes, to the same service', () => {
		const lines = short('emrserverless:startJobRun', {ApplicationId: 'a', ExecutionRoleArn: Role});

		expect(lines[1]).toBe(
			'iam:PassRole @ ~iam::123456789012:role/function | if {"StringEquals":{"iam:PassedToService":["emr-serverless.amazonaws.com"]}}',
		);
	});

	test('the Data API reads the secret that it signs in with', () => {
		const given = {
			ResourceArn: at('rds', 'cluster:c'),
			SecretArn: at('secretsmanager', 'secret:s-AbCdEf'),
		};

		expect(short('rdsdata:executeStatement', given)).toEqual([
			'rds-data:ExecuteStatement @ ~rds:@:cluster:c',
			'secretsmanager:GetSecretValue @ ~secretsmanager:@:secret:s-AbCdEf',
		]);
	});
});

test.each(['aws-cn', 'aws-us-gov'])('in the partition %s', partition => {
	const state = task('aws-sdk:s3:getObject', {Bucket: 'b', Key: 'k'});

	expect(neededPermissions(state, {...place, partition})[0]?.statements[0]?.resources).toEqual([
		`arn:${partition}:s3:::b/k`,
	]);
});
