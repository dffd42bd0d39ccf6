import {isObject, member} from '../json.ts';
import type {Definition} from './parse-definition.ts';
import {type StateAt, walkStates} from './walk-states.ts';

/** The states beside a state: those that it can lead to. */
export const siblingsOf = (state: StateAt, definition: Definition): StateAt[] =>
	walkStates(definition).filter(
		({segments}) =>
			segments.length === state.segments.length &&
			segments.slice(0, -1).every((segment, index) => segment === state.segments[index]),
	);

/** One comparison of a Choice: `$.method`, `StringEquals`, `"card"`. */
export type ChoiceComparison = {variable: string; operator: string; value: unknown};

/** What the rules of a Choice compare, those within And, Or and Not as well; in JSONata their conditions. */
export function comparisonsIn(rule: unknown): ChoiceComparison[] {
	if (Array.isArray(rule)) {
		return rule.flatMap(comparisonsIn);
	}

	if (!isObject(rule)) {
		return [];
	}

	const variable = member(rule, 'Variable') ?? member(rule, 'Condition');
	const operator = Object.keys(rule).find(key => !notOperators.has(key)) ?? '';
	const inner = ['And', 'Or', 'Not'].flatMap(key => comparisonsIn(member(rule, key)));

	return typeof variable === 'string'
		? [{variable, operator, value: member(rule, operator)}, ...inner]
		: inner;
}

const notOperators = new Set(['Variable', 'Condition', 'Next', 'Comment', 'Assign', 'Output']);
