import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import {errorAndCause, workFailure} from '../source/incident/signs.ts';

export const alreadyExists: Flow = {
	id: 'already-exists',
	title: 'The name is already taken',
	message: 'Execution Already Exists, State Machine Already Exists',
	examples: [
		"ExecutionAlreadyExists: Execution Already Exists: 'arn:aws:states:eu-west-1:123456789012:execution:orders:run-7'",
		"An error occurred (StateMachineAlreadyExists) when calling the CreateStateMachine operation: State Machine Already Exists: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders'",
		'{"error":"Glue.AlreadyExistsException","cause":"Job already exists. (Service: Glue, Status Code: 400, Request ID: 1a2b3c4d)"}',
	],
	patterns: [
		{
			text: /\b(?:StateMachine|Execution|Activity)AlreadyExists(?:Exception)?\b/,
			confidence: 'certain',
		},
		{text: /\b(?:State ?Machine|Execution|Activity) Already Exists\b/i, confidence: 'certain'},
		{
			text: /\b[A-Z]\w{1,40}\.\w{0,40}Already(?:Exists|Owned)\w{0,20}|\balready exists?\b.{0,160}\(Service: |Error Code: \w{0,40}AlreadyExists/i,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'certain',
		},
		{
			text: serviceError,
			also: /\.\w{0,40}Already(?:Exists|Owned)\w{0,20}/,
			unless: workFailure,
			confidence: 'likely',
		},
	],
	explanation: (facts, text = '') => [
		/Execution ?Already ?Exists/i.test(text)
			? `An execution with this name${facts.resource ? ` (${facts.resource})` : ''} was started before, with another input or already ended. A Standard state machine can use a name again only after 90 days.`
			: /(?:State ?Machine|Activity) ?Already ?Exists/i.test(text)
				? `${facts.resource ?? 'A state machine or activity of this name'} exists in this account and Region, with another definition or other settings.`
				: 'A state tried to create something that exists already.',
		'No permission is missing. Often the same request was sent twice, which is harmless.',
	],
	nextSteps: (facts, text = '') => [
		...(facts.executionArn
			? [
					`Look at the existing one: aws stepfunctions describe-execution --execution-arn ${facts.executionArn}.`,
				]
			: []),
		...(facts.stateMachineArn && !facts.executionArn
			? [
					`Look at the existing one: aws stepfunctions describe-state-machine --state-machine-arn ${facts.stateMachineArn}.`,
				]
			: []),
		...(/Execution ?Already ?Exists/i.test(text)
			? [
					'Give each execution a unique name, or none, so that Step Functions generates one. Where the name prevents a request from running twice, treat this error as success.',
				]
			: /(?:State ?Machine|Activity) ?Already ?Exists/i.test(text)
				? [
						'Update the existing one (aws stepfunctions update-state-machine), or import it into the deployment tool.',
					]
				: [
						'Where existing is fine, add a Catch for this error and continue. Otherwise make the name unique, for example with $$.Execution.Name.',
					]),
	],
	checks: () => [import('./failed-run/name-taken.ts')],
	references: [
		{
			title: 'Step Functions service quotas',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
		},
	],
	lookalikes: [
		{text: 'EntityAlreadyExists: Role with name sfn-exec already exists.', is: 'an IAM role'},
		{
			text: 'An error occurred (ConflictException) when calling the CreateStateMachineAlias operation: Failed to create alias because an alias with the same name and a different routing configuration already exists.',
			is: 'an alias',
			flow: 'operation-rejected',
		},
	],
	snippet: {
		says: 'Start without a name; Step Functions generates one',
		language: 'sh',
		code: "aws stepfunctions start-execution --state-machine-arn <state machine ARN> --input '{}'",
	},
};
