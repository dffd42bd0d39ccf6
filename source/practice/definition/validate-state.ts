import type {DefinitionDiagnostic} from '../../account/step-functions.ts';
import {isObject, type JsonObject, member} from '../../json.ts';
import {diagnostic, type Machine} from './diagnostic.ts';

const types = ['Task', 'Pass', 'Wait', 'Choice', 'Parallel', 'Map', 'Succeed', 'Fail'];

/** What a state of this type cannot be without. */
const required: Record<string, string> = {
	Task: 'Resource',
	Choice: 'Choices',
	Parallel: 'Branches',
};

export function checkState(name: string, state: unknown, machine: Machine): DefinitionDiagnostic[] {
	const at = `${machine.at}/${name}`;
	const type = member(state, 'Type');

	if (!isObject(state) || typeof type !== 'string' || !types.includes(type)) {
		return [
			diagnostic(
				'SCHEMA_VALIDATION_FAILED',
				`The field 'Type' should have one of these values: [${types.join(', ')}]`,
				`${at}/Type`,
			),
		];
	}

	return [
		...checkFields(state, type, at),
		...checkTransitions(state, machine, at),
		...checkExpressResource(state, machine, at),
	];
}

function checkFields(state: JsonObject, type: string, at: string): DefinitionDiagnostic[] {
	const field = required[type];
	const leadsOn = !['Succeed', 'Fail', 'Choice'].includes(type);
	const leads = member(state, 'End') === true || member(state, 'Next') !== undefined;

	return [
		...(field !== undefined && member(state, field) === undefined
			? [diagnostic('SCHEMA_VALIDATION_FAILED', `These fields are required: [${field}]`, at)]
			: []),
		...(leadsOn && !leads
			? [diagnostic('SCHEMA_VALIDATION_FAILED', "The state must have either 'Next' or 'End'", at)]
			: []),
	];
}

function checkTransitions(
	state: JsonObject,
	{states}: Machine,
	at: string,
): DefinitionDiagnostic[] {
	const missing = (holder: unknown, field: string, place: string): DefinitionDiagnostic[] => {
		const target = member(holder, field);

		return typeof target !== 'string' || Object.hasOwn(states, target)
			? []
			: [
					diagnostic(
						'MISSING_TRANSITION_TARGET',
						`Missing '${field}' target: ${target}`,
						`${place}/${field}`,
					),
				];
	};

	const among = (field: string): DefinitionDiagnostic[] => {
		const holders = member(state, field);

		return (Array.isArray(holders) ? holders : []).flatMap((holder, index) =>
			missing(holder, 'Next', `${at}/${field}[${index}]`),
		);
	};

	return [
		...missing(state, 'Next', at),
		...missing(state, 'Default', at),
		...among('Choices'),
		...among('Catch'),
	];
}

function checkExpressResource(
	state: JsonObject,
	{type}: Machine,
	at: string,
): DefinitionDiagnostic[] {
	const resource = String(member(state, 'Resource') ?? '');
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
