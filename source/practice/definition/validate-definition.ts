import type {DefinitionDiagnostic, StateMachineType} from '../../account/step-functions.ts';

/** As far as this account reads definitions: their names, targets and resources. */
export type State = Record<string, unknown> & {
	Type?: string;
	Next?: string;
	End?: boolean;
	Default?: string;
	Resource?: string;
};

type Definition = {StartAt?: unknown; States?: Record<string, State>};

/**
 * A part of what AWS finds, worded as AWS words it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export function validateDefinition(text: string, type: StateMachineType): DefinitionDiagnostic[] {
	const definition = parseJson(text);

	if (definition === null) {
		return [diagnostic('INVALID_JSON_DESCRIPTION', 'The definition is not valid JSON', null)];
	}

	const {StartAt: startAt, States: states} = definition;

	if (typeof startAt !== 'string' || typeof states !== 'object' || states === null) {
		const missing = typeof startAt === 'string' ? 'States' : 'StartAt';

		return [
			diagnostic(
				'SCHEMA_VALIDATION_FAILED',
				`The field '${missing}' is required but was missing`,
				'/',
			),
		];
	}

	return [
		...missingTarget("'StartAt'", startAt, states, '/StartAt'),
		...Object.entries(states).flatMap(([name, state]) => checkState(name, state, states, type)),
	];
}

function checkState(
	name: string,
	state: State,
	states: Record<string, State>,
	type: StateMachineType,
): DefinitionDiagnostic[] {
	const at = `/States/${name}`;
	const ends = state.End || state.Type === 'Succeed' || state.Type === 'Fail';
	const needsNext = !ends && state.Type !== 'Choice';

	return [
		...(needsNext && state.Next === undefined
			? [diagnostic('SCHEMA_VALIDATION_FAILED', "The state must have either 'Next' or 'End'", at)]
			: []),
		...(state.Next === undefined ? [] : missingTarget("'Next'", state.Next, states, `${at}/Next`)),
		...(state.Default === undefined
			? []
			: missingTarget("'Default'", state.Default, states, `${at}/Default`)),
		...checkExpressResource(state, type, at),
	];
}

function checkExpressResource(
	{Resource: resource = ''}: State,
	type: StateMachineType,
	at: string,
): DefinitionDiagnostic[] {
	const pattern = ['.sync', '.waitForTaskToken'].find(ending => resource.includes(ending));

	return type === 'EXPRESS' && pattern
		? [
				diagnostic(
					'SCHEMA_VALIDATION_FAILED',
					`Express state machine does not support '${pattern}' service integration`,
					`${at}/Resource`,
				),
			]
		: [];
}

const missingTarget = (
	member: string,
	target: string,
	states: Record<string, State>,
	at: string,
): DefinitionDiagnostic[] =>
	Object.hasOwn(states, target)
		? []
		: [diagnostic('MISSING_TRANSITION_TARGET', `Missing ${member} target: ${target}`, at)];

const diagnostic = (
	code: string,
	message: string,
	location: string | null,
): DefinitionDiagnostic => ({severity: 'ERROR', code, message, location});

function parseJson(text: string): Definition | null {
	try {
		const parsed: unknown = JSON.parse(text);

		return typeof parsed === 'object' && parsed !== null ? (parsed as Definition) : null;
	} catch {
		return null;
	}
}
