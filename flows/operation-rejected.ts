import type {Flow} from '../source/diagnosis/flow.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {eitherOf} from '../source/incident/recognition.ts';
import {stateMachineCall} from '../source/incident/signs.ts';
import {statesCall} from '../source/incident/states-operations.ts';
import {rejectedOperation} from './common/rejected-operations.ts';

/** Codes that other services use too count only beside a sign of Step Functions. */
const aboutStates = eitherOf(
	statesCall,
	stateMachineCall,
	/arn:aws[\w-]{0,10}:states:|step ?functions?\b|\bsfn\b/i,
);

export const operationRejected: Flow = {
	id: 'operation-rejected',
	title: 'Step Functions rejected a call of its API',
	message: 'InvalidExecutionInput, ConflictException, ExecutionNotRedrivable, InvalidArn',
	examples: [
		"An error occurred (InvalidExecutionInput) when calling the StartExecution operation: Invalid State Machine Execution Input: 'Unexpected character ('o' (code 111))'",
		"An error occurred (InvalidArn) when calling the DescribeExecution operation: Invalid Arn: 'Resource type not valid in this context: express'",
		'operation error SFN: DeleteStateMachineVersion, https response error StatusCode: 409, ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
		"StateMachineDeleting: State Machine is being deleted: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders'",
	],
	patterns: [
		{
			text: /\b(?:ExecutionNotRedrivable|StateMachineDeleting|InvalidExecutionInput|StateMachineTypeNotSupported|InvalidEncryptionConfiguration|InvalidTracingConfiguration)(?:Exception)?\b/,
			confidence: 'certain',
		},
		{
			text: /Invalid State Machine Execution Input|State Machine is being deleted|not supported by this type of state machine|Resource type not valid in this context|Version to be deleted must not be referenced by an alias|Failed to publish the State Machine version|Either the definition, the role ARN|TestState (?:API )?does not support|supported when a mock is specified|A test mock should have|Mocked result must|Mock result schema validation error|RoleArn must be specified when testing|Map iteration failure count must|\bInvalid(?:Name|Arn|Output)(?:Exception)?\b\W{1,4}Invalid (?:Name|Arn|Output): ?'|API_DOES_NOT_SUPPORT_LABELED_ARNS|CANNOT_UPDATE_COMPLETED_MAP_RUN/i,
			confidence: 'certain',
		},
		{
			text: /requires? replacing\b|Rename \S{1,400} and update the stack again/i,
			also: /AWS::StepFunctions|AWS::Serverless::StateMachine|Rename arn:aws[\w-]{0,10}:states:|:stateMachine:/,
			confidence: 'certain',
		},
		{
			text: /execution .{0,200}\bcannot be redriven|redrivable period exceeded|\bInvalid Arn: ?'|\bInvalid Name: ?'|\bInvalid Output: ?'|Invalid (?:Encryption|Tracing) Configuration/i,
			also: aboutStates,
			confidence: 'certain',
		},
		{
			text: /\b(?:ConflictException|InvalidArn|InvalidName|InvalidOutput|InvalidToken|MissingRequiredParameter|TooManyTags|ValidationException)\b/,
			also: statesCall,
			unless:
				/Scheduler|EventBridge|Access ?Denied|not authorized|execution role you provide|'(?:input|output|cause|error)' failed to satisfy constraint/i,
			confidence: 'likely',
		},
	],
	explanation: (facts, text = '') => {
		const known = rejectedOperation(errorIn(text));
		return [
			known?.cause ??
				`Step Functions rejected the call${facts.errorName ? ` with ${facts.errorName}` : ''}: a value in the request is not one that the operation accepts.`,
			'Nothing was started or changed, and no permission is missing.',
		];
	},
	nextSteps: (_facts, text = '') => [
		rejectedOperation(errorIn(text))?.advice ??
			'Compare the request with the reference of the operation, and correct the value that the message names. Then repeat the call.',
	],
	checks: () => [import('./common/state-machine-exists.ts')],
	references: [
		{
			title: 'Step Functions API reference: common errors',
			url: 'https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html',
		},
		{
			title: 'Managing versions and aliases',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-cd-aliasing-versioning.html',
		},
	],
	lookalikes: [
		{
			text: 'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename orders-bucket and update the stack again.',
			is: 'another resource',
		},
		{
			text: 'An error occurred (ConflictException) when calling the UpdateAlias operation: Alias is being updated',
			is: 'an alias of a Lambda function',
		},
		{
			text: "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED at /States/Pay'",
			is: 'the definition',
			flow: 'invalid-definition',
		},
	],
	snippet: {
		says: 'Start an execution with valid JSON',
		language: 'sh',
		code: 'aws stepfunctions start-execution --state-machine-arn <state machine ARN> --input \'{"orderId": 7}\'',
	},
};
