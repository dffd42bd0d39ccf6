import type {Flow} from '../source/diagnosis/flow.ts';
import {
	definitionProblems,
	locationInWords,
	type ReportedDefinitionProblem,
} from '../source/incident/details/definition-problems.ts';
import {errorIn} from '../source/incident/quotations.ts';

/** The CDK checks the graph before it writes a template. */
const cdkRefusal =
	/already has a next state|can only be used in one graph|All states must have unique names|Cannot invoke \w{1,20}\(\) on|terminal state|must have at least one|occurs in both .{1,100} and|not a valid state|No current state|Trying to use state/i;

export const invalidDefinition: Flow = {
	id: 'invalid-definition',
	title: 'The definition is not valid',
	message: "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED",
	examples: [
		"InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Missing 'Next' or 'End' field at /States/Charge'",
		"An error occurred (InvalidDefinition) when calling the UpdateStateMachine operation: Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: Ship at /States/Pay/Next'",
		"SCHEMA_VALIDATION_FAILED: Express state machine does not support '.sync' service integration at /States/Charge/Resource",
		"Error: State 'Pay' already has a next state at Pass.makeNext (node_modules/aws-cdk-lib/aws-stepfunctions/lib/states/state.js:1:3321)",
	],
	patterns: [
		{
			text: /\b(?:SCHEMA_VALIDATION_FAILED|MISSING_TRANSITION_TARGET|INVALID_JSON_DESCRIPTION|MISSING_DESCRIPTION|INVALID_RESOURCE|MISSING_END_STATE|DUPLICATE_STATE_NAMES?|INVALID_STATE_NAME|DUPLICATE_LABEL_NAME|INVALID_LABEL_NAME|TOO_DEEPLY_NESTED)\b/,
			confidence: 'certain',
		},
		{text: /Invalid (?:Step Functions )?State Machine Definition/i, confidence: 'certain'},
		{
			text: /\bState ?machine ['"`]?[^'"`]{1,100}['"`]? definition is (?:invalid|not valid)/i,
			confidence: 'certain',
		},
		{text: /\bInvalidDefinition\b|\bASLParserException\b/, confidence: 'certain'},
		{text: /Express state machine does not support/i, confidence: 'certain'},
		{
			text: /Value is not a valid resource ARN|is not a valid resource ARN, or the resource is not available/i,
			confidence: 'certain',
		},
		{
			text: /\bat \/States\/[^\s/]|(?:state machine definition|aws_sfn\w{1,30}).{0,200}(?:is invalid|is not valid|invalid JSON)/i,
			confidence: 'likely',
		},
		{text: /\bE36\d\d\b/, also: /StepFunctions|state ?machine/i, confidence: 'likely'},
		{
			text: /\bState Machine\.States\.\S/,
			confidence: 'likely',
		},
		{
			text: /All states must have unique names|State '[^']{1,100}' already has a next state|Every state can only be used in one graph|State ?machine .{1,100} is malformed/i,
			confidence: 'likely',
		},
		{text: /\baws[-_]stepfunctions\b/, also: cdkRefusal, confidence: 'likely'},
		{
			text: /Variable reference must start with '?\$|The value for the field '[^']{1,200}' must be/i,
			confidence: 'likely',
		},
	],
	explanation: (facts, text = '') => {
		const told = errorIn(text);
		const problems = definitionProblems(told);

		if (byCdk.test(told)) {
			return [
				`The CDK refused to put the states together: ${cdkSentence(told)}. This happens at synth; AWS has not seen the definition.`,
				'No permission is missing, and nothing was created or changed.',
			];
		}

		return [
			problems[0]
				? `${problemInWords(problems[0])}.`.replace(/\.\.$/, '.')
				: 'Step Functions read the definition and did not accept it.',
			...problems.slice(1).map(problemInWords),
			'Nothing was created or changed, and no permission is missing.',
			...(facts.errorName === 'InvalidDefinition' && problems.length === 0
				? ['The message does not say where. The validator does.']
				: []),
		];
	},
	nextSteps: (_facts, text = '') => {
		const told = errorIn(text);

		if (byCdk.test(told)) {
			return [
				/already has a next state/i.test(told)
					? 'Call .next() on each state only once. To continue from several places into one state, build the chain once and pass the same state: a.next(join); b.next(join).'
					: /unique names|occurs in both/i.test(told)
						? 'Give every state in the state machine its own ID, also inside Map and Parallel: the ID is the name of the state.'
						: 'Create a separate state object for each branch of a Parallel or Map: a state can belong to one graph only.',
				'A Choice joins its branches with choice.afterwards().',
				'Check it locally: cdk synth.',
			];
		}

		return [
			...(/Express state machine does not support/i.test(told)
				? [
						'Use a Standard state machine for .sync, .waitForTaskToken and activities, or call the service without waiting.',
					]
				: []),
			'Validate it without deploying: aws stepfunctions validate-state-machine-definition --definition file://definition.json (with --type EXPRESS for an Express state machine).',
			'Placeholders that a deployment tool fills in are a frequent cause: validate the definition with its values filled in.',
		];
	},
	checks: () => [import('./failed-run/definition-valid.ts'), import('./common/managed-by-tool.ts')],
	references: [
		{
			title: 'Service integration patterns in Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html',
		},
		{
			title: 'Integrating optimized services',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html',
		},
	],
	lookalikes: [
		{text: "xstate: unknown state 'paid'", is: 'a state machine of another kind'},
		{
			text: "States.Runtime: Invalid path '$.status': The choice state's condition path references an invalid value.",
			is: 'a valid definition that met other data',
			flow: 'data-path-error',
		},
	],
	snippet: {
		says: 'Validate without deploying',
		language: 'sh',
		code: 'aws stepfunctions validate-state-machine-definition --definition file://definition.json --query "[result, diagnostics[].[code, location, message]]"',
	},
};

/** Older messages give the place alone. */
function problemInWords({code, message, location}: ReportedDefinitionProblem): string {
	const said = message || code;
	return location ? `In ${locationInWords(location)}: ${said}` : said;
}

/** The CDK's own refusals, raised while it puts the states together. */
const byCdk =
	/State '[^']{1,100}' already has a next state|Every state can only be used in one graph|All states must have unique names|Cannot invoke \w{1,20}\(\) on|State with name ["'][^"']{1,100}["'] occurs in both/i;

const cdkSentence = (text: string): string =>
	/(?:State '[^']{1,100}' already has a next state|Trying to use state .{1,200}? definition|State with name ["'][^"']{1,100}["'] occurs in both|Cannot invoke \w{1,20}\(\) on \w{1,20} state|All states must have unique names)/i.exec(
		text,
	)?.[0] ?? 'a state is used twice';
