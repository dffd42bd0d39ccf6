import type {Flow} from '../source/diagnosis/flow.ts';
import {otherProducts} from '../source/incident/other-callers.ts';
import {errorAndCause} from '../source/incident/signs.ts';
import {managedByTool} from './common/managed-by-tool.ts';
import {errorHandling} from './failed-run/error-handling.ts';
import {failingState} from './failed-run/failing-state.ts';
import {repeatExecution} from './failed-run/repeat-execution.ts';
import {timeoutUsed} from './failed-run/timeout-used.ts';

export const timedOut: Flow = {
	id: 'timed-out',
	title: 'A state or the execution ran out of time',
	examples: ["States.Timeout: the state 'Charge' ran for longer than its TimeoutSeconds"],
	patterns: [
		{text: /\bStates\.(?:Heartbeat)?Timeout\b/, confidence: 'certain'},
		{text: /\b(?:LambdaFunction|Activity|Execution|Task|MapRun)TimedOut\b/, confidence: 'certain'},
		{
			text: /\bstatus"?\s?[:=]?\s?"?TIMED_OUT\b/i,
			unless: new RegExp(
				`${otherProducts.source}|workflow(?:Id|Type)|taskReferenceName|build-?id`,
				'i',
			),
			confidence: 'certain',
		},
		{text: /\bSandbox\.Timedout\b/i, also: errorAndCause, confidence: 'certain'},
		{text: /\bSandbox\.Timedout\b/i, confidence: 'likely'},
		{
			text: /errorMessage["'] ?: ?["'].{0,120}Task timed out after [\d.]{1,8} seconds/i,
			unless: otherProducts,
			confidence: 'possible',
		},
		{text: /Task timed out after [\d.]{1,8} seconds/i, also: errorAndCause, confidence: 'certain'},
		{
			text: /\bLambda\.\w{3,40}(?:: |",? ?"?cause"?: ?"?).{0,80}Task timed out after [\d.]{1,8} seconds/i,
			confidence: 'certain',
		},
		{
			text: /Task timed out after [\d.]{1,8} seconds/i,
			also: /\bSFN\b|step ?functions?\b|state machine|arn:aws[\w-]{0,10}:states:/i,
			unless: otherProducts,
			confidence: 'likely',
		},
		{
			text: /(?:state machine|step ?function)s?\b.{0,40}\btim(?:ed|es|ing) ?out/i,
			unless: otherProducts,
			confidence: 'likely',
		},
		{text: /\bStates\.Http\.Socket\b/, confidence: 'likely'},
	],
	explanation: (_facts, text = '') => [
		/HeartbeatTimeout/.test(text)
			? 'The task was expected to send a heartbeat and did not in time (HeartbeatSeconds). The worker may have died, may be too slow, or may not send any.'
			: /Sandbox\.Timedout|Task timed out after/i.test(text)
				? 'The Lambda function reached its own timeout. That limit is set on the function, not in the state machine.'
				: "Something took longer than it was allowed: a state longer than its TimeoutSeconds, the execution longer than the state machine's, or an Express execution longer than five minutes.",
		'It is not a permission. A state that waits for a callback or a job whose end is never reported also ends like this.',
	],
	nextSteps: facts => [
		`Find in the history${facts.executionArn ? ` of ${facts.executionArn}` : ''} which state was running, and for how long.`,
		"If the work is merely slow, raise TimeoutSeconds (or the Lambda function's timeout); if it hangs, look at the worker's log.",
		'If it waits for a task token, see that the token reaches the worker and is sent back.',
		'Work of more than five minutes belongs into a Standard state machine.',
	],
	checks: [failingState, timeoutUsed, errorHandling, managedByTool],
	retry: repeatExecution,
	references: [
		{
			title: 'Handling errors in Step Functions workflows',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
		},
	],
};
