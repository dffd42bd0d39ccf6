import {isObject, member} from '../../json.ts';
import {bracketed, follow, parsePath} from './json-path.ts';
import {fillTemplate} from './payload-template.ts';
import {type Frame, stateError} from './run.ts';

/**
 * What a state works on: its input through InputPath and Parameters.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html
 */
export function effectiveInput(frame: Frame): unknown {
	const input = throughPath('InputPath', frame.input, frame);
	const parameters = member(frame.state, 'Parameters');

	return parameters === undefined ? input : fillTemplate(parameters, input, frame);
}

/** What a state hands on of a result: through ResultSelector, ResultPath and OutputPath. */
export function outputOf(result: unknown, frame: Frame): unknown {
	const selector = member(frame.state, 'ResultSelector');
	const selected = selector === undefined ? result : fillTemplate(selector, result, frame);

	return throughPath('OutputPath', placeResult(frame.state.ResultPath, selected, frame), frame);
}

/** InputPath or OutputPath: `$` where it is not set, nothing of the data where it is null. */
export function throughPath(field: string, data: unknown, frame: Frame): unknown {
	const path = member(frame.state, field);

	if (path === undefined) {
		return data;
	}

	if (path === null) {
		return {};
	}

	const parsed = typeof path === 'string' ? parsePath(path) : null;

	if (!parsed || parsed.context) {
		throw stateError(frame, `This practice account does not evaluate ${field} '${String(path)}'.`);
	}

	const found = follow(data, parsed.steps);

	if (found === undefined) {
		throw stateError(
			frame,
			`Invalid path '${String(path)}' : Missing property in path ${bracketed(parsed.steps)}`,
		);
	}

	return found;
}

/** Puts a result into the state's input: in its place without ResultPath, nowhere where that is null. */
export function placeResult(path: unknown, result: unknown, frame: Frame): unknown {
	if (path === undefined || path === '$') {
		return result;
	}

	if (path === null) {
		return frame.input;
	}

	const parsed = typeof path === 'string' ? parsePath(path) : null;

	if (!parsed || parsed.context) {
		throw stateError(
			frame,
			`This practice account does not evaluate ResultPath '${String(path)}'.`,
		);
	}

	return put(frame.input, parsed.steps, result, () =>
		stateError(
			frame,
			`Unable to apply ReferencePath ${String(path)} to input ${JSON.stringify(frame.input)}`,
		),
	);
}

function put(
	into: unknown,
	[step, ...rest]: (string | number)[],
	result: unknown,
	refusal: () => Error,
): unknown {
	if (step === undefined) {
		return result;
	}

	if (typeof step === 'number' || !isObject(into ?? {})) {
		throw refusal();
	}

	const object = isObject(into) ? into : {};

	return {...object, [step]: put(member(object, step), rest, result, refusal)};
}
