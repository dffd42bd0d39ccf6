import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';

const session = 'qZtLwPnRkXsVbMhGfJdCyTaEuWiOoSvN';
const role = `arn:aws:sts::123456789012:assumed-role/orders/${session}`;
const other = 'arn:aws:sts::123456789012:assumed-role/api-handler/web';
const machine = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
const suffix =
	'(Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 1)';

const refused = (principal: string, action: string, resource = '*', context = '') =>
	`User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${context}`;

const texts: Record<string, readonly string[]> = {
	'log-destination-denied': [
		'UPDATE_FAILED | AWS::StepFunctions::StateMachine | Orders Resource handler returned message: "The state machine IAM Role is not authorized to access the Log',
		'AccessDenied: cannot write to the Log Destination',
	],
	'log-policy-limit': [
		'Cannot enable logging. Policy document length breaking Cloudwatch Logs Constraints, either < 1 or > 5120',
		'Error: putting CloudWatch Logs Resource Policy (states): LimitExceededException: Resource limit exceeded.',
	],
	'logging-configuration-invalid': [
		"InvalidLoggingConfiguration: Invalid Logging Configuration: Log Group ARN must be provided with '*' qualifier.",
	],
	'express-status-unknown': [
		'Our Express state machine succeeds, yet its execution status is Unknown in the console',
		'Express ワークフローの実行が Unknown と表示される',
		'El estado de la ejecución Express sigue siendo "Unknown"',
	],
	'network-configuration-missing': [
		"InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
		"ecs:runTask.sync in my step function fails: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
	],
	'managed-rule-denied': [
		"orders-role' is not authorized to create managed-rule. (Service: AWSStepFunctions",
	],
	'assume-role-denied': [
		'The principal states.amazonaws.com is not authorized to assume the provided role.',
		`{"error":"ECS.ClientException","cause":"ECS was unable to assume the role 'arn:aws:iam::123456789012:role/task' that was provided for this task."}`,
	],
	'explicit-deny': [
		refused(role, 'lambda:InvokeFunction', '*', 'with an explicit deny in a permissions boundary'),
		refused(other, 'states:StartExecution', machine, 'with an explicit deny'),
	],
	'caller-pass-role-denied': [
		`creating Step Functions State Machine (orders): AccessDeniedException: ${refused(other, 'iam:PassRole', 'arn:aws:iam::123456789012:role/orders')}`,
		refused(
			'arn:aws:iam::123456789012:user/jo',
			'iam:PassRole',
			'arn:aws:iam::123456789012:role/StepFunctionsOrders',
		),
	],
	'pass-role-denied': [
		refused(role, 'iam:PassRole', 'arn:aws:iam::123456789012:role/task'),
		`${refused(other, 'iam:PassRole', 'arn:aws:iam::123456789012:role/task')}${suffix}`,
	],
	'kms-denied': [
		refused(role, 'kms:Decrypt', 'arn:aws:kms:eu-west-1:123456789012:key/1'),
		'An error occurred (KmsAccessDeniedException) when calling the StartExecution operation',
	],
	'trigger-denied': [
		`Events: ERROR_CODE NO_PERMISSIONS ${refused('arn:aws:sts::123456789012:assumed-role/nightly-events-role/1', 'states:StartExecution', machine)}`,
		"500 POST /start-step-function API Gateway doesn't have permissions to assume the IAM role configured on the integration.",
	],
	'caller-denied': [
		refused(other, 'states:DescribeExecution', machine),
		'not authorized to perform: states:GetActivityTask',
	],
	'action-denied': [
		refused(role, 'sqs:SendMessage', 'arn:aws:sqs:eu-west-1:123456789012:orders'),
		`{"Error":"Sqs.SqsException","Cause":"User ${'`'}<role>' is not authorized to perform ${'`'}sqs:SendMessage' on resource ${'`'}<queue>'"}`,
		'{"error":"S3.S3Exception","cause":"Access Denied (Service: S3, Status Code: 403, Request ID: 1)"}',
	],
	'callback-token-rejected': [
		"TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
		'An error occurred (InvalidToken) when calling the SendTaskHeartbeat operation',
	],
	'execution-stuck': [
		'Our state machine execution is stuck in RUNNING since Monday',
		'Step Functions: the execution hangs at .waitForTaskToken and never fails',
	],
	'payload-limit': [
		"error: States.DataLimitExceeded cause: The state/task 'check' provided parameters with a size exceeding the maximum number of bytes service limit.",
	],
	'timed-out': [
		'"taskTimedOutEventDetails": {"error": "States.Timeout"}',
		'{"status": "TIMED_OUT"}',
	],
	'already-exists': [`ExecutionAlreadyExists: Execution Already Exists: '${machine}'`],
	'request-rejected': [
		'{"error":"DynamoDb.ConditionalCheckFailedException","cause":"The conditional request failed (Service: DynamoDb, Status Code: 400, Request ID: 1)"}',
		'ECS.InvalidParameterException: TaskDefinition is inactive',
		'EventBridge.FailedEntry',
	],
	'operation-rejected': [
		'An error occurred (InvalidExecutionInput) when calling the StartExecution operation',
		'operation error SFN: DeleteStateMachineVersion, https response error StatusCode: 409, ConflictException: Version to be deleted must not be referenced by an alias.',
	],
	'resource-not-found': [
		`StateMachineDoesNotExist: State Machine Does Not Exist: '${machine}'`,
		'{"error":"Lambda.ResourceNotFoundException","cause":"Function not found: arn:aws:lambda:eu-west-1:123456789012:function:x"}',
	],
	'throttled-or-quota': [
		'The execution reached the maximum number of history events (25000).',
		'Too Many Requests (Service: AWSBatch; Status Code: 429; Error Code: TooManyRequestsException; Request ID: 1)',
	],
	'invalid-definition': [
		"An error occurred (InvalidDefinition) when calling the UpdateStateMachine operation: Invalid State Machine Definition: ''",
		"Express state machine does not support '.sync' service integration",
	],
	'data-path-error': [
		"States.Runtime: Invalid path '$.status': The choice state's condition path references an invalid value.",
		'"error": "States.QueryEvaluationError"',
	],
	'task-failed': [
		'Error Lambda.Unknown Cause The cause could not be determined because Lambda did not return an error type.',
		'{"Error":"KeyError","Cause":"{\\"errorMessage\\":\\"id\\",\\"errorType\\":\\"KeyError\\"}"}',
		`{"Error":"States.TaskFailed","Cause":"{\\"JobName\\":\\"etl\\",\\"ErrorMessage\\":\\"${refused('arn:aws:sts::123456789012:assumed-role/etl/GlueJobRunnerSession', 's3:GetObject')}\\"}"}`,
		`{"Error":"ClientError","Cause":"{\\"errorMessage\\":\\"${refused(other, 's3:GetObject')}\\"}"}`,
	],
};

