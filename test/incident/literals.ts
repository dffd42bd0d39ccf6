import {account} from './wrappings.ts';

export type Literal = {
	message: string;
	flow: string | null;
	principal?: string;
	action?: string;
	resource?: string;
};

const session = 'qZtLwPnRkXsVbMhGfJdCyTaEuWiOoSvN';
const machineRole = `arn:aws:sts::${account}:assumed-role/StepFunctions-Orders-role-1a2b3c4d/${session}`;
const deployer = `arn:aws:sts::${account}:assumed-role/ci-deploy/build-4711`;
const machine = `arn:aws:states:eu-west-1:${account}:stateMachine:Orders`;
const lambda = `arn:aws:lambda:eu-west-1:${account}:function:charge-card:$LATEST`;
const suffixV1 =
	'Status Code: 400; Error Code: AccessDeniedException; Request ID: 6f1c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f; Proxy: null)';

const denied = (
	flow: string | null,
	principal: string,
	action: string,
	resource: string,
	context = '',
	before = '',
): Literal => ({
	message: `${before}User: ${principal} is not authorized to perform: ${action} on resource: ${resource}${context}`,
	flow,
	principal,
	action,
	resource,
});

const noIdentity = (action: string) =>
	` because no identity-based policy allows the ${action} action`;

