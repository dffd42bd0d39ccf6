/** How CloudFormation answers Ref and GetAtt for a type of resource. */
export type Naming = {
	/** The property that names it; without it CloudFormation makes up a name. */
	property: string | null;
	/** Of its ARN: `SERVICE:REGION:ACCOUNT:RESOURCE` with `NAME` in it; `-` leaves out the region or account. */
	arn: string;
	ref: 'name' | 'arn' | 'url';
};

const named = (property: string | null, arn: string, ref: Naming['ref'] = 'name'): Naming => ({
	property,
	arn,
	ref,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
export const resourceNaming: Record<string, Naming> = {
	'AWS::Lambda::Function': named('FunctionName', 'lambda:R:A:function:NAME'),
	'AWS::Serverless::Function': named('FunctionName', 'lambda:R:A:function:NAME'),
	'AWS::StepFunctions::StateMachine': named(
		'StateMachineName',
		'states:R:A:stateMachine:NAME',
		'arn',
	),
	'AWS::Serverless::StateMachine': named('Name', 'states:R:A:stateMachine:NAME', 'arn'),
	'AWS::StepFunctions::Activity': named('Name', 'states:R:A:activity:NAME', 'arn'),
	'AWS::SQS::Queue': named('QueueName', 'sqs:R:A:NAME', 'url'),
	'AWS::SNS::Topic': named('TopicName', 'sns:R:A:NAME', 'arn'),
	'AWS::DynamoDB::Table': named('TableName', 'dynamodb:R:A:table/NAME'),
	'AWS::DynamoDB::GlobalTable': named('TableName', 'dynamodb:R:A:table/NAME'),
	'AWS::Serverless::SimpleTable': named('TableName', 'dynamodb:R:A:table/NAME'),
	'AWS::S3::Bucket': named('BucketName', 's3:-:-:NAME'),
	'AWS::IAM::Role': named('RoleName', 'iam:-:A:role/NAME'),
	'AWS::IAM::ManagedPolicy': named('ManagedPolicyName', 'iam:-:A:policy/NAME', 'arn'),
	'AWS::ECS::Cluster': named('ClusterName', 'ecs:R:A:cluster/NAME'),
	'AWS::Events::EventBus': named('Name', 'events:R:A:event-bus/NAME'),
	'AWS::Logs::LogGroup': named('LogGroupName', 'logs:R:A:log-group:NAME:*'),
	'AWS::CodeBuild::Project': named('Name', 'codebuild:R:A:project/NAME'),
	'AWS::Batch::JobQueue': named('JobQueueName', 'batch:R:A:job-queue/NAME', 'arn'),
	'AWS::KMS::Key': named(null, 'kms:R:A:key/NAME'),
	'AWS::Athena::WorkGroup': named('Name', 'athena:R:A:workgroup/NAME'),
	'AWS::Glue::Job': named('Name', 'glue:R:A:job/NAME'),
	'AWS::Glue::Crawler': named('Name', 'glue:R:A:crawler/NAME'),
	'AWS::Kinesis::Stream': named('Name', 'kinesis:R:A:stream/NAME'),
	'AWS::KinesisFirehose::DeliveryStream': named(
		'DeliveryStreamName',
		'firehose:R:A:deliverystream/NAME',
	),
};

/** Attributes that are the ARN or the name under another word. */
export const attributeMeaning: Record<string, 'arn' | 'name' | 'url'> = {
	Arn: 'arn',
	TopicArn: 'arn',
	PolicyArn: 'arn',
	JobQueueArn: 'arn',
	QueueName: 'name',
	TopicName: 'name',
	Name: 'name',
	QueueUrl: 'url',
	KeyId: 'name',
};
