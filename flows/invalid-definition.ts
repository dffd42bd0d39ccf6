import type {Flow} from '../source/diagnosis/flow.ts';
import {
	type DefinitionProblem,
	definitionProblems,
	locationInWords,
} from '../source/incident/details/definition-problems.ts';
import {managedByTool} from './common/managed-by-tool.ts';
import {definitionValid} from './failed-run/definition-valid.ts';

/** The CDK checks the graph before it writes a template. */
const cdkRefusal =
	/already has a next state|can only be used in one graph|All states must have unique names|Cannot invoke \w{1,20}\(\) on|terminal state|must have at least one|occurs in both .{1,100} and|not a valid state|No current state|Trying to use state/i;

export const invalidDefinition: Flow = {
	id: 'invalid-definition',
	title: 'The definition is not valid',
	examples: [
		"InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Missing 'Next' or 'End' field at /States/Charge'",
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
	explanation: (facts, text = '') => [
		'Step Functions read the definition and did not accept it. Nothing was created or changed, and no permission is missing: the definition has to be mended.',
		...definitionProblems(text).map(problemInWords),
		...(facts.errorName === 'InvalidDefinition' && definitionProblems(text).length === 0
			? ['The message does not say where. The validator does.']
			: []),
	],
	nextSteps: () => [
		'Validate it without deploying: aws stepfunctions validate-state-machine-definition --definition file://definition.json (with --type EXPRESS for an Express state machine).',
		'Placeholders that a deployment tool fills in are a frequent cause: validate what is deployed, after they are filled in.',
	],
	checks: [definitionValid, managedByTool],
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
};

/** Older messages give the place alone. */
function problemInWords({code, message, location}: DefinitionProblem): string {
	const said = message || code;
	return location ? `In ${locationInWords(location)}: ${said}` : said;
}
