import {isObject, type JsonObject, member} from '../json.ts';
import {choiceProblems} from './choice-rules.ts';
import {fieldRules, type Problem} from './field-rules.ts';
import type {DefinitionProblem, MachineScope} from './problem.ts';
import {queryLanguageOf} from './query-language.ts';

const types = ['Task', 'Pass', 'Wait', 'Choice', 'Parallel', 'Map', 'Succeed', 'Fail'];

/** One of each list must be there. */
const required: Record<string, readonly (readonly string[])[]> = {
	Task: [['Resource']],
	Choice: [['Choices']],
	Parallel: [['Branches']],
	Map: [['ItemProcessor', 'Iterator']],
	Wait: [['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath']],
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
const ofJsonPath = new Set([
	'InputPath',
	'OutputPath',
	'ResultPath',
	'Parameters',
	'ResultSelector',
	'ItemsPath',
	'SecondsPath',
	'TimestampPath',
	'TimeoutSecondsPath',
	'HeartbeatSecondsPath',
	'MaxConcurrencyPath',
	'ToleratedFailureCountPath',
	'ToleratedFailurePercentagePath',
	'ErrorPath',
	'CausePath',
	'Result',
]);
const ofJsonata = new Set(['Arguments', 'Output', 'Items']);

/** https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html */
const longestName = 80;

/** What is wrong with one state, its inner machines left aside. */
export function stateProblems(
	name: string,
	state: unknown,
	scope: MachineScope,
): DefinitionProblem[] {
	const at = [...scope.at, name];
	const type = member(state, 'Type');
	const problem = (message: string, ...inside: (string | number)[]): DefinitionProblem => ({
		code: 'SCHEMA_VALIDATION_FAILED',
		message: `state ${JSON.stringify(name)}: ${message}`,
		segments: [...at, ...inside],
	});

	if (!isObject(state) || typeof type !== 'string' || !types.includes(type)) {
		return [problem(`Type must be one of ${types.join(', ')}`)];
	}

	const language = queryLanguageOf(state, scope.queryLanguage);

	return [
		...([...name].length > longestName
			? [
					{
						...problem(`the name has more than ${longestName} characters`),
						code: 'INVALID_STATE_NAME',
					},
				]
			: []),
		...(required[type] ?? [])
			.filter(fields => !fields.some(field => member(state, field) !== undefined))
			.map(fields => problem(`${fields.join(' or ')} is required and missing`)),
		...transitionProblems(state, type, problem),
		...targetProblems(state, scope, problem),
		...languageProblems(state, scope, problem),
		...fieldRules(state, type, language, problem),
		...choiceProblems(state, language, problem),
		...resourceProblems(state, type, scope, problem),
	];
}

function transitionProblems(state: JsonObject, type: string, problem: Problem) {
	const leadsOn = !['Succeed', 'Fail', 'Choice'].includes(type);
	const hasNext = member(state, 'Next') !== undefined;
	const hasEnd = member(state, 'End') === true;

	if (!leadsOn || hasNext !== hasEnd) {
		return [];
	}

	return [problem(hasNext ? 'it has both Next and End' : 'it has neither Next nor "End": true')];
}

const lists = ['Choices', 'Catch'] as const;

function targetProblems(state: JsonObject, {states}: MachineScope, problem: Problem) {
	const missing = (holder: unknown, field: string, ...inside: (string | number)[]) => {
		const target = member(holder, field);

		return typeof target !== 'string' || Object.hasOwn(states, target)
			? []
			: [
					{
						...problem(
							`${field} names the state ${JSON.stringify(target)}, which does not exist`,
							...inside,
							field,
						),
						code: 'MISSING_TRANSITION_TARGET',
					},
				];
	};

	return [
		...missing(state, 'Next'),
		...missing(state, 'Default'),
		...lists.flatMap(field => {
			const holders = member(state, field);

			return (Array.isArray(holders) ? holders : []).flatMap((holder, index) =>
				member(holder, 'Next') === undefined
					? [problem(`Next is required and missing in ${field}`, field, index)]
					: missing(holder, 'Next', field, index),
			);
		}),
		...(['Retry', 'Catch'] as const).flatMap(field => {
			const holders = member(state, field);

			return (Array.isArray(holders) ? holders : []).flatMap((holder, index) =>
				Array.isArray(member(holder, 'ErrorEquals'))
					? []
					: [problem(`ErrorEquals is required and missing in ${field}`, field, index)],
			);
		}),
	];
}

function languageProblems(state: JsonObject, {queryLanguage}: MachineScope, problem: Problem) {
	const language = queryLanguageOf(state, queryLanguage);
	const own = member(state, 'QueryLanguage');
	const foreign = language === 'JSONata' ? ofJsonPath : ofJsonata;

	return [
		...(own === undefined ||
		own === 'JSONata' ||
		(own === 'JSONPath' && queryLanguage !== 'JSONata')
			? []
			: [
					problem(
						queryLanguage === 'JSONata'
							? 'QueryLanguage must be JSONata, as in the whole definition'
							: 'QueryLanguage must be JSONPath or JSONata',
						'QueryLanguage',
					),
				]),
		...Object.keys(state)
			.filter(field => foreign.has(field))
			.map(field => problem(`a state in ${language} does not take ${field}`, field)),
	];
}

function resourceProblems(state: JsonObject, type: string, scope: MachineScope, problem: Problem) {
	const resource = member(state, 'Resource');
	const inExpress = scope.type === 'EXPRESS';

	if (type === 'Map') {
		const mode = member(member(member(state, 'ItemProcessor'), 'ProcessorConfig'), 'Mode');
		return inExpress && mode === 'DISTRIBUTED'
			? [problem('an Express workflow does not take a Map in DISTRIBUTED mode', 'ItemProcessor')]
			: [];
	}

	if (type !== 'Task' || resource === undefined) {
		return [];
	}

	if (typeof resource !== 'string') {
		return [problem('Resource must be an ARN', 'Resource')];
	}

	const pattern = ['.sync', '.waitForTaskToken', ':activity:'].find(each =>
		resource.includes(each),
	);

	return [
		...(/^arn:/.test(resource)
			? []
			: [{...problem('Resource is not an ARN', 'Resource'), code: 'INVALID_RESOURCE'}]),
		...(inExpress && pattern !== undefined && /:states:/.test(resource)
			? [
					problem(
						`an Express workflow does not take ${pattern === ':activity:' ? 'an activity' : `the pattern ${pattern}`}`,
						'Resource',
					),
				]
			: []),
	];
}
