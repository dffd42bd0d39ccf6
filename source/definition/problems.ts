import {isObject, type JsonObject, member, parseJson} from '../json.ts';
import {nestsTooDeeply} from '../json-tree.ts';
import {DefinitionSyntaxError, parseDefinition} from './parse-definition.ts';
import type {DefinitionProblem, MachineScope, MachineType, Segments} from './problem.ts';
import {queryLanguageOf} from './query-language.ts';
import {stateProblems} from './state-problems.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const largestDefinition = 1_048_576;

const problem = (code: string, message: string, segments: Segments): DefinitionProblem => ({
	code,
	message,
	segments,
});

/**
 * What AWS refuses a definition for, as far as the text alone tells. What paths and JSONata expressions find, arguments
 * and what resources exist are not judged: an empty list does not say that AWS accepts it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export function problemsOf(text: string, type: MachineType): DefinitionProblem[] {
	try {
		const value = readValue(text);
		const queryLanguage = queryLanguageOf(value, 'JSONPath');
		const size = new TextEncoder().encode(text).length;
		const names = new Map<string, Segments>();
		const found = [
			...topProblems(value),
			...machineProblems(value, [], {type, queryLanguage}, names),
		];

		return size > largestDefinition
			? [
					problem(
						'SCHEMA_VALIDATION_FAILED',
						`the definition has ${size} bytes, and at most ${largestDefinition} are allowed`,
						[],
					),
					...found,
				]
			: found;
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			const {line, column, message} = error;
			return [
				{
					...problem('INVALID_JSON_DESCRIPTION', message.replace(/\.$/, ''), []),
					syntax: {line, column},
				},
			];
		}

		throw error;
	}
}

/** The tree of the text is needed only to say where it is wrong. */
function readValue(text: string): JsonObject {
	const value = nestsTooDeeply(text) ? undefined : parseJson(text);
	return isObject(value) ? value : parseDefinition(text).value;
}

const ofTop = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];

const topProblems = (machine: JsonObject): DefinitionProblem[] => [
	...Object.keys(machine)
		.filter(field => !ofTop.includes(field))
		.map(field =>
			problem('SCHEMA_VALIDATION_FAILED', `a definition does not take ${field}`, [field]),
		),
	...(['JSONPath', 'JSONata', undefined].includes(member(machine, 'QueryLanguage') as string)
		? []
		: [
				problem('SCHEMA_VALIDATION_FAILED', 'QueryLanguage must be JSONPath or JSONata', [
					'QueryLanguage',
				]),
			]),
];

function machineProblems(
	machine: JsonObject,
	at: Segments,
	whole: Pick<MachineScope, 'type' | 'queryLanguage'>,
	names: Map<string, Segments>,
): DefinitionProblem[] {
	const startAt = member(machine, 'StartAt');
	const states = member(machine, 'States');

	if (typeof startAt !== 'string' || !isObject(states) || Object.keys(states).length === 0) {
		const missing = typeof startAt === 'string' ? 'States' : 'StartAt';
		return [
			problem('SCHEMA_VALIDATION_FAILED', `the field ${missing} is required and missing`, at),
		];
	}

	const scope = {...whole, states, at: [...at, 'States']};
	const entries = Object.entries(states);
	const duplicates = entries.flatMap(([name]) => {
		const first = names.get(name);
		names.set(name, first ?? [...scope.at, name]);

		return first
			? [
					problem('DUPLICATE_STATE_NAME', `more than one state is called ${JSON.stringify(name)}`, [
						...scope.at,
						name,
					]),
				]
			: [];
	});

	return [
		...(Object.hasOwn(states, startAt)
			? []
			: [
					problem(
						'MISSING_TRANSITION_TARGET',
						`StartAt names the state ${JSON.stringify(startAt)}, which does not exist`,
						[...at, 'StartAt'],
					),
				]),
		...unreachable(startAt, scope),
		...(entries.some(([, state]) => ends(state))
			? []
			: [problem('MISSING_END_STATE', 'no state ends the workflow', scope.at)]),
		...duplicates,
		...entries.flatMap(([name, state]) => [
			...stateProblems(name, state, scope),
			...machinesIn(state).flatMap(([inner, path]) =>
				machineProblems(inner, [...scope.at, name, ...path], whole, names),
			),
		]),
	];
}

const ends = (state: unknown): boolean =>
	member(state, 'End') === true || /^(Succeed|Fail)$/.test(String(member(state, 'Type')));

function unreachable(startAt: string, {states, at}: MachineScope): DefinitionProblem[] {
	const targets = new Set([startAt, ...Object.values(states).flatMap(targetsOf)]);

	return Object.keys(states)
		.filter(name => !targets.has(name))
		.map(name =>
			problem('MISSING_TRANSITION_TARGET', `no state leads to ${JSON.stringify(name)}`, [
				...at,
				name,
			]),
		);
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const targetsOf = (state: unknown): unknown[] => [
	member(state, 'Next'),
	member(state, 'Default'),
	...[...list(member(state, 'Choices')), ...list(member(state, 'Catch'))].map(each =>
		member(each, 'Next'),
	),
];

function machinesIn(state: unknown): [JsonObject, Segments][] {
	const branches = list(member(state, 'Branches')).map((branch, index): [unknown, Segments] => [
		branch,
		['Branches', index],
	]);
	const processors = ['ItemProcessor', 'Iterator'].map((field): [unknown, Segments] => [
		member(state, field),
		[field],
	]);

	return [...branches, ...processors].flatMap(([machine, path]) =>
		isObject(machine) ? [[machine, path]] : [],
	);
}
