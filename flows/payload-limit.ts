import type {Flow} from '../source/diagnosis/flow.ts';
import {stateName} from '../source/incident/details/state-name.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {errorAndCause} from '../source/incident/signs.ts';

export const payloadLimit: Flow = {
	id: 'payload-limit',
	title: 'A payload is too large',
	message:
		'returned a result with a size exceeding the maximum number of bytes service limit; States.DataLimitExceeded',
	examples: [
		"States.DataLimitExceeded: The state/task 'Charge' returned a result with a size exceeding the maximum number of bytes service limit.",
		'{"error":"Lambda.AWSLambdaException","cause":"6297044 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes) (Service: AWSLambda; Status Code: 413; Error Code: RequestTooLargeException)"}',
	],
	patterns: [
		{text: /States\.DataLimitExceeded/, confidence: 'certain'},
		{
			text: /(?:result|input|output|parameters) with a size exceeding the maximum number of (?:bytes|characters)/i,
			confidence: 'certain',
		},
		{
			text: /'(?:input|output)' failed to satisfy constraint: Member must have length less than or equal to \d{5,7}/i,
			confidence: 'likely',
		},
		{
			text: /payload size exceeded|exceeded maximum allowed payload size|Request Entity Too Large|RequestTooLargeException|Function\.ResponseSizeTooLarge|must be smaller than \d{5,9} bytes|must be shorter than \d{5,7} bytes|Status Code: 413|Container Overrides length must be at most|exceeds? the (?:maximum|limit).{0,60}(?:payload|262,?144|256 ?Ki?B)/i,
			also: errorAndCause,
			confidence: 'likely',
		},
		{
			text: /(?:262,?144|256 ?Ki?B).{0,120}(?:exceed|limit|too large)|(?:exceed|limit|too large).{0,120}(?:262,?144|256 ?Ki?B)/i,
			also: /step ?functions?|state machine|States\./i,
			confidence: 'likely',
		},
	],
	explanation: (_facts, text = '') => [
		/Status Code: 413|RequestTooLarge|payload size|ResponseSizeTooLarge/i.test(errorIn(text))
			? 'The request or the response of the called service is larger than that service accepts.'
			: `The input or output of ${stateName(text) ? `the state ${stateName(text)}` : 'a state'} is larger than 256 KiB, the maximum that Step Functions carries.`,
		'No permission is missing, and a retry gives the same error.',
		...(/DataLimitExceeded/.test(text)
			? ['States.ALL does not catch States.DataLimitExceeded; a Catch that names it does.']
			: []),
	],
	nextSteps: () => [
		'Put the data into S3 and pass only its bucket and key.',
		'Keep only what later states need: ResultSelector, ResultPath and OutputPath, or Output with JSONata.',
		'For many items use a Distributed Map: it reads them from S3 and writes its results there.',
	],
	checks: () => [
		import('./failed-run/failing-state.ts'),
		import('./failed-run/payload-size.ts'),
		import('./failed-run/error-handling.ts'),
		import('./common/managed-by-tool.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Best practices for Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html',
		},
		{
			title: 'Step Functions service quotas',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
		},
	],
	lookalikes: [
		{
			text: 'PayloadTooLargeError: request entity too large at readStream (node_modules/raw-body/index.js:155:17)',
			is: 'a web server',
		},
		{
			text: 'Execution history event limit: The execution reached the maximum number of history events (25000).',
			is: 'too many events, not too many bytes',
			flow: 'throttled-or-quota',
		},
	],
	snippet: {
		says: 'Keep only what later states need (JSONPath)',
		language: 'json',
		code: `{
  "ResultSelector": {"id.$": "$.Payload.id"},
  "ResultPath": "$.charge"
}`,
	},
};
