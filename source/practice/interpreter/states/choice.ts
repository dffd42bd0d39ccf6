import {isObject, type JsonObject, member} from '../../../json.ts';
import {comparisons} from '../comparisons.ts';
import {readPath} from '../json-path.ts';
import {evaluateJsonata} from '../jsonata.ts';
import {type Frame, type StateResult, stateError, textIn} from '../run.ts';
import type {Steps} from '../steps.ts';
import {passedOn} from './simple.ts';

/**
 * Takes the first rule that fits, else Default. Without one AWS fails with States.Runtime, although
 * its guide speaks of States.NoChoiceMatched.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function* choice(frame: Frame): Steps<StateResult> {
	const rules = member(frame.state, 'Choices');
	const rule = (Array.isArray(rules) ? rules : []).filter(isObject).find(each => fits(each, frame));
	const next = textIn(rule ?? {}, 'Next') ?? textIn(frame.state, 'Default');

	if (next === null) {
		throw stateError(
			frame,
			'Failed to transition out of the state. The state does not point to a next state.',
		);
	}

	return {output: passedOn(frame), next};
}

function fits(rule: JsonObject, frame: Frame): boolean {
	if (frame.language === 'JSONata') {
		return evaluateJsonata(member(rule, 'Condition'), 'Choices/Condition', {}, frame) === true;
	}

	const {And: all, Or: any, Not: not} = rule;

	if (Array.isArray(all)) {
		return all.filter(isObject).every(each => fits(each, frame));
	}

	if (Array.isArray(any)) {
		return any.filter(isObject).some(each => fits(each, frame));
	}

	return isObject(not) ? !fits(not, frame) : compares(rule, frame);
}

function compares(rule: JsonObject, frame: Frame): boolean {
	const path = textIn(rule, 'Variable') ?? '';
	const operator = Object.keys(rule).find(each => !['Variable', 'Next', 'Comment'].includes(each));
	const found = readPath(path, frame.input, frame);

	if (operator === 'IsPresent') {
		return (found !== undefined) === rule.IsPresent;
	}

	const compare = operator === undefined ? undefined : comparisons[operator.replace(/Path$/, '')];

	if (!compare || operator === undefined) {
		throw stateError(frame, `This practice account does not know the comparison '${operator}'.`);
	}

	if (found === undefined) {
		throw stateError(
			frame,
			`Invalid path '${path}': The choice state's condition path references an invalid value.`,
		);
	}

	const wanted = operator.endsWith('Path')
		? readPath(String(rule[operator]), frame.input, frame)
		: rule[operator];

	return compare(found, wanted);
}
