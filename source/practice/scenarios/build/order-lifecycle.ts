import {accountId, functionArn, stateMachineArn} from './names.ts';
import {policy} from './policies.ts';
import {network, renderer} from './reporting-cluster.ts';
import {allows, managedRule} from './statements.ts';
import {ecsArn, inOrder, invoke, queueUrl, tableArn, task, topicArn} from './states.ts';

export const lifecycle = {name: 'order-lifecycle', role: 'order-lifecycle-role'};

/** Twelve states of many integrations; two of them learn what they call only from their input. */
export const lifecycleDefinition = inOrder({
	'Check order': invoke('order-check', {
		Retry: [{ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 4}],
	}),
	'Is it paid': {
		Type: 'Choice',
		Choices: [{Variable: '$.paid', BooleanEquals: true, Next: 'Store order'}],
		Default: 'Remind customer',
	},
	'Remind customer': task(
		'sqs:sendMessage.waitForTaskToken',
		{
			QueueUrl: queueUrl('payment-reminders'),
			MessageBody: {'token.$': '$$.Task.Token', 'order.$': '$'},
		},
		{HeartbeatSeconds: 86_400, ResultPath: null},
	),
	'Store order': task(
		'dynamodb:putItem',
		{
			TableName: 'orders',
			Item: {id: {'S.$': '$.order'}},
		},
		{ResultPath: null},
	),
	'Reserve stock': task(
		'states:startExecution.sync:2',
		{
			StateMachineArn: stateMachineArn('stock-sync'),
			Input: {'order.$': '$.order'},
		},
		{ResultPath: null},
	),
	'Render papers': task(
		'ecs:runTask.sync',
		{
			LaunchType: 'FARGATE',
			Cluster: ecsArn('cluster/reporting'),
			TaskDefinition: `${renderer.family}:7`,
			NetworkConfiguration: {
				AwsvpcConfiguration: {Subnets: network.subnets, SecurityGroups: network.securityGroups},
			},
		},
		{ResultPath: null},
	),
	'Keep papers': task(
		'aws-sdk:s3:copyObject',
		{
			Bucket: `papers-${accountId}`,
			'Key.$': '$.order',
			CopySource: `papers-draft-${accountId}/latest.pdf`,
		},
		{ResultPath: null},
	),
	'Pack parcels': {
		Type: 'Map',
		ItemsPath: '$.parcels',
		MaxConcurrency: 5,
		ItemProcessor: {
			StartAt: 'Pack parcel',
			States: {'Pack parcel': invoke('order-pack', {End: true})},
		},
		ResultPath: null,
	},
	'Notify carrier': task(
		'lambda:invoke',
		{
			'FunctionName.$': '$.carrier.functionArn',
			'Payload.$': '$',
		},
		{ResultPath: null},
	),
	'Tell everybody': {
		Type: 'Parallel',
		Branches: [
			branch(
				'Tell customer',
				task(
					'sns:publish',
					{TopicArn: topicArn('order-shipped'), 'Message.$': '$.order'},
					{End: true},
				),
			),
			branch(
				'Tell partner',
				task(
					'sqs:sendMessage',
					{'QueueUrl.$': '$.partner.queueUrl', 'MessageBody.$': '$'},
					{End: true},
				),
			),
		],
		ResultPath: null,
	},
	'Report order': task(
		'events:putEvents',
		{
			Entries: [
				{Source: 'shop.orders', DetailType: 'OrderShipped', EventBusName: 'shop', 'Detail.$': '$'},
			],
		},
		{ResultPath: null},
	),
	'Update warehouse': task('glue:startJobRun.sync', {JobName: 'orders-to-warehouse'}),
});

function branch(name: string, state: object) {
	return {StartAt: name, States: {[name]: state}};
}

/**
 * Missing: following the nested execution, passing both roles of the ECS task, reading the draft, the
 * carrier's function, the event bus, and Glue.
 */
export const lifecyclePermissions: Record<string, string> = {
	'invoke-functions': policy(
		allows(
			'lambda:InvokeFunction',
			['order-check', 'order-pack'].flatMap(name => [functionArn(name), `${functionArn(name)}:*`]),
		),
	),
	'orders-table': policy(allows('dynamodb:PutItem', tableArn('orders'))),
	messages: policy(
		allows('sqs:SendMessage', '*'),
		allows('sns:Publish', topicArn('order-shipped')),
	),
	'nested-and-tasks': policy(
		allows('states:StartExecution', stateMachineArn('stock-sync')),
		allows('ecs:RunTask', ecsArn(`task-definition/${renderer.family}:*`)),
		allows(['ecs:StopTask', 'ecs:DescribeTasks'], '*'),
		managedRule('StepFunctionsGetEventsForECSTaskRule'),
		managedRule('StepFunctionsGetEventsForStepFunctionsExecutionRule'),
	),
	papers: policy(allows(['s3:GetObject', 's3:PutObject'], [`arn:aws:s3:::papers-${accountId}/*`])),
};
