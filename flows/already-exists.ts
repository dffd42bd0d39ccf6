import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import {errorAndCause, workFailure} from '../source/incident/signs.ts';
import {nameTaken} from './failed-run/name-taken.ts';

export const alreadyExists: Flow = {
	id: 'already-exists',
	title: 'The name is already taken',
	examples: [
		"ExecutionAlreadyExists: Execution Already Exists: 'arn:aws:states:eu-west-1:123456789012:execution:orders:run-7'",
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
	explanation: (_facts, text = '') => [
		/Execution ?Already ?Exists/i.test(text)
			? 'An execution of this name was started before, with another input or already finished. Names of executions of a Standard state machine can be used again only after 90 days.'
			: 'There is already one of this name in this account and region, with another definition or other settings.',
		'It is not a permission. Often it means that the same request was sent twice, which is then harmless.',
	],
	nextSteps: facts => [
		...(facts.executionArn ? [`Look at the one that exists: ${facts.executionArn}.`] : []),
		...(facts.stateMachineArn ? [`Look at the one that exists: ${facts.stateMachineArn}.`] : []),
		'For executions give each a name of its own, or none, so that Step Functions makes one; where the name is there to keep a request from running twice, treat this error as success.',
		'For state machines update the existing one, or let the deployment tool import it.',
	],
	checks: [nameTaken],
	references: [
		{
			title: 'Step Functions service quotas',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
		},
	],
};