/** AWS's sentences as it writes them, with invented names. */
export const literals: readonly Literal[] = [
	{
		message:
			'AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination',
		flow: 'log-destination-denied',
	},
	{
		message: `Resource handler returned message: "The state machine IAM Role is not authorized to access the Log Destination (Service: AWSStepFunctions; ${suffixV1}" (RequestToken: 0f3c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f, HandlerErrorCode: AccessDenied)`,
		flow: 'log-destination-denied',
	},
	{
		message: `Error: creating Step Functions State Machine (orders): operation error SFN: CreateStateMachine, https response error StatusCode: 400, RequestID: 6f1c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f, api error AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination`,
		flow: 'log-destination-denied',
	},
	{
		message:
			'InvalidLoggingConfiguration: Invalid Logging Configuration: The CloudWatch Logs Resource Policy size was exceeded. We suggest prefixing your CloudWatch log group name with /aws/vendedlogs/states/.',
		flow: 'log-policy-limit',
	},
	{
		message:
			'Failed to update CloudWatch Logs resource policy due to policy document length constraints',
		flow: 'log-policy-limit',
	},
	{
		message:
			'Resource limit exceeded. (Service: CloudWatchLogs, Status Code: 400, Request ID: 6f1c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f)',
		flow: 'log-policy-limit',
	},
	{
		message: 'Invalid Logging Configuration: Must specify exactly one Log Destination.',
		flow: 'logging-configuration-invalid',
	},
	{
		message: 'Invalid Logging Configuration: Log Destination not found.',
		flow: 'logging-configuration-invalid',
	},
	{
		message: `AccessDeniedException: 'arn:aws:iam::${account}:role/orders-machine' is not authorized to create managed-rule.`,
		flow: 'managed-rule-denied',
		principal: `arn:aws:iam::${account}:role/orders-machine`,
	},
	{
		message:
			'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
		flow: 'assume-role-denied',
	},
	{
		message: `The role arn:aws:iam::${account}:role/orders-machine is not authorized to assume the task state's role, arn:aws:iam::111122223333:role/partner.`,
		flow: 'assume-role-denied',
		principal: `arn:aws:iam::${account}:role/orders-machine`,
		resource: 'arn:aws:iam::111122223333:role/partner',
	},
	denied(
		'action-denied',
		machineRole,
		'lambda:InvokeFunction',
		lambda,
		`${noIdentity('lambda:InvokeFunction')} (Service: AWSLambda; ${suffixV1}`,
	),
	denied(
		'action-denied',
		machineRole,
		'batch:TagResource',
		`arn:aws:batch:eu-west-1:${account}:job-definition/nightly:4`,
	),
	denied(
		'action-denied',
		machineRole,
		'dynamodb:PutItem',
		`arn:aws:dynamodb:eu-west-1:${account}:table/orders`,
		`${noIdentity('dynamodb:PutItem')} (Service: DynamoDb, Status Code: 400, Request ID: 6f1c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f)`,
	),
	{
		message:
			'AWS Step Functions is not authorized to perform states:InvokeHTTPEndpoint on API Endpoint https://api.example.com/charge. Ensure that the StateMachine role contains the states:InvokeHTTPEndpoint permission for the given API Endpoint',
		flow: 'action-denied',
		action: 'states:InvokeHTTPEndpoint',
		resource: 'https://api.example.com/charge',
	},
	denied(
		'kms-denied',
		machineRole,
		'kms:GenerateDataKey',
		`arn:aws:kms:eu-west-1:${account}:key/0f3c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f`,
		noIdentity('kms:GenerateDataKey'),
		"Failed to write a test manifest into the specified output bucket. Access denied. Ensure the correct permissions are added to your state machine's execution role. | Message from S3: ",
	),
	denied(
		'pass-role-denied',
		machineRole,
		'iam:PassRole',
		`arn:aws:iam::${account}:role/ecsTaskExecutionRole`,
		` (Service: AmazonECS; ${suffixV1}`,
	),
	denied(
		'pass-role-denied',
		machineRole,
		'iam:PassRole',
		`arn:aws:iam::${account}:role/ecsTaskExecutionRole`,
		noIdentity('iam:PassRole'),
	),
	denied(
		'caller-pass-role-denied',
		deployer,
		'iam:PassRole',
		`arn:aws:iam::${account}:role/orders-machine`,
		noIdentity('iam:PassRole'),
		'Error: creating Step Functions State Machine (orders): operation error SFN: CreateStateMachine, https response error StatusCode: 400, RequestID: 6f1c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f, api error AccessDeniedException: ',
	),
	denied(
		'caller-denied',
		deployer,
		'states:CreateStateMachine',
		machine,
		`${noIdentity('states:CreateStateMachine')} (Service: AWSStepFunctions; ${suffixV1}`,
	),
	denied(
		'caller-denied',
		deployer,
		'states:ListExecutions',
		machine,
		' because no session policy allows the states:ListExecutions action',
	),
	denied(
		'caller-denied',
		`arn:aws:sts::${account}:assumed-role/worker/i-0a1b2c3d4e5f`,
		'states:SendTaskFailure',
		machine,
	),
	denied(
		'explicit-deny',
		machineRole,
		'lambda:InvokeFunction',
		lambda,
		' with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-exampleorgid/service_control_policy/p-examplepol',
	),
	denied(
		null,
		`arn:aws:sts::${account}:assumed-role/api-handler-role/api-handler`,
		'dynamodb:PutItem',
		`arn:aws:dynamodb:eu-west-1:${account}:table/orders`,
		noIdentity('dynamodb:PutItem'),
	),
	denied(
		null,
		`arn:aws:iam::${account}:user/jo.smith`,
		'iam:PassRole',
		`arn:aws:iam::${account}:role/web-task`,
		noIdentity('iam:PassRole'),
		'An error occurred (AccessDeniedException) when calling the RunTask operation: ',
	),
	{
		message:
			'{"error":"ECS.InvalidParameterException","cause":"Network Configuration must be provided when networkMode \'awsvpc\' is specified. (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: 6f1c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f; Proxy: null)"}',
		flow: 'network-configuration-missing',
	},
	{
		message:
			"The state/task 'arn:aws:states:::lambda:invoke' returned a result with a size exceeding the maximum number of bytes service limit.",
		flow: 'payload-limit',
	},
	{
		message:
			"An error occurred while executing the state 'Charge' (entered at the event id #7). The JSONPath '$.order.total' specified for the field 'amount.$' could not be found in the input '{\"order\":{\"id\":7}}'",
		flow: 'data-path-error',
	},
	{
		message:
			"Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/Charge/Resource'",
		flow: 'invalid-definition',
	},
	{
		message:
			"SCHEMA_VALIDATION_FAILED: Express state machine does not support '.sync' service integration at /States/Charge/Resource",
		flow: 'invalid-definition',
	},
	{message: `State Machine Does Not Exist: '${machine}'`, flow: 'resource-not-found'},
	{message: `State Machine Already Exists: '${machine}'`, flow: 'already-exists'},
	{
		message:
			"An error occurred (TaskTimedOut) when calling the SendTaskSuccess operation: Task Timed Out: 'Provided task does not exist anymore'",
		flow: 'callback-token-rejected',
	},
	{
		message: 'The execution reached the maximum number of history events (25000).',
		flow: 'throttled-or-quota',
	},
	{message: '{"error":"States.Timeout"}', flow: 'timed-out'},
	{
		message:
			'{"error":"Lambda.Unknown","cause":"The cause could not be determined because Lambda did not return an error type."}',
		flow: 'task-failed',
	},
	{
		message:
			'{"error":"DynamoDB.ConditionalCheckFailedException","cause":"The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: 6f1c7a52; Proxy: null)"}',
		flow: 'request-rejected',
	},
	{
		message:
			'{"error":"Glue.CrawlerRunningException","cause":"Crawler with name nightly has already started (Service: Glue, Status Code: 400, Request ID: 6f1c7a52)"}',
		flow: 'request-rejected',
	},
	{
		message:
			'{"error":"ECS.InvalidParameterException","cause":"TaskDefinition is inactive (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: 6f1c7a52; Proxy: null)"}',
		flow: 'request-rejected',
	},
	{
		message:
			'{"error":"SNS.KMSAccessDeniedException","cause":"The key is not usable (Service: AmazonSNS; Status Code: 400; Error Code: KMSAccessDenied; Request ID: 6f1c7a52; Proxy: null)"}',
		flow: 'kms-denied',
	},
	{
		message:
			'{"error":"SageMaker.ResourceLimitExceededException","cause":"The account-level service limit is reached (Service: AmazonSageMaker; Status Code: 400; Error Code: ResourceLimitExceeded; Request ID: 6f1c7a52; Proxy: null)"}',
		flow: 'throttled-or-quota',
	},
	{
		message: `{"error":"Ec2.Ec2Exception","cause":"Request limit exceeded. Account ${account} has been throttled on ec2:RunInstances because it exceeded its request rate limit. (Service: Ec2, Status Code: 503, Request ID: 6f1c7a52)"}`,
		flow: 'throttled-or-quota',
	},
	{
		message:
			"The JSONata expression '$states.input.items' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object'.",
		flow: 'data-path-error',
	},
	{
		message: 'States.Runtime: The SecondsPath parameter references a negative value',
		flow: 'data-path-error',
	},
	{message: '{"error":"States.Http.StatusCode.404"}', flow: 'task-failed'},
	{
		message:
			'{"Containers":[{"ExitCode":137,"Reason":"OutOfMemoryError: Container killed due to memory usage"}],"StoppedReason":"Essential container in task exited"}',
		flow: 'task-failed',
	},
	{
		message:
			"An error occurred (InvalidExecutionInput) when calling the StartExecution operation: Invalid State Machine Execution Input: 'Unexpected character'",
		flow: 'operation-rejected',
	},
	{
		message: `StateMachineDeleting: State Machine is being deleted: '${machine}'`,
		flow: 'operation-rejected',
		resource: machine,
	},
	{
		message:
			"An error occurred (InvalidArn) when calling the DescribeExecution operation: Invalid Arn: 'Resource type not valid in this context: express'",
		flow: 'operation-rejected',
	},
	denied(
		'explicit-deny',
		machineRole,
		's3:PutObject',
		'arn:aws:s3:::orders/7.json',
		` with an explicit deny in a permissions boundary: arn:aws:iam::${account}:policy/edges.`,
	),
];
