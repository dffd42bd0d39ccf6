const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

const emr = {ClusterId: 'j-2AXXXXXXGAPLF'};
const application = {ApplicationId: '00f1abcde2fghij3'};
const build = {Id: 'orders-build:0f1e2d3c'};
const fargate = {ClusterName: 'shop', FargateProfileName: 'batch'};
const virtualCluster = {VirtualClusterId: 'vc1abc2def'};
const query = {QueryExecutionId: '8f2c0c2e-0000-4000-8000-123456789012'};
const table = {TableName: 'Orders', Key: {id: {'S.$': '$.id'}}};

/** Literal parameters for every integration, as a definition would have them; `.sync` and the like left off. */
export const integrationParameters: Record<string, Record<string, unknown>> = {
	'lambda:invoke': {FunctionName: 'charge-card', 'Payload.$': '$'},
	'ecs:runTask': {
		Cluster: 'arn:aws:ecs:eu-west-1:123456789012:cluster/orders',
		TaskDefinition: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/pack:7',
		Overrides: {ExecutionRoleArn: role('pack-execution'), TaskRoleArn: role('pack-task')},
	},
	'batch:submitJob': {JobName: 'nightly', JobQueue: 'main', JobDefinition: 'n:3', Tags: {a: 'b'}},
	'dynamodb:getItem': table,
	'dynamodb:putItem': table,
	'dynamodb:updateItem': table,
	'dynamodb:deleteItem': table,
	'sns:publish': {TopicArn: 'arn:aws:sns:eu-west-1:123456789012:orders', Message: 'x'},
	'sqs:sendMessage': {
		QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders',
		MessageBody: 'x',
	},
	'glue:startJobRun': {JobName: 'etl'},
	'sagemaker:createTrainingJob': {TrainingJobName: 'train-1', RoleArn: role('sagemaker')},
	'sagemaker:createTransformJob': {TransformJobName: 'transform-1', ModelName: 'm'},
	'sagemaker:createHyperParameterTuningJob': {
		HyperParameterTuningJobName: 'tune-1',
		TrainingJobDefinition: {RoleArn: role('sagemaker')},
	},
	'sagemaker:createProcessingJob': {ProcessingJobName: 'process-1', RoleArn: role('sagemaker')},
	'sagemaker:createLabelingJob': {LabelingJobName: 'label-1', RoleArn: role('sagemaker')},
	'sagemaker:createModel': {ModelName: 'm', ExecutionRoleArn: role('sagemaker'), Tags: []},
	'sagemaker:createEndpointConfig': {EndpointConfigName: 'c', Tags: []},
	'sagemaker:createEndpoint': {EndpointName: 'e', EndpointConfigName: 'c', Tags: []},
	'sagemaker:updateEndpoint': {EndpointName: 'e', EndpointConfigName: 'c', Tags: []},
	'elasticmapreduce:createCluster': {ServiceRole: 'emr-service', JobFlowRole: 'emr-nodes'},
	'elasticmapreduce:addStep': {...emr, ExecutionRoleArn: role('step')},
	'elasticmapreduce:terminateCluster': emr,
	'elasticmapreduce:cancelStep': {...emr, StepId: 's-1'},
	'elasticmapreduce:setClusterTerminationProtection': emr,
	'elasticmapreduce:modifyInstanceFleetByName': emr,
	'elasticmapreduce:modifyInstanceGroupByName': emr,
	'emr-containers:createVirtualCluster': {Name: 'vc'},
	'emr-containers:deleteVirtualCluster': {Id: 'vc1abc2def'},
	'emr-containers:startJobRun': {...virtualCluster, ExecutionRoleArn: role('spark')},
	'emr-serverless:createApplication': {Name: 'app', Type: 'SPARK'},
	'emr-serverless:startApplication': application,
	'emr-serverless:stopApplication': application,
	'emr-serverless:deleteApplication': application,
	'emr-serverless:startJobRun': {...application, ExecutionRoleArn: role('spark')},
	'emr-serverless:cancelJobRun': {...application, JobRunId: '00jobrun'},
	'codebuild:startBuild': {ProjectName: 'orders-build', ServiceRoleOverride: role('build')},
	'codebuild:stopBuild': build,
	'codebuild:batchDeleteBuilds': {Ids: ['orders-build:0f1e2d3c', 'site-build:1a2b']},
	'codebuild:batchGetReports': {
		ReportArns: ['arn:aws:codebuild:eu-west-1:123456789012:report/unit-tests:0f1e'],
	},
	'codebuild:startBuildBatch': {ProjectName: 'orders-build'},
	'codebuild:stopBuildBatch': build,
	'codebuild:retryBuildBatch': build,
	'codebuild:deleteBuildBatch': build,
	'athena:startQueryExecution': {QueryString: 'select 1', WorkGroup: 'reports'},
	'athena:stopQueryExecution': query,
	'athena:getQueryExecution': query,
	'athena:getQueryResults': query,
	'events:putEvents': {Entries: [{EventBusName: 'orders'}, {Source: 'shop'}]},
	'apigateway:invoke': {
		ApiEndpoint: 'a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com',
		Method: 'POST',
		Stage: 'prod',
		Path: '/orders/new',
		AuthType: 'IAM_ROLE',
	},
	'eks:createCluster': {Name: 'shop', RoleArn: role('eks')},
	'eks:createNodegroup': {ClusterName: 'shop', NodegroupName: 'big', NodeRole: role('nodes')},
	'eks:deleteCluster': {Name: 'shop'},
	'eks:deleteNodegroup': {ClusterName: 'shop', NodegroupName: 'big'},
	'eks:createFargateProfile': {...fargate, PodExecutionRoleArn: role('pods')},
	'eks:deleteFargateProfile': fargate,
	'eks:runJob': {ClusterName: 'shop'},
	'eks:call': {ClusterName: 'shop', Method: 'GET'},
	'states:startExecution': {
		StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:refund',
	},
	'aws-sdk:sfn:startSyncExecution': {
		StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:quote',
	},
	'bedrock:invokeModel': {
		ModelId: 'arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v2',
		Input: {S3Uri: 's3://prompts/in.json'},
		Output: {S3Uri: 's3://prompts/out.json'},
	},
	'bedrock:createModelCustomizationJob': {
		BaseModelIdentifier: 'amazon.titan-text-express-v1',
		RoleArn: role('customise'),
	},
	'bedrockagentcore:invokeHarness': {
		HarnessArn: 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:harness/h-1',
	},
	'mediaconvert:createJob': {Role: role('transcode'), Settings: {}},
	'databrew:startJobRun': {Name: 'clean'},
	'http:invoke': {
		ApiEndpoint: 'https://api.example.com/v1/charges',
		Method: 'POST',
		Authentication: {
			ConnectionArn: 'arn:aws:events:eu-west-1:123456789012:connection/pay/0f1e2d3c',
		},
	},
	'aws-sdk:scheduler:createSchedule': {
		GroupName: 'reminders',
		Target: {Arn: 'arn:aws:sqs:eu-west-1:123456789012:q', RoleArn: role('scheduler')},
	},
};
