import type {Flow} from '../source/diagnosis/flow.ts';
import {type JsonataProblem, jsonataProblem} from '../source/incident/details/jsonata.ts';
import {missingPath} from '../source/incident/details/missing-path.ts';
import {stateName} from '../source/incident/details/state-name.ts';
import {stateSentence, valueProblem} from '../source/incident/details/value-problem.ts';
import {errorIn} from '../source/incident/quotations.ts';
import {jsonataAdvice} from './failed-run/jsonata-advice.ts';

export const dataPathError: Flow = {
	id: 'data-path-error',
	title: 'A path, an expression or a value does not fit the data',
	message:
		"The JSONPath '…' specified for the field '…' could not be found in the input; States.Runtime; States.QueryEvaluationError",
	examples: [
		"States.Runtime: An error occurred while executing the state 'Charge' (entered at the event id #7). The JSONPath '$.order.id' specified for the field 'OrderId.$' could not be found in the input '{\"orderId\": 7}'",
		"States.Runtime: An error occurred while executing the state 'Is paid?' (entered at the event id #12). Invalid path '$.status': The choice state's condition path references an invalid value.",
		"States.QueryEvaluationError: The JSONata expression '$states.input.items' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object'.",
		"States.QueryEvaluationError: The JSONata expression '$sum($states.input.lines.price)' specified for the field 'Output/total' threw an error during evaluation. T0412: Argument 1 of function \"sum\" must be an array of numbers",
		'{"error":"States.ItemReaderFailed","cause":"field MaxItems must be positive"}',
		'States.Runtime: The SecondsPath parameter references a negative value.',
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
			text: /JSONata expression '(?:(?!JSONata expression ).){1,4000}?' ?(?:specified|for|threw|returned)/i,
			confidence: 'certain',
		},
		{
			text: /\bThe \w{2,40} (?:parameter (?:references|does not reference|cannot be parsed|must)|field refers to value)\b|Map state input must be an array|Wait state delay is too long|\b(?:ToleratedFailure(?:Count|Percentage)|MaxConcurrency|MaxItems(?:PerBatch)?|MaxInputBytesPerBatch|HeartbeatSeconds|TimeoutSeconds)(?:Path)?'? (?:cannot|can't|must|should|has to) (?:not )?(?:be|reference)\b/,
			confidence: 'certain',
		},
		{
			text: /\bTimestamp\w{0,30}\b.{0,160}ISO-?8601|ISO-?8601.{0,160}\bTimestamp\w{0,30}\b/i,
			also: /\bStates\.[A-Z]|the state '|TimestampPath/,
			confidence: 'certain',
		},
		{
			text: /\bStates\.(?:ParameterPathFailure|ResultPathMatchFailure|IntrinsicFailure|NoChoiceMatched|QueryEvaluationError|ItemReaderFailed)\b/,
			confidence: 'certain',
		},
		{
			text: /error occurred while (?:executing|scheduling|evaluating) the state '/i,
			confidence: 'likely',
		},
		{text: /\bStates\.Runtime\b/, confidence: 'likely'},
	],
	explanation: (facts, text = '') => [
		causeOf(text),
		'No permission is missing, and a retry with the same input gives the same error.',
		...(facts.errorName === 'States.Runtime'
			? ['States.Runtime is not retried and not caught by States.ALL: the execution ends at once.']
			: []),
	],
	nextSteps: (facts, text = '') => {
		const jsonata = jsonataProblem(text);
		const value = valueProblem(errorIn(text));
		const history = `aws stepfunctions get-execution-history --execution-arn ${facts.executionArn ?? '<execution ARN>'} --reverse-order`;
		const testState =
			'Test the state alone with its real input: aws stepfunctions test-state. Without a mock this calls the real service.';

		if (jsonata) {
			return [...jsonataAdvice(jsonata), `See the input of the state: ${history}.`, testState];
		}

		if (value) {
			return [
				`Correct the value of ${value.field}: compare the input of the state to the values that the field accepts.`,
				`See the input of the state: ${history}.`,
				'Where the value comes from outside, check it in a Choice state before this one.',
			];
		}

		if (/NoChoiceMatched/.test(text)) {
			return [
				'Add a Default to the Choice state, or a rule for the value that came.',
				`See the input of the state: ${history}.`,
			];
		}

		if (/ItemReaderFailed/.test(text)) {
			return [
				'Check that the file exists, that it is what InputType says (CSV, JSON, JSONL, MANIFEST), and that a JSON file holds an array.',
				'The role needs s3:GetObject on the file, or s3:ListBucket on the bucket for s3:listObjectsV2.',
			];
		}

		return [
			`Compare the input of the state with the path (${history}): a letter's case, a missing level, or a ResultPath before it that replaced the input.`,
			'Where a field can be missing, test it with IsPresent in a Choice state first, or set a default in an earlier Pass state.',
			testState,
		];
	},
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
	lookalikes: [
		{
			text: "SCHEMA_VALIDATION_FAILED: The value for the field 'amount.$' must be a valid JSONPath at /States/Charge/Parameters",
			is: 'a definition that is not valid',
			flow: 'invalid-definition',
		},
		{
			text: 'jsonata: T2001 The left side of the "+" operator must evaluate to a number',
			is: 'JSONata in another program',
		},
	],
	snippet: {
		says: 'Test whether a field is there (JSONPath), before it is used',
		language: 'json',
		code: `{
  "Type": "Choice",
  "Choices": [{"Variable": "$.order.id", "IsPresent": true, "Next": "Charge"}],
  "Default": "Reject"
}`,
	},
};

/** What did not fit, with the names that the text gives. */
function causeOf(text: string): string {
	const told = errorIn(text);
	const state = stateName(told);
	const inState = state ? `In the state ${state}, ` : '';
	const jsonata = jsonataProblem(text);
	const value = valueProblem(told);
	const missing = missingPath(text);

	if (jsonata) {
		return first(
			`${inState}the JSONata expression ${jsonata.expression}${jsonata.field ? ` in the field ${jsonata.field}` : ''} ${wentWrong(jsonata)}.`,
		);
	}

	if (value) {
		return first(`${inState}the value of ${value.field} is not valid: "${value.sentence}".`);
	}

	if (missing) {
		return first(
			`${inState}the path ${missing.path}${missing.field ? ` of the field ${missing.field}` : ''} found nothing${missing.keys.length > 0 ? `: the input has only ${missing.keys.join(', ')}` : ' in the input'}.`,
		);
	}

	if (/NoChoiceMatched/.test(told)) {
		return first(`${inState}no rule of the Choice state matched, and it has no Default.`);
	}

	if (/ItemReaderFailed/.test(told)) {
		return 'The Map state could not read its items from S3.';
	}

	const sentence = stateSentence(told);

	if (sentence) {
		return first(`${inState}the definition and the data do not fit: "${sentence}".`);
	}

	return state
		? `The state ${state} could not use its data: the definition and the data do not fit.`
		: 'A state could not use its data: the definition and the data do not fit.';
}

function wentWrong({types, code, message, isUndefined}: JsonataProblem): string {
	if (types) {
		return `returned a value of type ${types.actual}, but the field needs ${types.expected}`;
	}

	if (code) {
		return `failed with ${code}${message ? ` (${message})` : ''}`;
	}

	return isUndefined ? 'found no value' : 'returned something that the field does not take';
}

const first = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
