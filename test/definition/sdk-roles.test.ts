import {describe, expect, test} from 'vitest';
import {neededPermissions} from '../../source/definition/needed-permissions.ts';
import {passedRoles, unknownRoleStatement} from '../../source/definition/pass-role.ts';
import {place, task} from './place.ts';

const role = 'arn:aws:iam::123456789012:role/worker';

const passed = (call: string, parameters: unknown) =>
	passedRoles(task(`aws-sdk:${call}`, parameters), null, place).map(
		({roleArn, passedToService}) => [roleArn, passedToService],
	);

describe('a role that is handed to a service is passed, wherever its ARN stands', () => {
	test.each<[string, unknown, string | null]>([
		['eventbridge:putTargets', {Rule: 'r', Targets: [{Id: '1', RoleArn: role}]}, 'events'],
		['ssm:startAutomationExecution', {Parameters: {AutomationAssumeRole: [role]}}, 'ssm'],
		['ssm:sendCommand', {ServiceRoleArn: role}, 'ssm'],
		['redshiftserverless:createNamespace', {NamespaceName: 'n', IamRoles: [role]}, null],
		['redshift:modifyClusterIamRoles', {AddIamRoles: [role]}, null],
		['iot:createTopicRule', {TopicRulePayload: {Actions: [{Sqs: {RoleArn: role}}]}}, 'iot'],
		['cloudformation:createStack', {StackName: 's', RoleARN: role}, 'cloudformation'],
		['cloudformation:updateStack', {StackName: 's', RoleArn: role}, 'cloudformation'],
		['ecs:registerTaskDefinition', {Family: 'f', TaskRoleArn: role}, 'ecs-tasks'],
		['batch:registerJobDefinition', {ContainerProperties: {JobRoleArn: role}}, 'ecs-tasks'],
		['backup:startBackupJob', {IamRoleArn: role}, 'backup'],
		['rds:startExportTask', {IamRoleArn: role}, 'export.rds'],
		// AWS's reference asks for it where a role is taken away as well.
		['rds:removeRoleFromDBCluster', {RoleArn: role}, null],
		['s3control:createJob', {RoleArn: role}, 'batchoperations.s3'],
		['s3:putBucketReplication', {ReplicationConfiguration: {Role: role}}, 's3'],
		['firehose:createDeliveryStream', {S3DestinationConfiguration: {RoleARN: role}}, 'firehose'],
		['textract:startDocumentAnalysis', {NotificationChannel: {RoleArn: role}}, null],
		['datasync:createLocationS3', {S3Config: {BucketAccessRoleArn: role}}, null],
		['cloudwatchlogs:putSubscriptionFilter', {RoleArn: role}, null],
		['cognitoidentity:setIdentityPoolRoles', {Roles: {authenticated: role}}, null],
		['glue:createJob', {Role: 'worker'}, 'glue'],
		['iam:addRoleToInstanceProfile', {RoleName: 'worker'}, 'ec2'],
	])('%s %j', (call, parameters, service) => {
		expect(passed(call, parameters)).toEqual([[role, service && `${service}.amazonaws.com`]]);
		expect(
			neededPermissions(task(`aws-sdk:${call}`, parameters), place)[0]?.statements.filter(
				({actions, inferred}) => actions.includes('iam:PassRole') && !inferred,
			),
		).toHaveLength(1);
	});
});

test.each([
	[
		'ec2:associateIamInstanceProfile',
		{IamInstanceProfile: {Arn: 'arn:aws:iam::1:instance-profile/p'}},
	],
	['ec2:runInstances', {IamInstanceProfile: {Name: 'p'}}],
	['autoscaling:createLaunchConfiguration', {IamInstanceProfile: 'p'}],
])('%s passes the role of a profile, which is not known', (call, parameters) => {
	const [only, ...others] = passedRoles(task(`aws-sdk:${call}`, parameters), null, place);

	expect(others).toEqual([]);
	expect(only?.roleArn).toBeNull();
	expect(only?.unknown).toContain('the role of the instance profile is not in the definition');
	expect(only && unknownRoleStatement(only, place)).toMatchObject([
		{actions: ['iam:PassRole'], byName: true},
	]);
	expect(only?.when).toBeUndefined();
});

test.each<[string, unknown]>([
	['sts:assumeRole', {RoleArn: role}],
	['iam:getRole', {RoleName: 'worker'}],
	['kms:createGrant', {GranteePrincipal: role}],
	['lakeformation:grantPermissions', {Principal: {DataLakePrincipalIdentifier: role}}],
	['eks:createAccessEntry', {PrincipalArn: role}],
	['redshift:modifyClusterIamRoles', {RemoveIamRoles: [role]}],
	['neptune:listTagsForResource', {RoleArn: role}],
	['dynamodb:putItem', {Item: {RoleArn: {S: role}}}],
	['lambda:invoke', {Payload: {RoleArn: role}}],
	['sfn:startExecution', {Input: {RoleArn: role}}],
	['ssm:sendCommand', {Parameters: {RoleArn: [role]}}],
	['emrcontainers:createManagedEndpoint', {ExecutionRoleArn: role}],
	['ec2:createLaunchTemplate', {LaunchTemplateData: {IamInstanceProfile: {Name: 'p'}}}],
])('%s %j hands a role to no service', (call, parameters) => {
	expect(passed(call, parameters)).toEqual([]);
});
