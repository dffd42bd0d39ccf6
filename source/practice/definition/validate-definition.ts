import type {DefinitionDiagnostic, StateMachineType} from '../../account/step-functions.ts';
import {isObject, type JsonObject, member} from '../../json.ts';
import {innerDefinitions, readDefinition} from './read.ts';

/** A definition, a branch or an item processor, and its place in the whole. */
type Level = {states: JsonObject; at: string; type: StateMachineType};

const types = ['Task', 'Pass', 'Wait', 'Choice', 'Parallel', 'Map', 'Succeed', 'Fail'];
const requiredField: Record<string, string> = {
	Task: 'Resource',
	Choice: 'Choices',
	Parallel: 'Branches',
};

/**
 * A part of what AWS finds, in the words of AWS.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export function validateDefinition(text: string, type: StateMachineType): DefinitionDiagnostic[] {
	const definition = readDefinition(text);

	return definition === null
		? [error('INVALID_JSON_DESCRIPTION', 'The definition is not valid JSON', null)]
		: checkLevel(definition, '', type);
}

const error = (code: string, message: string, location: string | null): DefinitionDiagnostic => ({
	severity: 'ERROR',
	code,
	message,
	location,
});

const invalid = (message: string, location: string): DefinitionDiagnostic =>
	error('SCHEMA_VALIDATION_FAILED', message, location);

function checkLevel(
	definition: JsonObject,
	at: string,
	type: StateMachineType,
): DefinitionDiagnostic[] {
	const startAt = member(definition, 'StartAt');
	const states = member(definition, 'States');

	if (typeof startAt !== 'string' || !isObject(states)) {
		const missing = typeof startAt === 'string' ? 'States' : 'StartAt';

		return [invalid(`The field '${missing}' is required but was missing`, at || '/')];
	}

	const level: Level = {states, at: `${at}/States`, type};

	return [
		...target(definition, 'StartAt', at, level),
		...Object.entries(states).flatMap(([name, state]) => [
			...checkState(`${level.at}/${name}`, state, level),
			...innerDefinitions(state).flatMap(([inner, path]) =>
				checkLevel(inner, `${level.at}/${name}/${path}`, type),
			),
		]),
	];
}

function checkState(at: string, state: unknown, level: Level): DefinitionDiagnostic[] {
	const type = member(state, 'Type');

	if (!isObject(state) || typeof type !== 'string' || !types.includes(type)) {
		return [
			invalid(
				`The field 'Type' should have one of these values: [${types.join(', ')}]`,
				`${at}/Type`,
			),
		];
	}

	const field = requiredField[type];
	const needsNext = !['Succeed', 'Fail', 'Choice'].includes(type);
	const hasNext = member(state, 'End') === true || member(state, 'Next') !== undefined;
	const resource = String(member(state, 'Resource') ?? '');
	const pattern = ['.sync', '.waitForTaskToken'].find(ending => resource.includes(ending));

	return [
		...(field !== undefined && member(state, field) === undefined
			? [invalid(`These fields are required: [${field}]`, at)]
			: []),
		...(needsNext && !hasNext ? [invalid("The state must have either 'Next' or 'End'", at)] : []),
		...target(state, 'Next', at, level),
		...target(state, 'Default', at, level),
		...['Choices', 'Catch'].flatMap(holders => targets(state, holders, at, level)),
		...(level.type === 'EXPRESS' && pattern
			? [
					invalid(
						`Express state machine does not support '${pattern}' service integration`,
						`${at}/Resource`,
					),
				]
			: []),
	];
}

function targets(state: JsonObject, field: string, at: string, level: Level) {
	const holders = member(state, field);

	return (Array.isArray(holders) ? holders : []).flatMap((holder, index) =>
		target(holder, 'Next', `${at}/${field}[${index}]`, level),
	);
}

function target(
	holder: unknown,
	field: string,
	at: string,
	{states}: Level,
): DefinitionDiagnostic[] {
	const name = member(holder, field);

	return typeof name !== 'string' || Object.hasOwn(states, name)
		? []
		: [error('MISSING_TRANSITION_TARGET', `Missing '${field}' target: ${name}`, `${at}/${field}`)];
}
