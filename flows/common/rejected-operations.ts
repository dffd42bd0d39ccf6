/** One sentence of advice for each way in which the Step Functions API refuses a call. */
export type RejectedOperation = {code: string; text: RegExp; cause: string; advice: string};

const rejectedOperations: readonly RejectedOperation[] = [
	{
		code: 'ConflictException: version in use',
		text: /must not be referenced by an alias|referencing this version/i,
		cause: 'The version cannot be deleted: an alias still routes to it.',
		advice:
			'Point the alias to another version (aws stepfunctions update-state-machine-alias) or delete the alias, then delete the version.',
	},
	{
		code: 'ConflictException: revision changed',
		text: /Failed to publish the State Machine version|current State Machine revision|revisionId/i,
		cause: 'The state machine was changed after the revision that you want to publish.',
		advice:
			'Read the current revision (aws stepfunctions describe-state-machine --query revisionId) and publish that one, or publish without --revision-id.',
	},
	{
		code: 'ConflictException',
		text: /\bConflictException\b|StatusCode: 409/,
		cause:
			'Another request is changing the same version or alias, or an alias of this name exists.',
		advice: 'Wait until the other change is done, then repeat the call.',
	},
	{
		code: 'ExecutionNotRedrivable',
		text: /\bExecutionNotRedrivable\b|cannot be redriven|redrivable period|not redrivable/i,
		cause: 'This execution cannot be redriven.',
		advice:
			'Redrive works for failed Standard executions within 14 days of their end and below 24,999 events. See the reason: aws stepfunctions describe-execution --query redriveStatusReason. Otherwise start a new execution with the same input.',
	},
	{
		code: 'StateMachineDeleting',
		text: /\bStateMachineDeleting\b|State Machine is being deleted/i,
		cause: 'The state machine is being deleted.',
		advice:
			'Wait until its running executions have ended and it is gone, then create it again under this name, or use another name.',
	},
	{
		code: 'InvalidExecutionInput',
		text: /\bInvalidExecutionInput\b|Invalid State Machine Execution Input/i,
		cause: 'The input of the execution is not valid JSON.',
		advice:
			'Pass one JSON value, in single quotes in a shell: --input \'{"key": "value"}\'. In code, serialize the object (json.dumps, JSON.stringify) exactly once.',
	},
	{
		code: 'InvalidArn: Express execution',
		text: /Resource type not valid in this context: ?express/i,
		cause:
			'This operation does not know Express executions: Step Functions keeps no history of them.',
		advice:
			'Look for the execution in the log group of the state machine, with CloudWatch Logs Insights by execution_arn. DescribeExecution, GetExecutionHistory and StopExecution work for Standard only.',
	},
	{
		code: 'InvalidArn: role',
		text: /Invalid Role Arn/i,
		cause: 'The ARN that was given as the role of the state machine is not the ARN of a role.',
		advice:
			'Pass the ARN of a role, arn:aws:iam::<account>:role/<name>, not of a policy, a user or an instance profile.',
	},
	{
		code: 'InvalidArn',
		text: /\bInvalidArn\b|Invalid Arn: ?'/i,
		cause: 'The ARN that was passed is not one that this operation accepts.',
		advice:
			'Check what kind of ARN the operation takes: StartExecution a state machine, version or alias, DescribeExecution an execution, SendTaskSuccess a token. A name is no ARN.',
	},
	{
		code: 'TestState',
		text: /TestState (?:API )?does not support|supported when a mock|test mock should have|Mocked? result|must be specified when testing|Invalid Context object|State not found in definition|Map iteration failure count/i,
		cause: 'TestState cannot test this state in this form.',
		advice:
			'Map, Parallel, .sync, .waitForTaskToken and activities need a mock (and an AWS CLI and SDK that know the parameter); Pass, Fail and Succeed take none. A mocked result must have the form that the called service returns.',
	},
	{
		code: 'CloudFormation rename',
		text: /requires? replacing\b|Rename \S{1,400} and update the stack again/i,
		cause:
			'CloudFormation has to replace the state machine (for example to change its type), and cannot while it has a fixed name.',
		advice:
			'Change StateMachineName (or remove it, so that CloudFormation chooses one) and update the stack again. The old state machine is deleted with its executions.',
	},
	{
		code: 'StateMachineTypeNotSupported',
		text: /\bStateMachineTypeNotSupported\b|not supported by this type of state machine/i,
		cause: 'This operation does not work for this type of state machine.',
		advice:
			'StartSyncExecution needs an Express state machine; ListExecutions, DescribeExecution, StopExecution and activities need a Standard one. The type cannot be changed: create another state machine.',
	},
	{
		code: 'MissingRequiredParameter',
		text: /\bMissingRequiredParameter\b|Either the definition, the role ARN/i,
		cause: 'The update names nothing to change.',
		advice:
			'Pass at least one of --definition, --role-arn, --logging-configuration, --tracing-configuration.',
	},
	{
		code: 'InvalidName',
		text: /\bInvalidName\b|Invalid Name: ?'/i,
		cause: 'The name is not one that Step Functions accepts.',
		advice:
			'Use 1 to 80 characters without white space, brackets, wildcards, quotes or any of # % \\ ^ | ~ ` $ & , ; : / and control characters. With logging on, only 0-9 A-Z a-z - _.',
	},
	{
		code: 'InvalidOutput',
		text: /\bInvalidOutput\b|Invalid Output: ?'/i,
		cause: 'The output that the worker sent is not valid JSON.',
		advice:
			'Serialize the output of SendTaskSuccess exactly once: "done" with its quotes is JSON, done is not.',
	},
	{
		code: 'InvalidEncryptionConfiguration',
		text: /\bInvalidEncryptionConfiguration\b|Invalid Encryption Configuration/i,
		cause: 'The encryption configuration is not valid.',
		advice:
			'With type CUSTOMER_MANAGED_KMS_KEY pass a symmetric key of the same Region and kmsDataKeyReusePeriodSeconds between 60 and 900; with AWS_OWNED_KEY pass neither.',
	},
	{
		code: 'InvalidTracingConfiguration',
		text: /\bInvalidTracingConfiguration\b|Invalid Tracing Configuration/i,
		cause: 'The tracing configuration is not valid.',
		advice: 'Pass {"enabled": true} or {"enabled": false}.',
	},
	{
		code: 'InvalidToken',
		text: /\bInvalidToken\b|Invalid Token: ?'/i,
		cause: 'The page token is not one that this operation returned, or it is older than 24 hours.',
		advice:
			'Start again without nextToken, and keep all other arguments the same from page to page.',
	},
	{
		code: 'TooManyTags',
		text: /\bTooManyTags\b/,
		cause: 'The resource has the maximum of 50 tags.',
		advice: 'Remove tags first: aws stepfunctions untag-resource.',
	},
	{
		code: 'ValidationException',
		text: /API_DOES_NOT_SUPPORT_LABELED_ARNS/,
		cause: 'This operation does not take the ARN of a Map Run or of its child executions.',
		advice: 'Pass the ARN of the state machine, without the label after "/".',
	},
	{
		code: 'ValidationException',
		text: /INVALID_ROUTING_CONFIGURATION|routing ?configuration/i,
		cause: 'The routing configuration of the alias is not valid.',
		advice:
			'Name one or two versions of the same state machine, with weights that add up to 100. The versions must exist and have the same type.',
	},
	{
		code: 'ValidationException',
		text: /CANNOT_UPDATE_COMPLETED_MAP_RUN/,
		cause: 'The Map Run has ended, so it cannot be changed.',
		advice: 'Change MaxConcurrency and the tolerated failures in the definition for the next run.',
	},
];

export const rejectedOperation = (text: string): RejectedOperation | null =>
	rejectedOperations.find(operation => operation.text.test(text)) ?? null;
