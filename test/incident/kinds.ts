import type {Literal} from './literals.ts';

type Kind = Literal & {kind: string};

const ofKind = (kind: string, texts: readonly Literal[]): Kind[] =>
	texts.map(text => ({...text, kind}));

const session = 'hBvNcMxZlKjHgFdSaPoIuYtReWqQwErT';
const role = `arn:aws:sts::111122223333:assumed-role/StepFunctions-Invoices-role-9z8y7x6w/${session}`;
const ci = 'arn:aws:sts::111122223333:assumed-role/release-runner/run-88';
const machine = 'arn:aws:states:eu-central-1:111122223333:stateMachine:Invoices';
const managedRole = 'arn:aws:iam::111122223333:role/invoices-machine';

/** Ways in which people paste, redact and cut what AWS says. All invented. */
export const kinds: readonly Kind[] = [
	...ofKind('a principal that is redacted altogether', [
		{
			message:
				'{"Error":"S3.S3Exception","Cause":"User: REDACTED is not authorized to perform: s3:PutObject on resource: REDACTED (Service: S3, Status Code: 403)"}',
			flow: 'action-denied',
			principal: 'REDACTED',
			action: 's3:PutObject',
			resource: 'REDACTED',
		},
		{
			message:
				'AccessDeniedException: MASKED is not authorized to perform: states:ListExecutions on resource: MASKED',
			flow: 'caller-denied',
			principal: 'MASKED',
			action: 'states:ListExecutions',
			resource: 'MASKED',
		},
		{
			message:
				'xxxxxxxxx is not authorized to perform: states:StopExecution on resource: xxxxxxxxx because no identity-based policy allows the states:StopExecution action',
			flow: 'caller-denied',
			principal: 'xxxxxxxxx',
			resource: 'xxxxxxxxx',
		},
		{
			message:
				'User: ******** is not authorized to perform: states:DescribeStateMachine on resource: ********',
			flow: 'caller-denied',
			action: 'states:DescribeStateMachine',
		},
		{
			message:
				'[redacted] is not authorized to perform: states:SendTaskSuccess on resource: [redacted]',
			flow: 'caller-denied',
			principal: '[redacted]',
			resource: '[redacted]',
		},
		{
			message:
				'User <my-role> is not authorized to perform: states:StartExecution on resource: <my-machine>',
			flow: 'caller-denied',
			principal: '<my-role>',
			resource: '<my-machine>',
		},
		{
			message: "AccessDeniedException: 'XXXXXXX' is not authorized to create managed-rule.",
			flow: 'managed-rule-denied',
			principal: 'XXXXXXX',
		},
		{
			message: '<state machine role> is not authorized to create managed-rule',
			flow: 'managed-rule-denied',
			principal: '<state machine role>',
		},
	]),
	...ofKind('marks before every line', [
		{
			message: `// failed in staging:
// User: ${ci}
// is not authorized to perform: states:CreateStateMachine
// on resource: ${machine}`,
			flow: 'caller-denied',
			principal: ci,
			action: 'states:CreateStateMachine',
			resource: machine,
		},
		{
			message: `#   '${managedRole}'
#   is not authorized to create managed-rule.
#   (Service: AWSStepFunctions; Status Code: 400)`,
			flow: 'managed-rule-denied',
			principal: managedRole,
		},
		{
			message: `/**
 * User: ${role}
 * is not authorized to perform: sqs:SendMessage on resource:
 * arn:aws:sqs:eu-central-1:111122223333:invoices
 */`,
			flow: 'action-denied',
			principal: role,
			resource: 'arn:aws:sqs:eu-central-1:111122223333:invoices',
		},
		{
			message: `        ////   '${managedRole}'
        ////   is not authorized to create managed-rule. (Service: AWSStepFunctions;`,
			flow: 'managed-rule-denied',
			principal: managedRole,
		},
		{
			message: `;; The role ${managedRole} is not
;; authorized to assume the task state's role,
;; arn:aws:iam::123456789012:role/ledger.`,
			flow: 'assume-role-denied',
			principal: managedRole,
			resource: 'arn:aws:iam::123456789012:role/ledger',
		},
		{
			message: `-- User: ${ci} is not
-- authorized to perform: states:UpdateStateMachine on resource: ${machine}`,
			flow: 'caller-denied',
			principal: ci,
			resource: machine,
		},
		{
			message: `+      User: ${ci} is not authorized to
+      perform: states:TagResource on resource:
+      ${machine}`,
			flow: 'caller-denied',
			principal: ci,
			action: 'states:TagResource',
			resource: machine,
		},
		{
			message: `echo 'Neither the global service principal states.amazonaws.com, nor the regional'
echo 'one is authorized to assume the provided role.'`,
			flow: 'assume-role-denied',
		},
		{
			message: `  print("AccessDeniedException: The state machine IAM Role is not authorized")
  print("to access the Log Destination")`,
			flow: 'log-destination-denied',
		},
		{
			message: `  41: User: ${ci} is not
  42: authorized to perform: states:DeleteStateMachine on
  43: resource: ${machine}`,
			flow: 'caller-denied',
			principal: ci,
			resource: machine,
		},
		{
			message: `98  | The JSONPath '$.customer' specified for the field
99  | 'Payload.$' could not be found in the
100 | input '{}'`,
			flow: 'data-path-error',
		},
		{
			message: `Nov 20 16:00:56 build-7 runner[311]: User: ${ci} is not authorized to perform:
Nov 20 16:00:56 build-7 runner[311]: states:StartExecution on resource: ${machine}`,
			flow: 'caller-denied',
			principal: ci,
			action: 'states:StartExecution',
			resource: machine,
		},
		{
			message: `2026/11/20 16:00:56 [ERROR] The state machine IAM Role is not authorized to
2026/11/20 16:00:56 [ERROR] access the Log Destination`,
			flow: 'log-destination-denied',
		},
	]),
	...ofKind('sentences that are cut', [
		{
			message: 'ValidationError: The principal states.amazonaws.com is not authorized',
			flow: 'assume-role-denied',
		},
		{
			message:
				'Neither the global service principal states.amazonaws.com, nor the regional one is…',
			flow: 'assume-role-denied',
		},
		{
			message: "The principal 'states.eu-north-1.amazonaws.com' is not author",
			flow: 'assume-role-denied',
		},
		{
			message: 'service principal states.amazonaws.com … authorized to assume the',
			flow: 'assume-role-denied',
		},
		{
			message: `Step Functions answers with
perform: s3:ListBucket on resource: "arn:aws:s3:::invoice-archive" because no identity-based policy allows`,
			flow: 'action-denied',
			action: 's3:ListBucket',
			resource: 'arn:aws:s3:::invoice-archive',
		},
		{
			message: `authorized to perform: states:DescribeExecution on resource: ${machine}`,
			flow: 'caller-denied',
			action: 'states:DescribeExecution',
			resource: machine,
		},
		{
			message: 'because no identity-based policy allows the states:StartExecution action',
			flow: 'caller-denied',
			action: 'states:StartExecution',
		},
		{
			message: `…${session} is not authorized to perform: dynamodb:UpdateItem on resource: arn:aws:dynamodb:eu-central-1:111122223333:table/invoices (Service: DynamoDb, Status Code: 400`,
			flow: 'action-denied',
			action: 'dynamodb:UpdateItem',
			resource: 'arn:aws:dynamodb:eu-central-1:111122223333:table/invoices',
		},
		{
			message: 'role/invoices-sfn is not authorized to create managed-rule. (Service: AWSStep',
			flow: 'managed-rule-denied',
		},
		{
			message: 'ole is not authorized to access the Log Destina',
			flow: 'log-destination-denied',
		},
	]),
	...ofKind('resources with blanks, quotes and marks', [
		{
			message: `User: ${ci} is not authorized to perform: iam:GetUser on resource: user release because no identity-based policy allows the iam:GetUser action`,
			flow: null,
			principal: ci,
			resource: 'user release',
		},
		{
			message: `User: ${ci} is not authorized to perform: iam:ListRolePolicies on resource: role invoices-machine with an explicit deny`,
			flow: null,
			resource: 'role invoices-machine',
		},
		{
			message: `User: ${ci} is not authorized to perform: iam:CreatePolicy on resource: policy invoices-policy`,
			flow: null,
			resource: 'policy invoices-policy',
		},
		{
			message: `User: ${role} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::invoices/Year end/March 2026.csv" because no identity-based policy allows the s3:GetObject action`,
			flow: 'action-denied',
			resource: 'arn:aws:s3:::invoices/Year end/March 2026.csv',
		},
		{
			message: `User: ${role} is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::invoices/my report.csv because no identity-based policy allows the s3:PutObject action`,
			flow: 'action-denied',
			resource: 'arn:aws:s3:::invoices/my report.csv',
		},
		{
			message: `User: ${role} is not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:eu-central-1:111122223333:parameter/<my parameter> (Service: Ssm, Status Code: 400)`,
			flow: 'action-denied',
			resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/<my parameter>',
		},
		{
			message: `User: ${role} is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::invoices/new file.txt with an explicit deny in a resource-based policy`,
			flow: 'explicit-deny',
			resource: 'arn:aws:s3:::invoices/new file.txt',
		},
		{
			message: `not authorized to perform: states:StartExecution on resource: ${machine} {`,
			flow: 'caller-denied',
			resource: machine,
		},
		{
			message: `{ AccessDeniedException: User: ${ci} is not authorized to perform: states:StartExecution on resource: ${machine}}`,
			flow: 'caller-denied',
			principal: ci,
			resource: machine,
		},
		{
			message: `  AccessDeniedException: User: ${ci} is not authorized to perform: states:StartExecution on resource: ${machine}
  ...
}`,
			flow: 'caller-denied',
			principal: ci,
			resource: machine,
		},
		{
			message: `User: ${ci} is not authorized to perform: states:StartExecution on resource: ${machine}:
	at new Request (index.js:7)`,
			flow: 'caller-denied',
			resource: machine,
		},
		{
			message: `User: ${ci} is not authorized to perform: states:ListExecutions on resource: ${machine} …`,
			flow: 'caller-denied',
			resource: machine,
		},
		{
			message: `{"Error":"Sqs.SqsException","Cause":"User: ${role} is not authorized to perform: kms:GenerateDataKey on the resource associated with this ciphertext because the resource does not exist in this Region (Service: Sqs, Status Code: 400)"}`,
			flow: 'kms-denied',
			principal: role,
			action: 'kms:GenerateDataKey',
		},
		{
			message: `on resource: ${machine} was refused: User ${ci} is not authorized to perform: states:TestState on the resource '${managedRole}'`,
			flow: 'caller-denied',
			resource: managedRole,
		},
	]),
	...ofKind('other words around action and resource', [
		{
			message: `not authorized to perform: action states:StartExecution on resource = ${machine}`,
			flow: 'caller-denied',
			action: 'states:StartExecution',
			resource: machine,
		},
		{
			message: `User: ${ci} is not authorized to perform the following action: states:StopExecution (on resource: ${machine}).`,
			flow: 'caller-denied',
			principal: ci,
			action: 'states:StopExecution',
			resource: machine,
		},
		{
			message: `(User: ${ci} is not authorized to perform: states:ListTagsForResource on resource: ${machine}).`,
			flow: 'caller-denied',
			resource: machine,
		},
		{
			message: `User: ${role} is not authorized to perform: sns:Publish action on the following resources: ["arn:aws:sns:eu-central-1:111122223333:paid"]`,
			flow: 'action-denied',
			resource: 'arn:aws:sns:eu-central-1:111122223333:paid',
		},
		{
			message: `User: ${role} is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:account id:function:my function because no identity-based policy allows the lambda:InvokeFunction action`,
			flow: 'action-denied',
			resource: 'arn:aws:lambda:eu-central-1:account id:function:my function',
		},
	]),
	...ofKind('resources in other words and brackets', [
		{
			message: `User: ${ci} is not authorized to perform: states:StartExecution on ${machine} because no identity-based policy allows it`,
			flow: 'caller-denied',
			resource: machine,
		},
		{
			message: `User: ${ci} is not authorized to perform: states:StartExecution on resource: <${machine}>`,
			flow: 'caller-denied',
			resource: machine,
		},
		{
			message:
				'User: arn:aws:sts::{account id}:assumed-role/{role name}/{session name} is not authorized to perform: states:ListExecutions on resource: arn:aws:states:{my region}:{account id}:stateMachine:{machine name}',
			flow: 'caller-denied',
			principal: 'arn:aws:sts::{account id}:assumed-role/{role name}/{session name}',
			resource: 'arn:aws:states:{my region}:{account id}:stateMachine:{machine name}',
		},
		{
			message:
				'not authorized to perform: states:ListExecutions on resource: arn:aws:states:eu-central-1:ACCOUNT NUMBER:stateMachine:Invoices',
			flow: 'caller-denied',
			resource: 'arn:aws:states:eu-central-1:ACCOUNT NUMBER:stateMachine:Invoices',
		},
		{
			message: `User: ${role} is not authorized to perform: logs:DescribeLogGroups on resource: arn:aws:logs:eu-central-1:111122223333:log-group::log-stream: because no identity-based policy allows the logs:DescribeLogGroups action`,
			flow: 'action-denied',
			resource: 'arn:aws:logs:eu-central-1:111122223333:log-group::log-stream:',
		},
		{
			message:
				"The role XXXXXX is not authorized to assume the task state's role, '<role of the partner>'.",
			flow: 'assume-role-denied',
			principal: 'XXXXXX',
			resource: '<role of the partner>',
		},
		{
			message:
				'AWS Step Functions is not authorized to perform: states:InvokeHTTPEndpoint on API Endpoint: "https://<api id>.example.com/pay".',
			flow: 'action-denied',
			action: 'states:InvokeHTTPEndpoint',
			resource: 'https://<api id>.example.com/pay',
		},
	]),
	...ofKind('ARNs broken by a line end', [
		{
			message: `User: ${role} is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:111122223333:function:check
out because no identity-based policy allows the lambda:InvokeFunction action and so on`,
			flow: 'action-denied',
			resource: 'arn:aws:lambda:eu-central-1:111122223333:function:checkout',
		},
		{
			message: `User: ${role} is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:111122223333:function:Send
Reminder-v2`,
			flow: 'action-denied',
			resource: 'arn:aws:lambda:eu-central-1:111122223333:function:SendReminder-v2',
		},
		{
			message: `User: arn:aws:sts::111122223333:assumed-role/StepFunctions-Invoi
ces-role-9z8y7x6w/${session} is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:111122223333:function:book-
invoice because no identity-based policy allows the lambda:InvokeFunction action`,
			flow: 'action-denied',
			principal: role,
			resource: 'arn:aws:lambda:eu-central-1:111122223333:function:book-invoice',
		},
		{
			message: `'arn:aws:iam::111122223333:role/invoices-mach
ine' is not authorized to create managed-rule`,
			flow: 'managed-rule-denied',
			principal: managedRole,
		},
		{
			message: `User: ${ci} is not authorized to perform: states:DescribeExecution on resource: arn:aws:states:eu-central-1:111122223333:execution:Invoices:2b1f
7c3a because no identity-based policy allows the states:DescribeExecution action`,
			flow: 'caller-denied',
			resource: 'arn:aws:states:eu-central-1:111122223333:execution:Invoices:2b1f7c3a',
		},
		{
			message: `User: arn:aws:sts::111122223333:assumed-role/release-
runner/run-88 is not authorized to perform: states:StopExecution on resource: arn:aws:states:eu-central-1:111122223333:
execution:Invoices:1`,
			flow: 'caller-denied',
			principal: ci,
			resource: 'arn:aws:states:eu-central-1:111122223333:execution:Invoices:1',
		},
		{
			message: `User: ${role} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::invoice-arch
ive/2026/*" because no identity-based policy allows the s3:GetObject action`,
			flow: 'action-denied',
			resource: 'arn:aws:s3:::invoice-archive/2026/*',
		},
	]),
	...ofKind('how SDKs and tools put it', [
		{
			message: `{
  message: 'User: ${ci} is not authorized to perform: states:StartExecution on resource: ${machine}',
  code: 'AccessDeniedException',
  statusCode: 400,
  retryable: false
}`,
			flow: 'caller-denied',
			principal: ci,
			resource: machine,
		},
		{
			message: `AccessDeniedException: User: ${ci} is not authorized to perform: states:StartSyncExecution on resource: ${machine}
    at throwDefaultError (/app/node_modules/@smithy/smithy-client/dist-cjs/index.js:840:20) {
  '$fault': 'client',
  '$metadata': { httpStatusCode: 400, attempts: 1 },
  __type: 'com.amazon.coral.service#AccessDeniedException'
}`,
			flow: 'caller-denied',
			principal: ci,
			resource: machine,
		},
		{
			message:
				'Insufficient permissions. An API call to StepFunctions.startExecution (RequestId: 1) returned an AccessDeniedException error',
			flow: 'caller-denied',
		},
		{
			message:
				'An error occurred (AccessDeniedException) when calling the ListStateMachines operation',
			flow: 'caller-denied',
		},
		{
			message:
				'botocore.errorfactory.AccessDeniedException: An error occurred (AccessDeniedException) when calling the SendTaskSuccess operation: User is not authorized',
			flow: 'caller-denied',
		},
		{
			message:
				'operation error SFN: DescribeStateMachine, https response error StatusCode: 400, RequestID: 1, api error AccessDeniedException:',
			flow: 'caller-denied',
		},
		{
			message: 'Calling SFN.listExecutions failed with AccessDenied',
			flow: 'caller-denied',
		},
		{
			message:
				'botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling the ListExecutions operation (reached max retries: 10): Rate exceeded',
			flow: 'throttled-or-quota',
		},
		{
			message: 'Rate exceeded while sending StopExecutionCommand',
			flow: 'throttled-or-quota',
		},
		{
			message: 'ThrottlingException: Rate exceeded, operation: GetActivityTask',
			flow: 'throttled-or-quota',
		},
		{
			message:
				'operation error SFN: DescribeMapRun, exceeded maximum number of attempts, 3, api error ThrottlingException: Rate exceeded',
			flow: 'throttled-or-quota',
		},
		{
			message: 'Aws::States::Errors::ThrottlingException (Rate exceeded) in send_task_heartbeat',
			flow: 'throttled-or-quota',
		},
		{
			message:
				'software.amazon.awssdk.services.sfn.model.SfnException: Rate exceeded (Service: Sfn, Status Code: 400, Request ID: 1)',
			flow: 'throttled-or-quota',
		},
	]),
	...ofKind('what deployment tools say of a definition', [
		{
			message: `✕ State machine "billing" definition is invalid: Lexical error on line 1. Unrecognized text. $.total-amount`,
			flow: 'invalid-definition',
		},
		{
			message:
				'State Machine "refunds" definition is invalid:\n[{"Error code":"DUPLICATE_STATE_NAMES","Message":"A state with this name exists: Pay"}]',
			flow: 'invalid-definition',
		},
		{
			message:
				"State machine 'nightly' definition is invalid: Parse error on line 1: $..[?(@.a=] Expecting 'QQ_STRING', got 'EOF'",
			flow: 'invalid-definition',
		},
		{
			message: 'The state machine definition of refunds is not valid JSON',
			flow: 'invalid-definition',
		},
		{
			message:
				"E3601 {'Type': 'Task'} is missing \"Resource\" in AWS::StepFunctions::StateMachine Definition",
			flow: 'invalid-definition',
		},
		{
			message:
				"Trying to use state 'Pay' in Parallel 'Both' branch 1, but is already in State Machine 'Orders' definition. Every state can only be used in one graph.",
			flow: 'invalid-definition',
		},
	]),
	...ofKind('the list of executions in the console', [
		{
			message: `Name                    Status     Started                   End time
3f2a77c0-…:91aa…        Unknown    Nov 20, 2026, 16:00:56    -
Type: Express`,
			flow: 'express-status-unknown',
		},
		{
			message:
				'Executions (2) EXPRESS | Name | Status | Start Date | End Date\na1 | Unknown | Nov 20 | -',
			flow: 'express-status-unknown',
		},
		{
			message:
				'Name\tStatus\tStarted\tEnd time\njob-1\tUnknown\tNov 20, 2026\t-\nlog level ERROR, Express',
			flow: 'express-status-unknown',
		},
		{
			message: 'arn:aws:states:eu-central-1:111122223333:express:Invoices:a:b — Status: Unknown',
			flow: 'express-status-unknown',
		},
		{
			message: 'Die Express-Ausführung hat den Status Unbekannt',
			flow: 'express-status-unknown',
		},
		{
			message: 'Express 状态机 的 执行 状态 一直 是 "未知"',
			flow: 'express-status-unknown',
		},
	]),
	...ofKind('what starts a state machine', [
		{
			message:
				'Execution failed due to configuration error: API Gateway does not have permission to assume the provided role arn:aws:iam::111122223333:role/api-invoices for arn:aws:apigateway:eu-central-1:states:action/StartExecution',
			flow: 'trigger-denied',
		},
		{
			message:
				'Endpoint request URI: https://states.eu-central-1.amazonaws.com/?Action=StartSyncExecution\nExecution failed due to configuration error: API Gateway does not have permission to assume the provided role',
			flow: 'trigger-denied',
		},
		{
			message:
				"ValidationException: Provided role 'arn:aws:iam::111122223333:role/nightly' cannot be assumed by principal 'events.amazonaws.com'. Target arn:aws:states:eu-central-1:111122223333:stateMachine:Invoices",
			flow: 'trigger-denied',
		},
		{
			message: `{"ERROR_CODE":"NO_PERMISSIONS","ERROR_MESSAGE":"User: ${ci} is not authorized to perform: states:StartExecution on resource: ${machine}"}`,
			flow: 'trigger-denied',
			principal: ci,
			resource: machine,
		},
		{
			message: `aws_scheduler_schedule.nightly: ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role. target { arn = "${machine}" }`,
			flow: 'trigger-denied',
		},
	]),
	...ofKind('a function that ran out of time', [
		{
			message: 'Lambda.AWSLambdaException: Task timed out after 30.03 seconds',
			flow: 'timed-out',
		},
		{
			message: 'Our Step Function shows "Task timed out after 900.00 seconds"',
			flow: 'timed-out',
		},
		{
			message:
				'Error: Sandbox.Timedout, Cause: RequestId: 1 Error: Task timed out after 3.00 seconds',
			flow: 'timed-out',
		},
		{message: 'Lambda.Timeout: Task timed out after 60.06 seconds', flow: 'timed-out'},
		{
			message:
				'the state machine execution ended with "2026-11-20T16:00:56Z 1 Task timed out after 15 seconds"',
			flow: 'timed-out',
		},
	]),
	...ofKind('other products', [
		{
			message:
				'User: arn:aws:sts::111122223333:assumed-role/AWSGlueServiceRole-invoices/GlueJobRunnerSession is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::invoices/x (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
			flow: null,
		},
		{
			message:
				'Crawler cannot be started. User: arn:aws:sts::111122223333:assumed-role/data-lake/AWS-Crawler is not authorized to perform: glue:GetTable on resource: * (Service: AWSGlue; Status Code: 400; Error Code: AccessDeniedException; Request ID: 1)',
			flow: null,
		},
		{
			message:
				'User: arn:aws:sts::111122223333:assumed-role/eks-workers-NodeInstanceRole-1X/i-0123456789abcdef0 is not authorized to perform: ec2:DescribeVolumes on resource: * (Service: Ec2, Status Code: 403, Request ID: 1)',
			flow: null,
		},
		{
			message:
				'airflow.exceptions: User: arn:aws:sts::111122223333:assumed-role/mwaa-prod/AmazonMWAA-airflow is not authorized to perform: batch:SubmitJob on resource: * (Service: AWSBatch; Status Code: 403; Error Code: AccessDeniedException)',
			flow: null,
		},
		{
			message:
				'User: arn:aws:sts::111122223333:assumed-role/thumbnails-dev-lambdaRole/thumbnails-dev-resize is not authorized to perform: rekognition:DetectFaces on resource: * (Service: AmazonRekognition; Status Code: 400; Error Code: AccessDeniedException)',
			flow: null,
		},
		{
			message:
				'conductor workflow orders_wf {"workflowId":"7","status":"TIMED_OUT","reasonForIncompletion":"Task charge timed out"}',
			flow: null,
		},
		{
			message:
				'User: arn:aws:sts::111122223333:assumed-role/app-users/CognitoIdentityCredentials is not authorized to perform: mobiletargeting:PutEvents on resource: * (Service: AmazonPinpoint; Status Code: 403; Error Code: ForbiddenException)',
			flow: null,
		},
		{
			message:
				'User: arn:aws:sts::111122223333:assumed-role/sensors/RuleSession is not authorized to perform: firehose:PutRecord on resource: * (Service: Firehose, Status Code: 400)',
			flow: null,
		},
		{
			message:
				'User: arn:aws:sts::111122223333:assumed-role/OrganizationAccountAccessRole/robin is not authorized to perform: ec2:RunInstances on resource: * (Service: Ec2, Status Code: 403)',
			flow: null,
		},
		{
			message:
				'User: arn:aws:sts::111122223333:assumed-role/batch-job/00112233445566778899aabbccddeeff is not authorized to perform: s3:GetObject on resource: * (Service: S3, Status Code: 403)',
			flow: null,
		},
		{message: 'state machine stuck in an unknown state (status unknown)', flow: null},
		{message: 'CodeBuild build image:12 finished, "buildStatus": "TIMED_OUT"', flow: null},
		{message: 'AWS CodeBuild: phaseStatus: TIMED_OUT, status: TIMED_OUT', flow: null},
		{
			message:
				'API Gateway does not have permission to assume the provided role arn:aws:iam::111122223333:role/sqs-writer',
			flow: null,
		},
		{
			message:
				'An error occurred (ThrottlingException) when calling the DescribeStacks operation: Rate exceeded',
			flow: null,
		},
		{
			message: 'An error occurred (AccessDeniedException) when calling the GetParameter operation',
			flow: null,
		},
		{
			message:
				'The principal lambda.amazonaws.com is not authorized to assume the execution role of the function',
			flow: null,
		},
		{
			message:
				'Pod kube-system/ebs-csi: User: arn:aws:sts::111122223333:assumed-role/eks-irsa-ebs/1732118456 is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-central-1:111122223333:key/1 (Service: Kms, Status Code: 400)',
			flow: null,
		},
		{
			message:
				'Databricks job: User: arn:aws:sts::111122223333:assumed-role/databricks-s3/i-0abc1234def567890 is not authorized to perform: s3:PutObject (Service: Amazon S3; Status Code: 403)',
			flow: null,
		},
		{
			message: 'Jenkins state machine plugin: status unknown, Unknown executor express-1',
			flow: null,
		},
		{
			message:
				'temporal: workflow execution already started; activity task timed out after 30 seconds',
			flow: null,
		},
		{message: 'Express server: request status unknown, execution took 3 ms', flow: null},
	]),
];
