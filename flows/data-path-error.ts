import type {Flow} from '../source/diagnosis/flow.ts';
import {missingPath} from '../source/incident/details/missing-path.ts';
import {stateName} from '../source/incident/details/state-name.ts';

export const dataPathError: Flow = {
	id: 'data-path-error',
	title: 'A path or expression does not fit the data',
	examples: [
		"States.Runtime: An error occurred while executing the state 'Charge' (entered at the event id #7). The JSONPath '$.order.id' specified for the field 'OrderId.$' could not be found in the input '{\"orderId\": 7}'",
	],
	patterns: [
		{
			text: /JSON-?Path '.{1,200}?' specified for the field '|JsonPath argument for the field '/i,
			confidence: 'certain',
		},
		{
			text: /could not be found in the input\b|Reference Path .{1,200} must point to|The function 'States\.\w/i,
			confidence: 'certain',
		},
		{
			text: /Invalid path '[^']{1,200}'|condition path references an invalid value/i,
			confidence: 'certain',
		},
		{
			text: /Unable to apply (?:Path|step|Reference ?Path|JSON ?Path)\b|Failed to transition out of the state/i,
			confidence: 'certain',
		},
		{
			text: /could not be used to start the (?:Task|Map|execution)|Attempting to map over non-iterable/i,
			confidence: 'certain',
		},
		{
			text: /JSONata expression '.{1,300}?' (?:specified|for|threw|returned)/i,
			confidence: 'certain',
		},
		{
			text: /\bStates\.(?:ParameterPathFailure|ResultPathMatchFailure|IntrinsicFailure|NoChoiceMatched|QueryEvaluationError|ItemReaderFailed)\b/,
			unless: /"?ErrorEquals"?/,
			confidence: 'certain',
		},
		{
			text: /error occurred while (?:executing|scheduling|evaluating) the state '/i,
			confidence: 'likely',
		},
		{text: /\bStates\.Runtime\b/, unless: /"?ErrorEquals"?/, confidence: 'likely'},
	],
	explanation: (facts, text = '') => [
		...where(text),
		'The definition and the data do not fit each other. It is not a permission, and a retry with the same input gives the same.',
		...(facts.errorName === 'States.Runtime'
			? ['States.Runtime is not retried and not caught by States.ALL: the execution ends at once.']
			: []),
	],
	nextSteps: facts => [
		`Compare the input of the state in the history${facts.executionArn ? ` of ${facts.executionArn}` : ''} with the path: a letter's case, a missing level, or a ResultPath before it that replaced the input.`,
		'Where a field may be missing, test it first with IsPresent in a Choice state, or give it a default earlier.',
		'Try the state alone with its real input: aws stepfunctions test-state. Without a mock it really calls the service.',
	],
	checks: () => [
		import('./failed-run/failing-state.ts'),
		import('./failed-run/path-in-input.ts'),
		import('./failed-run/choice-default.ts'),
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
};

/** The path that found nothing, beside what the input has instead. */
function where(text: string): string[] {
	const state = stateName(text);
	const missing = missingPath(text);

	if (!missing) {
		return state ? [`It failed in the state ${state}.`] : [];
	}

	return [
		`${state ? `In the state ${state} the` : 'The'} path ${missing.path}${missing.field ? ` of the field ${missing.field}` : ''} found nothing${missing.keys.length > 0 ? `: the input has only ${missing.keys.join(', ')}` : ' in the input'}.`,
	];
}
