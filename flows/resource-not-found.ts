import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import {errorAndCause, workFailure} from '../source/incident/signs.ts';
import {stateMachineExists} from './common/state-machine-exists.ts';
import {errorHandling} from './failed-run/error-handling.ts';
import {failingState} from './failed-run/failing-state.ts';
import {referencedResources} from './failed-run/referenced-resources.ts';
import {repeatExecution} from './failed-run/repeat-execution.ts';

export const resourceNotFound: Flow = {
	id: 'resource-not-found',
	title: 'Something that is called does not exist',
	examples: [
		"StateMachineDoesNotExist: State Machine Does Not Exist: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders'",
	],
	patterns: [
		{
			text: /\b(?:StateMachine|Execution|Activity)DoesNotExist(?:Exception)?\b/,
			confidence: 'certain',
		},
		{text: /\b(?:State ?Machine|Execution|Activity) Does Not Exist\b/i, confidence: 'certain'},
		{
			text: /\b[A-Z]\w{1,20}\.(?:\w{0,30}(?:NotFound|NonExistent|DoesNotExist)|NoSuch)\w{0,30}/,
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
			unless: workFailure,
			confidence: 'certain',
		},
		{
			text: serviceError,
			also: /\.(?:\w{0,30}(?:NotFound|NonExistent|DoesNotExist)|NoSuch)\w{0,30}|Status Code: 404|Error Code: (?:\w{0,30}NotFound|NoSuch)/,
			unless: workFailure,
			confidence: 'likely',
		},
		{text: /\bEvents\.ConnectionResource\.ResourceNotFound\b/, confidence: 'certain'},
		{
			text: /\bNo (?:such )?Map ?Run\b|\b(?:Resource|Map ?Run|Alias|Version) (?:Not Found|Does Not Exist): ?'arn:aws[\w-]{0,10}:states:/i,
			confidence: 'certain',
		},
		{
			text: /Function not found: arn:aws[\w-]{0,10}:lambda:/i,
			unless: /errorMessage|HandlerErrorCode/,
			confidence: 'likely',
		},
	],
	explanation: facts => [
		`${facts.resource ?? facts.stateMachineArn ?? 'What is called'} was not found. Most often the name, the region or the account is another than meant, or it was deleted or not deployed yet.`,
		'It is not a permission, and no Allow will make it appear.',
	],
	nextSteps: facts => [
		`Compare the name in the call or in the definition with what exists${facts.region ? ` in ${facts.region}` : ''}${facts.accountId ? `, account ${facts.accountId}` : ''}.`,
		'A qualifier (a version or an alias after the name) has to exist as well.',
		'Executions of Standard state machines are kept for 90 days; of Express state machines not at all.',
	],
	checks: [stateMachineExists, failingState, referencedResources, errorHandling],
	retry: repeatExecution,
	references: [
		{
			title: 'Troubleshooting Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/troubleshooting.html',
		},
	],
};
