import type {Flow} from '../source/diagnosis/flow.ts';
import type {Facts} from '../source/incident/facts.ts';
import {otherProducts} from '../source/incident/other-callers.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {errorAndCause} from '../source/incident/signs.ts';
import {unreachable} from './failed-run/task-failure.ts';

export const timedOut: Flow = {
	id: 'timed-out',
	title: 'A state or the execution timed out',
	message: 'States.Timeout, Task timed out after … seconds',
	examples: [
		"States.Timeout: the state 'Charge' ran for longer than its TimeoutSeconds",
		'{"error":"Sandbox.Timedout","cause":"{\\"errorMessage\\":\\"RequestId: 1a2b3c4d Error: Task timed out after 3.00 seconds\\",\\"errorType\\":\\"Sandbox.Timedout\\"}"}',
		'{"status":"TIMED_OUT","executionArn":"arn:aws:states:eu-west-1:123456789012:execution:orders:7"}',
		'{"error":"States.Timeout","cause":"Heartbeat timed out"}',
	],
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
		{
			text: /\bTIMED_OUT\b/,
			also: /step ?functions?\b|state ?machine|arn:aws[\w-]{0,10}:states:/i,
			unless: otherProducts,
			confidence: 'likely',
		},
		{text: /\bStates\.Http\.Socket\b/, unless: unreachable, confidence: 'likely'},
	],
	explanation: (facts, text = '') => [
		whatTimedOut(facts, errorIn(text)),
		'No permission is missing.',
	],
	nextSteps: (facts, text = '') => whatHelps(facts, errorIn(text)),
	checks: () => [
		import('./failed-run/failing-state.ts'),
		import('./failed-run/timeout-used.ts'),
		import('./failed-run/error-handling.ts'),
		import('./common/managed-by-tool.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Handling errors in Step Functions workflows',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
		},
	],
	lookalikes: [
		{
			text: '2026-11-20T16:00:56.047Z 1a2b Task timed out after 3.00 seconds',
			is: 'a Lambda function alone: nothing says that a state machine called it',
		},
		{
			text: "An error occurred (TaskTimedOut) when calling the SendTaskSuccess operation: Task Timed Out: 'Provided task does not exist anymore'",
			is: 'a worker that answers too late',
			flow: 'callback-token-rejected',
		},
		{
			text: 'conductor workflow orders_wf {"workflowId":"7","status":"TIMED_OUT"}',
			is: 'another workflow engine',
		},
	],
	snippet: {
		says: 'See what ran last, and for how long',
		language: 'sh',
		code: 'aws stepfunctions get-execution-history --execution-arn <execution ARN> --reverse-order --max-items 10 --query "events[].[timestamp, type]" --output table',
	},
};

const functionTimeout = /Task timed out after (\d{1,5})(?:\.\d{1,3})? seconds|Sandbox\.Timedout/i;

/** Seconds after which no Lambda function runs on. */
const lambdaMaximum = 900;

const isAtMaximum = (text: string): boolean =>
	Number(functionTimeout.exec(text)?.[1] ?? 0) >= lambdaMaximum;

/** An `:execution:` ARN is one of a Standard state machine. */
const isStandard = ({executionArn}: Facts): boolean =>
	executionArn?.includes(':execution:') ?? false;

function whatTimedOut(facts: Facts, text: string): string {
	if (/HeartbeatTimeout|Heartbeat timed out/i.test(text)) {
		return 'The task sent no heartbeat within HeartbeatSeconds. The worker has stopped, is too slow, or sends none.';
	}

	if (isAtMaximum(text)) {
		return 'The Lambda function ran for 900 seconds, the maximum that Lambda allows. Its timeout cannot be raised.';
	}

	if (functionTimeout.test(text)) {
		return 'The Lambda function reached its own timeout. That limit is set on the function, not in the state machine.';
	}

	if (/Http\.Socket/.test(text)) {
		return 'The HTTP endpoint did not answer within 60 seconds, the maximum of an HTTP task.';
	}

	return isStandard(facts)
		? "A state ran longer than its TimeoutSeconds, or the execution longer than the state machine's."
		: "A state ran longer than its TimeoutSeconds, the execution longer than the state machine's, or an Express execution longer than five minutes.";
}

function whatHelps(facts: Facts, text: string): string[] {
	const history = `See which state was running, and for how long: aws stepfunctions get-execution-history --execution-arn ${facts.executionArn ?? '<execution ARN>'} --reverse-order.`;

	if (isAtMaximum(text)) {
		return [
			'Split the work: process the items in a Map state, or process a part per function call and loop until all is done.',
			'Or run it where 15 minutes are no limit: an ECS task (ecs:runTask.sync), a Batch job (batch:submitJob.sync) or a Glue job (glue:startJobRun.sync).',
			'If it should finish earlier, read the log of the function: a call to a database or an endpoint without a timeout often hangs.',
		];
	}

	if (functionTimeout.test(text)) {
		return [
			'Read the log of the function before the timeout. If it hangs in a call, set a timeout on that call.',
			'If it is only slow, raise its timeout (at most 900 seconds): aws lambda update-function-configuration --function-name <function> --timeout <seconds>. More memory also gives it more CPU.',
		];
	}

	return [
		history,
		'If the work is only slow, raise TimeoutSeconds of the state; if it hangs, read the log of the worker or job.',
		'If the state waits for a task token, check that the token reaches the worker and is sent back.',
		...(isStandard(facts)
			? []
			: [
					'If the state machine is Express: work of more than five minutes needs a Standard state machine.',
				]),
	];
}