const cases = Object.entries(texts).flatMap(([flow, all]) => all.map(text => ({flow, text})));

describe('recognition', () => {
	it.each(cases)('$flow: $text', ({flow, text}) => {
		expect(understand(text, flows).matches[0]?.flow).toBe(flow);
	});

	it.each(flows)('has a text for $id', ({id}) => {
		expect(texts[id]?.length ?? 0).toBeGreaterThan(0);
	});

	it.each([
		[
			'an ECS service',
			"aws_ecs_service.web: InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
		],
		['a Lambda function', refused(other, 'dynamodb:PutItem')],
		[
			'a person and ECS',
			`An error occurred (AccessDeniedException) when calling the RunTask operation: ${refused('arn:aws:iam::123456789012:user/jo', 'iam:PassRole', 'arn:aws:iam::123456789012:role/task')}`,
		],
		[
			'a Lambda function that passes a role',
			`{"message":"${refused(other, 'iam:PassRole', 'arn:aws:iam::123456789012:role/task')}","code":"AccessDeniedException"}`,
		],
		[
			'CloudFormation and another resource',
			`AWS::Events::Rule Reason: ${refused(other, 'events:PutRule')} (Service: AmazonCloudWatchEvents; Status Code: 400; Error Code: AccessDeniedException)`,
		],
		[
			'a Java program',
			`com.example.Main: software.amazon.awssdk.services.ecs.model.EcsException: ${refused(other, 'ecs:RunTask')} (Service: Ecs, Status Code: 400, Request ID: 1)`,
		],
		[
			'an organisation',
			`${refused(other, 'bedrock:InvokeModel')} with an explicit deny in a service control policy`,
		],
		[
			'an instance of EC2, though it speaks of a state machine',
			`state machine worker: ${refused('arn:aws:sts::123456789012:assumed-role/workers/i-0a1b2c3d4e5f60718', 'dynamodb:PutItem')}`,
		],
		['another engine of workflows', 'conductor: workflow orders, status: TIMED_OUT'],
		['a function by itself', '2026-11-20 Task timed out after 3.00 seconds'],
		['a state machine of another kind', "xstate: unknown state 'paid'"],
	])('says nothing of %s', (_who, text) => {
		expect(understand(text, flows).matches).toEqual([]);
	});

	it('says whose permission is meant, and names the ARNs of the text', () => {
		const text = refused(
			role,
			'lambda:InvokeFunction',
			'arn:aws:lambda:eu-west-1:123456789012:function:charge',
		);
		const {facts, text: cleaned, matches} = understand(text, flows);
		const flow = flows.find(({id}) => id === matches[0]?.flow);
		expect(flow?.explanation(facts, cleaned).join(' ')).toContain(
			'The role orders is not allowed to call lambda:InvokeFunction',
		);
		expect(flow?.nextSteps(facts, cleaned).join(' ')).toContain(
			'arn:aws:lambda:eu-west-1:123456789012:function:charge',
		);
	});
});

describe('a session that somebody shortened', () => {
	const matched = (session: string) =>
		understand(
			refused(
				`arn:aws:sts::123456789012:assumed-role/nightly-report-role/${session}`,
				'lambda:InvokeFunction',
			),
			flows,
		).matches.map(({flow, confidence}) => [flow, confidence])[0];

	it.each(['xyz', 'qZtLwPnRkX', 'qZtLw...'])('may be that of a state: %s', one => {
		expect(matched(one)).toEqual(['action-denied', 'possible']);
	});

	it.each(['jo', 'charge', 'OrderService', 'api-handler'])('is not a name: %s', one => {
		expect(matched(one)).toBeUndefined();
	});
});
