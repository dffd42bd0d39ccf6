import {isObject} from '../../json.ts';
import {contextObject} from './context-object.ts';
import {follow, parsePath} from './json-path.ts';
import type {Frame} from './run.ts';
import {StatesError} from './states-error.ts';

/** `result` or `errorOutput`, where the state has one. */
export type StatesContext = Record<string, unknown>;

/**
 * Evaluates what stands between `{%` and `%}`, at every depth. Of JSONata this account knows literal
 * strings, numbers, true, false and null, and paths from `$states`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function evaluateJsonata(
	value: unknown,
	field: string,
	given: StatesContext,
	frame: Frame,
): unknown {
	if (Array.isArray(value)) {
		return value.map((item, index) => evaluateJsonata(item, `${field}[${index}]`, given, frame));
	}

	if (isObject(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([key, member]) => [
				key,
				evaluateJsonata(member, `${field}/${key}`, given, frame),
			]),
		);
	}

	const expression = typeof value === 'string' ? expressionIn(value) : null;

	return expression === null ? value : evaluate(expression, field, given, frame);
}

const expressionIn = (text: string): string | null =>
	text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : null;

const literals: Record<string, unknown> = {true: true, false: false, null: null};

function evaluate(expression: string, field: string, given: StatesContext, frame: Frame): unknown {
	const [, doubled, single, number] =
		/^(?:"([^"\\]*)"|'([^'\\]*)'|(-?\d{1,15}(?:\.\d{1,15})?))$/.exec(expression) ?? [];

	if (doubled !== undefined || single !== undefined) {
		return doubled ?? single;
	}

	if (number !== undefined) {
		return Number(number);
	}

	if (Object.hasOwn(literals, expression)) {
		return literals[expression];
	}

	const path = parsePath(expression.replace(/^\$states/, '$'));

	if (!expression.startsWith('$states') || !path || path.context) {
		throw failure(
			frame,
			`The JSONata expression '${expression}' specified for the field '${field}' is more than this practice account evaluates.`,
		);
	}

	const states = {input: frame.input, context: contextObject(frame), ...given};
	const found = follow(states, path.steps);

	if (found === undefined) {
		throw failure(
			frame,
			`The JSONata expression '${expression}' specified for the field '${field}' returned nothing (undefined).`,
		);
	}

	return found;
}

const failure = ({name, progress}: Frame, why: string): StatesError =>
	new StatesError(
		'States.QueryEvaluationError',
		`An error occurred while executing the state '${name}' (entered at the event id #${progress.entered}). ${why}`,
	);
