/**
 * Parameters that name the resource of an ARN's placeholder, where the names tell no more.
 * All are compared without regard to case: Step Functions writes every parameter in PascalCase.
 */
export const parametersOfPlaceholder: Record<string, readonly string[]> = {
	BucketName: ['Bucket', 'VectorBucketName'],
	GroupFriendlyName: ['AutoScalingGroupName'],
	Id: ['HostedZoneId'],
	LogGroupName: ['LogGroupName', 'LogGroupNames[]', 'LogGroupIdentifier', 'LogGroupIdentifiers[]'],
	ObjectName: ['Key', 'Delete.Objects[].Key'],
	QueueName: ['QueueUrl'],
	TopicName: ['TopicArn', 'TargetArn'],
	ParameterNameWithoutLeadingSlash: ['Name', 'Names[]', 'Path'],
	StateMachineName: ['StateMachineArn'],
	ActivityName: ['ActivityArn'],
	TaskDefinitionFamilyName: ['TaskDefinition', 'Family'],
	TableName: ['TableName', 'RequestItems{}', 'TransactItems[].Get.TableName', 'TableArn'],
	DbInstanceName: ['DbInstanceIdentifier'],
	DbClusterInstanceName: ['DbClusterIdentifier'],
	SnapshotName: ['DbSnapshotIdentifier'],
	ClusterSnapshotName: ['DbClusterSnapshotIdentifier'],
	ClusterId: ['ClusterId', 'JobFlowId', 'JobFlowIds[]'],
	SecurityGroupId: ['GroupId', 'GroupIds[]', 'SecurityGroupIds[]', 'Groups[]'],
	InstanceId: ['InstanceId', 'InstanceIds[]', 'Targets[].Id'],
	EventBusName: ['EventBusName', 'Entries[].EventBusName'],
	UserNameWithPath: ['UserName'],
	RoleNameWithPath: ['RoleName'],
	GroupNameWithPath: ['GroupName'],
	PolicyNameWithPath: ['PolicyArn'],
	RuleName: ['Rule', 'Name'],
	JobQueueName: ['JobQueue'],
	JobDefinitionName: ['JobDefinition'],
};

/**
 * Actions with a resource level that most calls do not use: without a lexicon, a terminology or a
 * dataset AWS asks for `*`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpolly.html
 */
export const usuallyWithoutResource = new Set([
	'cloudwatch:PutMetricData',
	'polly:StartSpeechSynthesisTask',
	'polly:SynthesizeSpeech',
	'translate:TranslateDocument',
	'translate:TranslateText',
]);
