import {isObject, type JsonObject, member} from '../json.ts';
import type {DefinitionProblem} from './problem.ts';
import type {QueryLanguage} from './query-language.ts';

export type Problem = (message: string, ...inside: (string | number)[]) => DefinitionProblem;

type At = readonly (string | number)[];

const words = (text: string): string[] => text.split(' ');

const everywhere = new Set(words('Type Comment QueryLanguage'));
const fields = (text: string): ReadonlySet<string> => new Set([...everywhere, ...words(text)]);
const paths = 'InputPath OutputPath Output';
const calls = `${paths} ResultPath Parameters ResultSelector Assign Retry Catch Next End`;

/** AWS refuses every other field. https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html */
const fieldsOf: Record<string, ReadonlySet<string>> = {
	Pass: fields(`${paths} ResultPath Parameters Result Assign Next End`),
	Task: fields(
		`${calls} Resource Arguments Credentials TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath`,
	),
	Wait: fields(`${paths} Assign Seconds SecondsPath Timestamp TimestampPath Next End`),
	Choice: fields(`${paths} Assign Choices Default`),
	Parallel: fields(`${calls} Arguments Branches`),
	Map: fields(
		`${calls} ItemProcessor Iterator ItemsPath Items ItemSelector ItemReader ItemBatcher ResultWriter MaxConcurrency MaxConcurrencyPath ToleratedFailureCount ToleratedFailureCountPath ToleratedFailurePercentage ToleratedFailurePercentagePath Label`,
	),
	Succeed: fields(paths),
	Fail: fields('Error ErrorPath Cause CausePath'),
};

const ofRetrier = new Set(
	words(
		'ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Comment',
	),
);
const ofCatcher = new Set(words('ErrorEquals Next ResultPath Output Assign Comment'));

const oneOf = [
	...words(
		'TimeoutSeconds HeartbeatSeconds MaxConcurrency ToleratedFailureCount ToleratedFailurePercentage Error Cause',
	).map(field => [field, `${field}Path`]),
	['ItemProcessor', 'Iterator'],
	['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
];

const exclusive = new Set(oneOf.flat());

const most = 99_999_999;

const ranges = new Map<string, readonly [least: number, most: number]>(
	Object.entries({
		TimeoutSeconds: [1, most],
		HeartbeatSeconds: [1, most],
		Seconds: [0, most],
		MaxConcurrency: [0, Number.POSITIVE_INFINITY],
		ToleratedFailureCount: [0, Number.POSITIVE_INFINITY],
		ToleratedFailurePercentage: [0, 100],
		MaxAttempts: [0, most],
		BackoffRate: [1, Number.POSITIVE_INFINITY],
		MaxDelaySeconds: [1, 31_622_400],
	}),
);

const isExpression = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('{%');

function setTogether(state: JsonObject, problem: Problem): DefinitionProblem[] {
	const given = Object.keys(state).filter(field => exclusive.has(field));

	return (given.length > 1 ? oneOf : []).flatMap(fields => {
		const set = fields.filter(field => given.includes(field));
		return set.length > 1 ? [problem(`only one of ${set.join(' and ')} can be set`)] : [];
	});
}

/** What AWS refuses of the fields of a state, those of another query language aside. */
export function fieldRules(
	state: JsonObject,
	type: string,
	language: QueryLanguage,
	problem: Problem,
): DefinitionProblem[] {
	return [
		...unknownFields(state, fieldsOf[type] ?? everywhere, `a ${type} state`, problem),
		...setTogether(state, problem),
		...numbers(state, problem),
		...pathFields(state, problem),
		...timestamp(member(state, 'Timestamp'), problem),
		...assigned(member(state, 'Assign'), problem),
		...handlers(state, 'Retry', ofRetrier, problem),
		...handlers(state, 'Catch', ofCatcher, problem),
		...distributed(state, problem),
		...(language === 'JSONata'
			? unclosed(state, [], problem)
			: ['Parameters', 'ResultSelector', 'ItemSelector'].flatMap(field =>
					dollarFields(member(state, field), [field], problem),
				)),
	];
}

export const unknownFields = (
	holder: JsonObject,
	known: ReadonlySet<string>,
	name: string,
	problem: Problem,
	at: At = [],
): DefinitionProblem[] =>
	Object.keys(holder)
		.filter(field => !known.has(field))
		.map(field => problem(`${name} does not take ${field}`, ...at, field));

const numbers = (holder: JsonObject, problem: Problem, at: At = []): DefinitionProblem[] =>
	Object.entries(holder).flatMap(([field, value]) => {
		const [least, greatest] = ranges.get(field) ?? [0, 0];
		const isWrong =
			typeof value === 'number' ? value < least || value > greatest : typeof value === 'string';

		return ranges.has(field) && isWrong && !isExpression(value)
			? [
					problem(
						`${field} must be a number ${greatest === Number.POSITIVE_INFINITY ? `from ${least}` : `from ${least} to ${greatest}`}`,
						...at,
						field,
					),
				]
			: [];
	});

const pathFields = (holder: JsonObject, problem: Problem, at: At = []): DefinitionProblem[] =>
	Object.entries(holder)
		.filter(
			([field, value]) =>
				/Path$/.test(field) && typeof value === 'string' && !/^(?:\$|States\.)/.test(value),
		)
		.map(([field]) => problem(`${field} must be a path that starts with $`, ...at, field));

const timestamp = (value: unknown, problem: Problem): DefinitionProblem[] =>
	typeof value === 'string' &&
	!isExpression(value) &&
	(!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value) ||
		Number.isNaN(Date.parse(value)))
		? [problem('Timestamp must have the form 2030-01-31T00:00:00Z', 'Timestamp')]
		: [];

