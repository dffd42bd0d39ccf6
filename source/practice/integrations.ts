import {parseArn} from '../aws/arn.ts';
import {type JsonObject, member} from '../json.ts';
import type {AuthorizationRequest} from './access/role.ts';
import {patternIn} from './definition/read.ts';
import type {AccountState} from './state.ts';

type Here = Pick<AccountState, 'partition' | 'region' | 'accountId'>;

/** What a service asks IAM for before it takes a call, and what it answers. */
export type PracticeIntegration = {
	asks(parameters: JsonObject, here: Here): AuthorizationRequest[];
	/** With what Step Functions polls for the end of the job. */
	polls?(parameters: JsonObject, here: Here): AuthorizationRequest[];
	answer?(id: string): unknown;
};

const arnOf =
	(service: string, resource: (name: string) => string) =>
	(name: unknown, {partition, region, accountId}: Here): string => {
		const text = String(name ?? '');

		return parseArn(text)
			? text
			: `arn:${partition}:${service}:${region}:${accountId}:${resource(text)}`;
	};

const table = arnOf('dynamodb', name => `table/${name}`);
const bus = arnOf('events', name => `event-bus/${name || 'default'}`);
const job = arnOf('glue', name => `job/${name}`);
const jobQueue = arnOf('batch', name => `job-queue/${name}`);
const jobDefinition = arnOf('batch', name => `job-definition/${name}`);

/** The last two parts of a queue's URL are its account and its name. */
function queue(url: unknown, {partition, region}: Here): string {
	const [account, name] = String(url ?? '')
		.split('/')
		.slice(-2);

	return `arn:${partition}:sqs:${region}:${account}:${name}`;
}

const object = (bucket: unknown, key: unknown, {partition}: Here): string =>
	`arn:${partition}:s3:::${String(bucket)}/${String(key)}`;

const onTable = (action: string): PracticeIntegration => ({
	asks: ({TableName: name}, here) => [{action: `dynamodb:${action}`, resource: table(name, here)}],
	answer: () => ({SdkHttpMetadata: {HttpStatusCode: 200}}),
});

const onObject = (action: string): PracticeIntegration => ({
	asks: ({Bucket: bucket, Key: key}, here) => [{action, resource: object(bucket, key, here)}],
});

/**
 * By the Resource of a Task without `arn:…:states:::` and without its pattern. Lambda, ECS and Step Functions
 * have files of their own. Actions and resource types are those of the Service Authorization Reference.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const integrations: Record<string, PracticeIntegration> = {
	'sns:publish': {
		asks: ({TopicArn: topic, TargetArn: target}) => [
			{action: 'sns:Publish', resource: String(topic ?? target ?? '*')},
		],
		answer: id => ({MessageId: id}),
	},
	'sqs:sendMessage': {
		asks: ({QueueUrl: url}, here) => [{action: 'sqs:SendMessage', resource: queue(url, here)}],
		answer: id => ({MessageId: id, MD5OfMessageBody: id.replaceAll('-', '')}),
	},
	'dynamodb:getItem': {...onTable('GetItem'), answer: () => ({Item: {}})},
	'dynamodb:putItem': onTable('PutItem'),
	'dynamodb:updateItem': onTable('UpdateItem'),
	'dynamodb:deleteItem': onTable('DeleteItem'),
	'events:putEvents': {
		asks: ({Entries: entries}, here) =>
			(Array.isArray(entries) ? entries : []).map(entry => ({
				action: 'events:PutEvents',
				resource: bus(member(entry, 'EventBusName'), here),
			})),
		answer: id => ({Entries: [{EventId: id}], FailedEntryCount: 0}),
	},
	'glue:startJobRun': {
		asks: ({JobName: name}, here) => [{action: 'glue:StartJobRun', resource: job(name, here)}],
		polls: ({JobName: name}, here) => [{action: 'glue:GetJobRun', resource: job(name, here)}],
		answer: id => ({JobRunId: `jr_${id.replaceAll('-', '')}`}),
	},
	// Batch asks twice: for what is run, and for where.
	'batch:submitJob': {
		asks: ({JobDefinition: definition, JobQueue: target}, here) => [
			{action: 'batch:SubmitJob', resource: jobDefinition(definition, here)},
			{action: 'batch:SubmitJob', resource: jobQueue(target, here)},
		],
		polls: () => [{action: 'batch:DescribeJobs', resource: '*'}],
		answer: id => ({JobId: id, JobName: 'job'}),
	},
	'codebuild:startBuild': {
		asks: ({ProjectName: name}, here) => [
			{
				action: 'codebuild:StartBuild',
				resource: arnOf('codebuild', each => `project/${each}`)(name, here),
			},
		],
		polls: ({ProjectName: name}, here) => [
			{
				action: 'codebuild:BatchGetBuilds',
				resource: arnOf('codebuild', each => `project/${each}`)(name, here),
			},
		],
	},
	'aws-sdk:s3:getObject': onObject('s3:GetObject'),
	'aws-sdk:s3:putObject': onObject('s3:PutObject'),
	'aws-sdk:s3:deleteObject': onObject('s3:DeleteObject'),
	// A copy reads its source, `bucket/key`, as well.
	'aws-sdk:s3:copyObject': {
		asks: ({Bucket: bucket, Key: key, CopySource: source}, here) => {
			const [, from, path] = /^\/?([^/]*)\/(.*)$/s.exec(String(source)) ?? [];

			return [
				{action: 's3:GetObject', resource: object(from, path, here)},
				{action: 's3:PutObject', resource: object(bucket, key, here)},
			];
		},
	},
};

/** Of other calls through the SDK the action is known, and its resource is not: it is asked for on `*`. */
export function integrationOf(operation: string): PracticeIntegration | null {
	const [sdk, service = '', call = ''] = operation.split(':');

	if (Object.hasOwn(integrations, operation)) {
		return integrations[operation] ?? null;
	}

	return sdk === 'aws-sdk'
		? {
				asks: () => [
					{
						action: `${iamPrefixes[service] ?? service}:${call.charAt(0).toUpperCase()}${call.slice(1)}`,
						resource: '*',
					},
				],
			}
		: null;
}

const iamPrefixes: Record<string, string> = {
	sfn: 'states',
	eventbridge: 'events',
	cloudwatchlogs: 'logs',
	sesv2: 'ses',
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
const managedRules: Record<string, string> = {
	'ecs:runTask': 'StepFunctionsGetEventsForECSTaskRule',
	'batch:submitJob': 'StepFunctionsGetEventsForBatchJobsRule',
	'states:startExecution': 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
	'codebuild:startBuild': 'StepFunctionsGetEventForCodeBuildStartBuildRule',
	'sagemaker:createTrainingJob': 'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
	'sagemaker:createTransformJob': 'StepFunctionsGetEventsForSageMakerTransformJobsRule',
	'mediaconvert:createJob': 'StepFunctionsGetEventsForMediaConvertJobRule',
	'emr-serverless:startJobRun': 'StepFunctionsGetEventsForEMRServerlessJobRule',
};

/** The EventBridge rule that reports the end of a `.sync` job; null where Step Functions only polls. */
export function managedRuleOf(integration: string): string | null {
	const {operation, pattern} = patternIn(integration);

	return pattern === 'sync' ? (managedRules[operation] ?? null) : null;
}
