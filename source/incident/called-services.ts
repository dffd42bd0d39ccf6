import type {Expression} from './recognition.ts';

/** As Step Functions names a called service in an error: `DynamoDB` or `DynamoDb`, `ECS` or `Ecs`, `BedrockRuntime`, … */
const names = `
AccessAnalyzer Account Acm AcmPca Amplify ApiGateway ApiGatewayV2 AppConfig AppConfigData AppFlow AppRunner AppSync
ApplicationAutoScaling Athena AuditManager AutoScaling Backup Batch Bedrock BedrockAgent BedrockAgentRuntime
BedrockDataAutomation BedrockDataAutomationRuntime BedrockRuntime BedrockAgentCore Budgets Chatbot Chime CleanRooms
CloudControl CloudFormation CloudFront CloudHsmV2 CloudSearch CloudTrail CloudWatch CloudWatchEvents CloudWatchLogs
CodeArtifact CodeBuild CodeCommit CodeDeploy CodePipeline CognitoIdentity CognitoIdentityProvider Comprehend
ComprehendMedical Config Connect ConnectCampaigns CostAndUsageReport CostExplorer DataBrew DataExchange DataPipeline
DataSync DataZone Dax Detective DevOpsGuru DirectConnect Dlm DocDb Dms DatabaseMigration Drs DynamoDb DynamoDbStreams Ebs
Ec2 Ecr EcrPublic Ecs Efs Eks ElastiCache ElasticBeanstalk ElasticLoadBalancing ElasticLoadBalancingV2
ElasticMapReduce ElasticTranscoder Elasticsearch Emr EmrContainers EmrServerless EventBridge Events Evidently Finspace
Firehose Fis Fms Forecast ForecastQuery FraudDetector Fsx GameLift Glacier Glue GlueDataBrew Greengrass GreengrassV2
GroundStation GuardDuty HealthLake Iam IdentityStore Imagebuilder Inspector Inspector2 Iot IotAnalytics
IotDataPlane Ivs Kafka Kendra Keyspaces Kinesis KinesisAnalytics KinesisAnalyticsV2 Kms LakeFormation Lambda
LexModelsV2 LexRuntimeV2 Lightsail Location LookoutVision Macie2 MachineLearning ManagedGrafana
MarketplaceMetering MediaConvert MediaConnect MediaLive MediaPackage MediaStore Mgn MigrationHub Mq Mwaa Neptune
NeptuneGraph NetworkFirewall NetworkManager Omics OpenSearch OpenSearchServerless Organizations Outposts Personalize
PersonalizeEvents PersonalizeRuntime Pinpoint PinpointEmail Pipes Polly Pricing QApps QBusiness QuickSight Ram Rds RdsData
Redshift RedshiftData RedshiftServerless Rekognition ResourceExplorer2 ResourceGroups ResourceGroupsTaggingApi
RolesAnywhere Route53 Route53Domains Route53Resolver Rum S3 S3Control S3Outposts S3Tables S3Vectors SageMaker
SageMakerFeatureStoreRuntime SageMakerRuntime SavingsPlans Scheduler Schemas SecretsManager SecurityHub SecurityLake
ServerlessApplicationRepository ServiceCatalog ServiceDiscovery ServiceQuotas Ses SesV2 Sfn Shield Signer Sms Snowball
Sns Sqs Ssm SsmIncidents Sso SsoAdmin StepFunctions StorageGateway Sts Support Swf Synthetics Textract
TimestreamQuery TimestreamWrite Transcribe Transfer Translate VerifiedPermissions VpcLattice Waf WafRegional Wafv2
WellArchitected Wisdom WorkDocs WorkMail WorkSpaces XRay
`;

/** Capitals beyond the first differ between integrations: `Sns`, `SNS`. */
const known = new Set(names.split(/\s+/).filter(Boolean).map(asWritten));

function asWritten(name: string): string {
	return name.slice(0, 1) + name.slice(1).toLowerCase();
}

export const isServiceName = (name: string): boolean =>
	known.has(asWritten(name)) || known.has(asWritten(name.replace(/^(?:AWS|Amazon)/, '')));

const qualifiedError =
	/(?<![\w.:/@$\\-])(?<!\b(?:instanceof|import|catch|new|except) )([A-Z]\w{1,60})\.(?:[A-Z]\w{1,60}(?:Exception|Error|Fault|Failed|Entry|Denied|Exceeded|NotFound|DoesNotExist|Unknown|InUse|State)|No(?:Such|nExistent)[A-Z]\w{1,40}|NotFound|Unknown|[345]\d\d)\b(?!\()/g;

/** A service and the name of its error, in any capitals: `DynamoDB.ConditionalCheckFailedException`. Programs qualify theirs. */
export const serviceError: Expression = {
	source: qualifiedError.source,
	test: text => findServiceError(text) !== null,
	exec: text => findServiceError(text),
};

function findServiceError(text: string): RegExpExecArray | null {
	for (const found of text.matchAll(qualifiedError)) {
		if (isServiceName(found[1] ?? '')) {
			return found;
		}
	}

	return null;
}

/** What a called service answered, as the Java SDK, in which Step Functions calls it, puts it. */
export type ServiceAnswer = {
	service: string;
	status: number;
	/** The error's own name, without the service. */
	code: string | null;
	/** The sentence before it, which says why. */
	message: string | null;
};

const suffix =
	/\(Service: ([\w .-]{2,60})[;,] Status Code: (\d{3})(?:[;,] Error Code: ([\w.]{2,80}))?/i;
const beforeMessage =
	/^.*(?:["']?\b[Cc]ause["'*]{0,3} ?(?::|=>?)? ?["'*]{0,3}|\b[A-Z]\w{1,40}\.[A-Za-z]\w{2,60}["':,;*]{0,4} |["']message["'] ?: ?["'])/;

export function serviceAnswer(text: string): ServiceAnswer | null {
	const found = suffix.exec(text);

	if (!found) {
		return null;
	}

	const before = text.slice(Math.max(0, found.index - 600), found.index);
	const message = before.replace(beforeMessage, '').replace(/^[\s"':,]+|[\s"']+$/g, '');
	const name = serviceError.exec(text)?.[0].split('.').at(-1) ?? null;

	return {
		service: found[1] ?? '',
		status: Number(found[2]),
		code: found[3] ?? name,
		message: message && message !== 'null' ? message : null,
	};
}