const assigned = (value: unknown, problem: Problem): DefinitionProblem[] =>
	Object.keys(isObject(value) ? value : {})
		.filter(name => name === 'states' || !/^[\p{L}_][\p{L}\p{N}_]*(?:\.\$)?$/u.test(name))
		.map(name => problem(`${name} cannot be the name of a variable`, 'Assign', name));

function handlers(
	state: JsonObject,
	field: 'Retry' | 'Catch',
	known: ReadonlySet<string>,
	problem: Problem,
): DefinitionProblem[] {
	const all = member(state, field);

	return (Array.isArray(all) ? all : []).flatMap((handler, index, list) => {
		if (!isObject(handler)) {
			return [];
		}

		const at = [field, index];
		const errors = member(handler, 'ErrorEquals');
		const isLast = index === list.length - 1;
		const jitter = member(handler, 'JitterStrategy');

		return [
			...unknownFields(handler, known, `an entry of ${field}`, problem, at),
			...numbers(handler, problem, at),
			...pathFields(handler, problem, at),
			...(Array.isArray(errors) && errors.length === 0
				? [problem(`ErrorEquals is empty in ${field}`, ...at, 'ErrorEquals')]
				: []),
			...(Array.isArray(errors) && errors.includes('States.ALL') && (errors.length > 1 || !isLast)
				? [problem(`States.ALL must be alone, in the last entry of ${field}`, ...at, 'ErrorEquals')]
				: []),
			...(jitter === undefined || jitter === 'FULL' || jitter === 'NONE'
				? []
				: [problem('JitterStrategy must be FULL or NONE', ...at, 'JitterStrategy')]),
		];
	});
}

function distributed(state: JsonObject, problem: Problem): DefinitionProblem[] {
	return ['ItemProcessor', 'Iterator'].flatMap(field => {
		const config = member(member(state, field), 'ProcessorConfig');
		const type = member(config, 'ExecutionType');
		const at = [field, 'ProcessorConfig'];

		return [
			...(member(member(state, field), 'QueryLanguage') === undefined
				? []
				: [problem(`${field} does not take QueryLanguage`, field, 'QueryLanguage')]),
			...(member(config, 'Mode') === 'DISTRIBUTED' && type === undefined
				? [problem('ExecutionType is required and missing in DISTRIBUTED mode', ...at)]
				: []),
			...(type === undefined || type === 'STANDARD' || type === 'EXPRESS'
				? []
				: [problem('ExecutionType must be STANDARD or EXPRESS', ...at, 'ExecutionType')]),
		];
	});
}

const intrinsic =
	/^States\.(?:Format|StringToJson|JsonToString|Array|ArrayPartition|ArrayContains|ArrayRange|ArrayGetItem|ArrayLength|ArrayUnique|Base64Encode|Base64Decode|Hash|JsonMerge|MathRandom|MathAdd|StringSplit|UUID)\(.*\)\s*$/s;

/** `"name.$"`: its value is a path or a call of an intrinsic function. */
function dollarFields(value: unknown, at: At, problem: Problem): DefinitionProblem[] {
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => dollarFields(item, [...at, index], problem));
	}

	return Object.entries(isObject(value) ? value : {}).flatMap(([name, inner]) =>
		!name.endsWith('.$')
			? dollarFields(inner, [...at, name], problem)
			: typeof inner === 'string' && (inner.startsWith('$') || intrinsic.test(inner))
				? []
				: [problem(`${name} must be a JSONPath or a call of an intrinsic function`, ...at, name)],
	);
}

const inner = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Comment']);

function unclosed(value: unknown, at: At, problem: Problem): DefinitionProblem[] {
	if (typeof value === 'string') {
		return isExpression(value) && !value.trimEnd().endsWith('%}')
			? [problem('a JSONata expression ends with %}', ...at)]
			: [];
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, each]) =>
				at.length === 0 && inner.has(name) ? [] : unclosed(each, [...at, name], problem),
			)
		: [];
}
