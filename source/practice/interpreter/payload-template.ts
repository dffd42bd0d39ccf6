import {isObject} from '../../json.ts';
import {readPath} from './json-path.ts';
import {type Frame, stateError} from './run.ts';

/**
 * Fills Parameters or ResultSelector: a field that ends in `.$` takes what its path finds.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html
 */
export function fillTemplate(template: unknown, data: unknown, frame: Frame): unknown {
	if (Array.isArray(template)) {
		return template.map(item => fillTemplate(item, data, frame));
	}

	if (!isObject(template)) {
		return template;
	}

	return Object.fromEntries(
		Object.entries(template).map(([field, value]) =>
			field.endsWith('.$')
				? [field.slice(0, -2), evaluate(field, value, data, frame)]
				: [field, fillTemplate(value, data, frame)],
		),
	);
}

function evaluate(field: string, path: unknown, data: unknown, frame: Frame): unknown {
	if (typeof path !== 'string' || !path.startsWith('$')) {
		throw stateError(
			frame,
			`This practice account does not evaluate '${String(path)}' of the field '${field}'.`,
		);
	}

	const found = readPath(path, data, frame);

	if (found === undefined) {
		throw stateError(
			frame,
			`The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${JSON.stringify(data)}'`,
		);
	}

	return found;
}
