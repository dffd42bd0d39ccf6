import type {DefinitionDiagnostic, StateMachineType} from '../../account/step-functions.ts';
import {DefinitionSyntaxError, parseDefinition} from '../../definition/parse-definition.ts';
import {isObject, type JsonObject, member} from '../../json.ts';
import {diagnostic, type Machine} from './diagnostic.ts';
import {checkState} from './validate-state.ts';

/**
 * A part of what AWS finds, worded as AWS words it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export function validateDefinition(text: string, type: StateMachineType): DefinitionDiagnostic[] {
	try {
		return checkMachine(parseDefinition(text).value, '', type);
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			return [diagnostic('INVALID_JSON_DESCRIPTION', 'The definition is not valid JSON', null)];
		}

		throw error;
	}
}

/** The definition, a branch or an item processor. */
function checkMachine(
	machine: JsonObject,
	at: string,
	type: StateMachineType,
): DefinitionDiagnostic[] {
	const startAt = member(machine, 'StartAt');
	const states = member(machine, 'States');

	if (typeof startAt !== 'string' || !isObject(states)) {
		const missing = typeof startAt === 'string' ? 'States' : 'StartAt';

		return [
			diagnostic(
				'SCHEMA_VALIDATION_FAILED',
				`The field '${missing}' is required but was missing`,
				at || '/',
			),
		];
	}

	const here: Machine = {states, at: `${at}/States`, type};

	return [
		...(Object.hasOwn(states, startAt)
			? []
			: [
					diagnostic(
						'MISSING_TRANSITION_TARGET',
						`Missing 'StartAt' target: ${startAt}`,
						`${at}/StartAt`,
					),
				]),
		...Object.entries(states).flatMap(([name, state]) => [
			...checkState(name, state, here),
			...machinesIn(state).flatMap(([inner, path]) =>
				checkMachine(inner, `${here.at}/${name}/${path}`, type),
			),
		]),
	];
}

function machinesIn(state: unknown): [JsonObject, string][] {
	const branches = member(state, 'Branches');
	const all: [unknown, string][] = [
		...(Array.isArray(branches) ? branches : []).map((branch, index): [unknown, string] => [
			branch,
			`Branches[${index}]`,
		]),
		[member(state, 'ItemProcessor'), 'ItemProcessor'],
		[member(state, 'Iterator'), 'Iterator'],
	];

	return all.flatMap(([machine, path]) => (isObject(machine) ? [[machine, path]] : []));
}
