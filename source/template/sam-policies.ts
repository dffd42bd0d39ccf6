import type {Statement} from '../policy/document.ts';

type Fill = (parameter: string) => string;
type PolicyTemplate = (fill: Fill, arn: (rest: string) => string) => Statement[];

const allow = (actions: string, ...resources: string[]): Statement => ({
	Effect: 'Allow',
	Action: actions.split(' '),
	Resource: resources,
});

const table =
	(actions: string): PolicyTemplate =>
	(fill, arn) => [
		allow(
			actions.replace(/\S+/g, action => `dynamodb:${action}`),
			arn(`dynamodb:R:A:table/${fill('TableName')}`),
			arn(`dynamodb:R:A:table/${fill('TableName')}/index/*`),
		),
	];

const bucket =
	(actions: string): PolicyTemplate =>
	(fill, arn) => [
		allow(
			actions.replace(/\S+/g, action => `s3:${action}`),
			arn(`s3:::${fill('BucketName')}`),
			arn(`s3:::${fill('BucketName')}/*`),
		),
	];

/**
 * The policy templates of SAM that grant what Step Functions calls directly. The others are unknown here.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
export const samPolicies: Record<string, PolicyTemplate> = {
	LambdaInvokePolicy: (fill, arn) => [
		allow('lambda:InvokeFunction', arn(`lambda:R:A:function:${fill('FunctionName')}*`)),
	],
	StepFunctionsExecutionPolicy: (fill, arn) => [
		allow('states:StartExecution', arn(`states:R:A:stateMachine:${fill('StateMachineName')}`)),
	],
	SQSSendMessagePolicy: (fill, arn) => [
		allow('sqs:SendMessage*', arn(`sqs:R:A:${fill('QueueName')}`)),
	],
	SNSPublishMessagePolicy: (fill, arn) => [
		allow('sns:Publish', arn(`sns:R:A:${fill('TopicName')}`)),
	],
	EventBridgePutEventsPolicy: (fill, arn) => [
		allow('events:PutEvents', arn(`events:R:A:event-bus/${fill('EventBusName')}`)),
	],
	DynamoDBCrudPolicy: table(
		'GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable ConditionCheckItem',
	),
	DynamoDBReadPolicy: table('GetItem Scan Query BatchGetItem DescribeTable'),
	DynamoDBWritePolicy: table('PutItem UpdateItem BatchWriteItem'),
	S3ReadPolicy: bucket(
		'GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration',
	),
	S3WritePolicy: bucket('PutObject PutObjectAcl PutLifecycleConfiguration'),
	S3CrudPolicy: bucket(
		'GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration PutLifecycleConfiguration DeleteObject',
	),
};
