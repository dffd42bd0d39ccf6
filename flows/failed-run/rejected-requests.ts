import type {ServiceAnswer} from '../../source/incident/called-services.ts';

/** What to do about a service's own error. The first row whose pattern fits `Service.Name: sentence` counts. */
export type RejectedRequest = {
	error: RegExp;
	advice: string;
	/** Whether the same request can succeed later. */
	retry: 'useless' | 'later';
};

const rejectedRequests: readonly RejectedRequest[] = [
	{
		error: /ConditionalCheckFailed/i,
		advice:
			'A failed condition is an answer, not a fault: the item exists already, is missing, or has changed. Catch this error and continue from there.',
		retry: 'useless',
	},
	{
		error: /TransactionCanceled/i,
		advice:
			'Read the cancellation reasons in the cause, one for each item of the transaction. ConditionalCheckFailed is an answer to catch; TransactionConflict is worth a Retry.',
		retry: 'later',
	},
	{
		error: /dynamo\w*\.\w+: .*(?:key|attribute|AttributeValue|expression|item)/i,
		advice:
			'Compare Key, Item and the expressions of the state with the key schema of the table. Every value needs its type, for example {"S": "…"} or {"N": "7"}.',
		retry: 'useless',
	},
	{
		error: /CrawlerRunning|crawler .{0,80}(?:running|already)/i,
		advice:
			'The crawler is still running. Add a Retry for Glue.CrawlerRunningException with IntervalSeconds of a minute or more, or catch the error and wait for the run in progress.',
		retry: 'later',
	},
	{
		error: /TaskDefinition is inactive|task ?definition.{0,80}inactive/i,
		advice:
			'The state names a revision of the task definition that was deregistered. Deploy the state machine again, or name only the family (without ":revision"), so that ECS uses the latest active revision.',
		retry: 'useless',
	},
	{
		error: /No Container Instances were found/i,
		advice:
			'The cluster has no registered container instances. Check the capacity provider or Auto Scaling group of the cluster, or set LaunchType to FARGATE.',
		retry: 'later',
	},
	{
		error: /Override.{0,40}container named|is not a container in the TaskDefinition/i,
		advice:
			'The name in Overrides.ContainerOverrides must be the name of a container in the task definition. List them: aws ecs describe-task-definition --task-definition <family> --query "taskDefinition.containerDefinitions[].name".',
		retry: 'useless',
	},
	{
		error: /AmazonECS\.Unknown|\bFailures\b.{0,200}\bReason\b/i,
		advice:
			'ECS accepted the call and could not place the task. The cause lists the reason of each failure: RESOURCE:CPU or RESOURCE:MEMORY means that no instance has room, AGENT that an agent is disconnected, MISSING that the resource does not exist.',
		retry: 'later',
	},
	{
		error: /on-demand throughput|inference profile/i,
		advice:
			'This model can only be called through an inference profile. Set ModelId to the ID or ARN of an inference profile that contains the model: aws bedrock list-inference-profiles. The role needs bedrock:InvokeModel on the profile and on the model in every Region of the profile.',
		retry: 'useless',
	},
	{
		error: /bedrock\w*\.\w+: .*(?:Malformed input|schema violation|extraneous key|required key)/i,
		advice:
			'The Body of the state does not have the form that this model expects. Compare it with the inference parameters of the model; each model family has its own.',
		retry: 'useless',
	},
	{
		error:
			/Lambda\.ResourceConflict|The operation cannot be performed at this time|update is in progress|function is currently in the following state: Pending/i,
		advice:
			'The function is being updated. Add a Retry for Lambda.ResourceConflictException with IntervalSeconds of some seconds.',
		retry: 'later',
	},
	{
		error: /athena\.\w+: .*(?:mismatched input|line \d+:\d+|SYNTAX_ERROR|Queries of this type)/i,
		advice:
			'Athena could not parse the query. Run the query as sent, with its values filled in, in the Athena console.',
		retry: 'useless',
	},
	{
		error: /output (?:bucket|location)/i,
		advice:
			'Set a result location: ResultConfiguration.OutputLocation in the state, or the result location of the workgroup. The bucket must be in the same Region.',
		retry: 'useless',
	},
	{
		error: /MessageGroupId|MessageDeduplicationId|ContentBasedDeduplication/i,
		advice:
			'The target is FIFO: set MessageGroupId, and MessageDeduplicationId unless content-based deduplication is on. A standard queue or topic takes neither.',
		retry: 'useless',
	},
	{
		error: /No updates are to be performed/i,
		advice: 'CloudFormation has nothing to change. Catch the error and continue.',
		retry: 'useless',
	},
	{
		error: /Status Code: 301|PermanentRedirect|AuthorizationHeaderMalformed/i,
		advice:
			'The bucket is in another Region than the state machine. Step Functions calls S3 in its own Region: use a bucket there, or call through a Lambda function.',
		retry: 'useless',
	},
	{
		error:
			/JobDefinition.{0,80}(?:not ACTIVE|inactive)|JobQueue.{0,80}(?:not VALID|disabled|must be in the ENABLED)/i,
		advice:
			'The job definition is deregistered or the job queue is disabled. Name the job definition without a revision to use the latest active one, and check the queue: aws batch describe-job-queues.',
		retry: 'useless',
	},
	{
		error: /FailedEntry/i,
		advice:
			'EventBridge refused one or more entries of PutEvents. The cause lists ErrorCode and ErrorMessage of each: check Detail (JSON of at most 256 KB), DetailType, Source and EventBusName.',
		retry: 'useless',
	},
	{
		error: /ConnectionResource\.(?:InvalidConnectionState|InvalidPrivateConnectionState)/i,
		advice:
			'The EventBridge connection is not authorized. See its state and the reason: aws events describe-connection --name <connection>. Update its credentials until it is AUTHORIZED.',
		retry: 'useless',
	},
	{
		error: /ConnectionResource\.(?:AuthInProgress|ConcurrentModification|InternalError)/i,
		advice:
			'The EventBridge connection is being authorized or changed. Add a Retry for this error with IntervalSeconds of some seconds.',
		retry: 'later',
	},
	{
		error: /Missing Authentication Token/i,
		advice:
			'API Gateway knows no such route, or the route expects a signed request. Check ApiEndpoint, Stage, Path and Method of the state, and set AuthType to IAM_ROLE where the method uses IAM authorization.',
		retry: 'useless',
	},
	{
		error: /\bEKS\.(?:401|403)\b/i,
		advice:
			'The Kubernetes API refused the call; IAM has no part in it. Map the state machine role in the cluster (an access entry, or the aws-auth ConfigMap) and give it RBAC permissions.',
		retry: 'useless',
	},
	{
		error: /InvalidInstanceId|not in (?:a )?valid state for account/i,
		advice:
			'Systems Manager does not manage this instance, or the instance is stopped. Check it: aws ssm describe-instance-information.',
		retry: 'useless',
	},
	{
		error:
			/InUse|Running\w*Exception|Conflict|InProgress|Invalid\w{0,30}State|NotReady|Pending|ConcurrentModification|IncorrectState|OperationAborted|NotAvailable|Incorrect\w{1,20}State|is not in (?:a |the )?\w{0,20} ?state/i,
		advice:
			'The resource is busy or not in the state that the operation needs. Add a Retry that names this error with a wait, or wait for the resource before this state.',
		retry: 'later',
	},
	{
		error:
			/Status Code: 5\d\d|InternalServer|InternalFailure|InternalError|ServiceUnavailable|ServerException|ServiceException/i,
		advice:
			'The service itself failed. Add a Retry that names this error with BackoffRate, and look at the AWS Health Dashboard if it lasts.',
		retry: 'later',
	},
];

/** The row for an error; the name alone is enough. */
export const rejectedRequest = (
	errorName: string | null,
	answer: ServiceAnswer | null,
	text: string,
): RejectedRequest | null => {
	const said = `${errorName ?? ''}: ${answer?.message ?? text.slice(0, 2000)} ${answer?.code ?? ''} ${answer ? `Status Code: ${answer.status}` : ''}`;
	return rejectedRequests.find(({error}) => error.test(said)) ?? null;
};
