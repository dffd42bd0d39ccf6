import {member} from '../../json.ts';
import {contextObject} from './context-object.ts';
import {type Frame, stateError} from './run.ts';

/** `Task`, `[0]`, `['order id']`: what a path is made of. */
const step = /^(?:\.([A-Za-z_][\w-]{0,127})|\[(\d{1,9})\]|\['([^']{1,127})'\]|\["([^"]{1,127})"\])/;

/**
 * The names and indexes of a path behind its `$` or `$$`; null for what this account does not read:
 * wildcards, filters, slices, functions.
 */
export function parsePath(path: string): {context: boolean; steps: (string | number)[]} | null {
	const context = path.startsWith('$$');
	let rest = path.slice(context ? 2 : 1);
	const steps: (string | number)[] = [];

	if (!path.startsWith('$')) {
		return null;
	}

	while (rest !== '') {
		const found = step.exec(rest);

		if (!found) {
			return null;
		}

		const [all, name, index, single, double] = found;
		steps.push(index === undefined ? (name ?? single ?? double ?? '') : Number(index));
		rest = rest.slice(all.length);
	}

	return {context, steps};
}

/** Undefined where the path leads nowhere. */
export const follow = (value: unknown, steps: readonly (string | number)[]): unknown =>
	steps.reduce<unknown>(
		(at, each) =>
			typeof each === 'number' ? (Array.isArray(at) ? at[each] : undefined) : member(at, each),
		value,
	);

/** As Step Functions writes it in its errors: `$['order']['id']`. */
export const bracketed = (steps: readonly (string | number)[]): string =>
	`$${steps.map(each => (typeof each === 'number' ? `[${each}]` : `['${each}']`)).join('')}`;

/** Undefined where the path finds nothing in the data, or in the context object where it begins with `$$`. */
export function readPath(path: string, data: unknown, frame: Frame): unknown {
	const parsed = parsePath(path);

	if (!parsed) {
		throw stateError(frame, `This practice account does not evaluate the path '${path}'.`);
	}

	return follow(parsed.context ? contextObject(frame) : data, parsed.steps);
}
