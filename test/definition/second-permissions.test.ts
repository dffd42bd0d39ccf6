import {describe, expect, test} from 'vitest';
import {neededPermissions} from '../../source/definition/needed-permissions.ts';
import {place, task} from './place.ts';
import {asLines} from './statement-lines.ts';

const lines = (call: string, parameters: unknown): string[] =>
	asLines(
		(neededPermissions(task(`aws-sdk:${call}`, parameters), place)[0]?.statements ?? []).map(
			({inferred: _inferred, ...rest}) => rest,
		),
	).map(line => line.replaceAll('eu-west-1:123456789012', '@').replaceAll('arn:aws:', '~'));

const object = {Bucket: 'b', Key: 'k'};

describe('what S3 asks for by what the call sets', () => {
	test.each<[string, object, string[]]>([
		['deleteObject', {}, ['s3:DeleteObject']],
		['deleteObject', {VersionId: '1'}, ['s3:DeleteObjectVersion']],
		['getObjectTagging', {VersionId: '1'}, ['s3:GetObjectVersionTagging']],
		['putObjectAcl', {VersionId: '1'}, ['s3:PutObjectVersionAcl']],
		['putObject', {}, ['s3:PutObject']],
		['putObject', {ACL: 'public-read'}, ['s3:PutObject', 's3:PutObjectAcl']],
		['putObject', {GrantRead: 'id=1'}, ['s3:PutObject', 's3:PutObjectAcl']],
		['putObject', {'Tagging.$': '$.t'}, ['s3:PutObject', 's3:PutObjectTagging']],
		['putObject', {ObjectLockMode: 'GOVERNANCE'}, ['s3:PutObject', 's3:PutObjectRetention']],
		['putObject', {ObjectLockLegalHoldStatus: 'ON'}, ['s3:PutObject', 's3:PutObjectLegalHold']],
		['createMultipartUpload', {Acl: 'private'}, ['s3:PutObject', 's3:PutObjectAcl']],
		['selectObjectContent', {Expression: 'SELECT 1'}, ['s3:GetObject']],
	])('%s %j', (operation, more, actions) => {
		expect(lines(`s3:${operation}`, {...object, ...more})).toEqual(
			actions.map(action => `${action} @ ~s3:::b/k`),
		);
	});

	test('the tags of a copy are its own only where they replace the others', () => {
		const copy = {...object, CopySource: 'src/a', Tagging: 'a=b'};
		const tagging = 's3:PutObjectTagging @ ~s3:::b/k';

		expect(lines('s3:copyObject', copy)).not.toContain(tagging);
		expect(lines('s3:copyObject', {...copy, TaggingDirective: 'REPLACE'})).toContain(tagging);
	});

	test('a version is copied, and versions are deleted, by actions of their own', () => {
		expect(lines('s3:copyObject', {...object, CopySource: 'src/a?versionId=1'})).toContain(
			's3:GetObjectVersion @ ~s3:::src/a',
		);
		expect(
			lines('s3:deleteObjects', {
				Bucket: 'b',
				Delete: {Objects: [{Key: '1'}, {Key: '2', VersionId: 'v'}]},
				BypassGovernanceRetention: true,
			}),
		).toEqual([
			's3:DeleteObject @ ~s3:::b/1',
			's3:DeleteObjectVersion @ ~s3:::b/2',
			's3:BypassGovernanceRetention @ ~s3:::b/1',
			's3:BypassGovernanceRetention @ ~s3:::b/2',
		]);
	});
});

test.each<[string, unknown, string]>([
	[
		'ec2:createVolume',
		{TagSpecifications: [{ResourceType: 'volume', Tags: []}]},
		'ec2:CreateTags @ ~ec2:@:volume/* | carries {"ec2:CreateAction":["CreateVolume"]}',
	],
	[
		'ec2:createSnapshot',
		{VolumeId: 'vol-1', TagSpecifications: [{ResourceType: 'snapshot', Tags: []}]},
		'ec2:CreateTags @ ~ec2:eu-west-1::snapshot/* | carries {"ec2:CreateAction":["CreateSnapshot"]}',
	],
	[
		'dynamodb:exportTableToPointInTime',
		{TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/T', S3Bucket: 'b', S3Prefix: 'p'},
		's3:PutObject @ ~s3:::b/p/*',
	],
	[
		'dynamodb:importTable',
		{S3BucketSource: {S3Bucket: 'b', S3KeyPrefix: 'p'}},
		's3:GetObject @ ~s3:::b/p*',
	],
	[
		'bedrockagentruntime:retrieveAndGenerate',
		{
			RetrieveAndGenerateConfiguration: {
				KnowledgeBaseConfiguration: {KnowledgeBaseId: 'KB1', ModelArn: 'amazon.nova-lite-v1:0'},
			},
		},
		'bedrock:Retrieve @ ~bedrock:@:knowledge-base/KB1',
	],
	[
		'bedrockagentruntime:retrieveAndGenerate',
		{
			RetrieveAndGenerateConfiguration: {
				KnowledgeBaseConfiguration: {KnowledgeBaseId: 'KB1', ModelArn: 'amazon.nova-lite-v1:0'},
			},
		},
		'bedrock:InvokeModel @ ~bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0',
	],
	[
		'lambda:updateFunctionCode',
		{FunctionName: 'f', S3Bucket: 'b', S3Key: 'k.zip'},
		's3:GetObject @ ~s3:::b/k.zip',
	],
])('%s %j asks for another permission', (call, parameters, line) => {
	expect(lines(call, parameters)).toContain(line);
});

describe('a log group is authorised with its streams behind it', () => {
	test.each<[string, unknown]>([
		['filterLogEvents', {LogGroupName: '/x'}],
		['createLogGroup', {LogGroupName: '/x'}],
		['startQuery', {LogGroupNames: ['/x']}],
		['startQuery', {LogGroupIdentifiers: ['/x']}],
		['createExportTask', {LogGroupName: '/x'}],
		['describeLogStreams', {LogGroupName: '/x'}],
	])('%s %j', (operation, parameters) => {
		expect(lines(`cloudwatchlogs:${operation}`, parameters)[0]).toMatch(
			/^logs:\w+ @ ~logs:@:log-group:\/x:\*$/,
		);
	});

	test('but for its tags', () => {
		const ResourceArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:/x';

		expect(lines('cloudwatchlogs:tagResource', {ResourceArn, Tags: {}})).toEqual([
			'logs:TagResource @ ~logs:@:log-group:/x',
		]);
	});
});
