import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import {byDeployer, errorAndCause, workFailure} from '../source/incident/signs.ts';
import {statesCall} from '../source/incident/states-operations.ts';

/** What a request leaves out, or names within data, is no resource. */
const partOfRequest =
	/required key|\battributes?\b.{0,40}does not exist|\b(?:column|field|property)\b.{0,80}(?:not found|does not exist)/;

export const resourceNotFound: Flow = {
	id: 'resource-not-found',
	title: 'Something that is called does not exist',
	message: 'State Machine Does Not Exist, Function not found, ResourceNotFoundException',
	examples: [
		"StateMachineDoesNotExist: State Machine Does Not Exist: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders'",
		'{"error":"Lambda.ResourceNotFoundException","cause":"Function not found: arn:aws:lambda:eu-west-1:123456789012:function:charge:$LATEST (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException)"}',
		'{"error":"S3.NoSuchKeyException","cause":"The specified key does not exist. (Service: S3, Status Code: 404, Request ID: 1a2b3c4d)"}',
		"An error occurred (ExecutionDoesNotExist) when calling the DescribeExecution operation: Execution Does Not Exist: 'arn:aws:states:eu-west-1:123456789012:execution:orders:7'",
	],
	patterns: [
		{
			text: /\b(?:StateMachine|Execution|Activity)DoesNotExist(?:Exception)?\b/,
			confidence: 'certain',
		},
		{text: /\b(?:State ?Machine|Execution|Activity) Does Not Exist\b/i, confidence: 'certain'},
		{
			text: /\b(?!Runtime\.)[A-Z]\w{1,20}\.(?:\w{0,30}(?:NotFound|NonExistent|DoesNotExist)|NoSuch)\w{0,30}/,
			also: errorAndCause,
			confidence: 'certain',
		},
		{
			text: /\(Service: [\w ]{2,40}[;,] Status Code: 404|Error Code: (?:\w{0,30}(?:NotFound|NonExistent|DoesNotExist)|NoSuch)\w{0,20}/,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'certain',
		},
		{
			text: /\b(?:does not exist|doesn't exist|not found|cannot be found|could not be found|no such \w{1,20}|unable to describe task definition)\b.{0,160}\(Service: /i,
			also: errorAndCause,
			unless: new RegExp(`${workFailure.source}|${partOfRequest.source}`, 'i'),
			confidence: 'certain',
		},
		{
			text: serviceError,
			also: /\.(?:\w{0,30}(?:NotFound|NonExistent|DoesNotExist)|NoSuch)\w{0,30}|Status Code: 404|Error Code: (?:\w{0,30}NotFound|NoSuch)|\b(?:not found|does not exist)\b.{0,160}\(Service: /,
			unless: new RegExp(`${workFailure.source}|${partOfRequest.source}`, 'i'),
			confidence: 'likely',
		},
		{text: /\bEvents\.ConnectionResource\.ResourceNotFound\b/, confidence: 'certain'},
		{
			text: /\bResourceNotFound(?:Exception)?\b/,
			also: statesCall,
			confidence: 'certain',
		},
		{
			text: /\bNo (?:such )?Map ?Run\b|\b(?:Resource|Map ?Run|Alias|Version) (?:Not Found|Does Not Exist): ?'arn:aws[\w-]{0,10}:states:/i,
			confidence: 'certain',
		},
		{
			text: /Function not found: arn:aws[\w-]{0,10}:lambda:/i,
			unless: new RegExp(`errorMessage|${byDeployer.source}`),
			confidence: 'likely',
		},
	],
	explanation: facts => [
		`${facts.resource ?? facts.stateMachineArn ?? 'What the call names'} does not exist${facts.region ? ` in ${facts.region}` : ''}${facts.accountId ? `, account ${facts.accountId}` : ''}. Most often the name, the Region or the account differs from what was meant, or it was deleted or not deployed yet.`,
		'No permission is missing.',
	],
	nextSteps: (facts, text = '') => [
		`Compare the name in the call or the definition with what exists${facts.region ? ` in ${facts.region}` : ''}.`,
		...(/function:|Function not found|StateMachine|stateMachine:/.test(text)
			? ['A qualifier (a version or an alias after the name) must exist as well.']
			: []),
		...(/Execution ?Does ?Not ?Exist/i.test(text)
			? [
					'Executions of Standard state machines are kept for 90 days; Express executions are not kept at all.',
				]
			: []),
		...(/\.(?:NoSuchKey|\w{0,20}NotFound)/.test(text)
			? ['If it can be missing in normal operation, add a Catch for this error.']
			: []),
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./failed-run/failing-state.ts'),
		import('./failed-run/referenced-resources.ts'),
		import('./failed-run/error-handling.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Troubleshooting Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/troubleshooting.html',
		},
	],
	lookalikes: [
		{
			text: 'An error occurred (ResourceNotFoundException) when calling the GetFunction operation: Function not found: arn:aws:lambda:eu-west-1:123456789012:function:charge',
			is: 'a script that calls Lambda itself',
		},
		{
			text: '{"error":"States.Http.StatusCode.404","cause":"no such order"}',
			is: 'the answer of an HTTP endpoint',
			flow: 'task-failed',
		},
	],
	snippet: {
		says: 'What exists in this Region',
		language: 'sh',
		code: 'aws stepfunctions list-state-machines --query "stateMachines[].stateMachineArn" --output text',
	},
};
