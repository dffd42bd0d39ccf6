import {contextObject} from './context-object.ts';
import {type Frame, stateError} from './frame.ts';
import {follow, parsePath} from './json-path.ts';

/** Undefined where the path finds nothing in the data, or in the context object where it begins with `$$`. */
export function readPath(path: string, data: unknown, frame: Frame): unknown {
	const parsed = parsePath(path);

	if (!parsed) {
		throw stateError(frame, `This practice account does not evaluate the path '${path}'.`);
	}

	return follow(parsed.context ? contextObject(frame) : data, parsed.steps);
}
