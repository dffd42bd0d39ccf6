import {isObject, type JsonObject, member} from '../json.ts';
import {type Problem, unknownFields} from './field-rules.ts';
import type {DefinitionProblem} from './problem.ts';
import type {QueryLanguage} from './query-language.ts';

const comparisons = [
	...['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'].flatMap(
		operator =>
			['String', 'Numeric', 'Timestamp', ...(operator === 'Equals' ? ['Boolean'] : [])].flatMap(
				type => [`${type}${operator}`, `${type}${operator}Path`],
			),
	),
	'StringMatches',
	...['Null', 'Present', 'Numeric', 'String', 'Boolean', 'Timestamp'].map(type => `Is${type}`),
];
const selectors = ['And', 'Or', 'Not', 'Variable', 'Condition'];
const withinRule = new Set([...selectors, ...comparisons, 'Comment']);
const atTop = new Set([...withinRule, 'Next', 'Assign', 'Output']);

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export function choiceProblems(
	state: JsonObject,
	language: QueryLanguage,
	problem: Problem,
): DefinitionProblem[] {
	const choices = member(state, 'Choices');

	if (Array.isArray(choices) && choices.length === 0) {
		return [problem('Choices is empty', 'Choices')];
	}

	return (Array.isArray(choices) ? choices : []).flatMap((rule, index) =>
		ruleProblems(rule, true, language, ['Choices', index], problem),
	);
}

function ruleProblems(
	rule: unknown,
	isTop: boolean,
	language: QueryLanguage,
	at: readonly (string | number)[],
	problem: Problem,
): DefinitionProblem[] {
	if (!isObject(rule)) {
		return [];
	}

	const fields = Object.keys(rule);
	const set = fields.filter(field => selectors.includes(field));
	const operators = fields.filter(field => comparisons.includes(field));
	const foreign = language === 'JSONata' ? selectors.slice(0, 4) : ['Condition'];
	const variable = member(rule, 'Variable');
	const nested = ['And', 'Or', 'Not'].flatMap(field =>
		[member(rule, field)]
			.flat()
			.flatMap((inner, index) =>
				ruleProblems(
					inner,
					false,
					language,
					field === 'Not' ? [...at, field] : [...at, field, index],
					problem,
				),
			),
	);

	return [
		...unknownFields(rule, isTop ? atTop : withinRule, 'a rule of a Choice state', problem, at),
		...set
			.filter(field => foreign.includes(field))
			.map(field => problem(`a rule in ${language} does not take ${field}`, ...at, field)),
		...(set.length === 1 ? [] : [problem(`a rule needs one of ${selectors.join(', ')}`, ...at)]),
		...(variable !== undefined && operators.length !== 1
			? [problem('a rule with Variable needs one comparison operator', ...at)]
			: []),
		...(typeof variable === 'string' && !variable.startsWith('$')
			? [problem('Variable must be a path that starts with $', ...at, 'Variable')]
			: []),
		...nested,
	];
}
