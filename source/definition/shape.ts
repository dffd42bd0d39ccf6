import {isObject} from '../json.ts';
import type {PathStep} from './data-path.ts';

/** A value of which parts are known. What an object does not hold is not known either. */
export type Shape = unknown;

/** Stands in a shape for what is known only when the state runs. */
export const open: Shape = Object.freeze({});

export function follow(shape: Shape, steps: readonly PathStep[]): Shape {
	let at = shape;

	for (const step of steps) {
		if (typeof step === 'number' ? !Array.isArray(at) : !isObject(at) || !Object.hasOwn(at, step)) {
			return open;
		}

		at = (at as Record<PathStep, unknown>)[step];
	}

	return at;
}

export function put(shape: Shape, [step, ...rest]: readonly PathStep[], value: Shape): Shape {
	if (step === undefined) {
		return value;
	}

	// Of a list nothing is kept: its other items do not matter here.
	if (typeof step === 'number') {
		return open;
	}

	const there = isObject(shape) ? shape : {};
	const inner = Object.hasOwn(there, step) ? there[step] : open;

	return Object.fromEntries([
		...Object.entries(there).filter(([key]) => key !== step),
		[step, put(inner, rest, value)],
	]);
}

/** What is known whichever of the two it is. */
export function common(left: Shape, right: Shape): Shape {
	if (left === open || right === open) {
		return open;
	}

	if (isObject(left) && isObject(right)) {
		return Object.fromEntries(
			Object.keys(left)
				.filter(key => Object.hasOwn(right, key))
				.map(key => [key, common(left[key], right[key])]),
		);
	}

	return same(left, right) ? left : open;
}

export const same = (left: Shape, right: Shape): boolean =>
	left === right ||
	(left !== open && right !== open && JSON.stringify(left) === JSON.stringify(right));

/** Whether a value is known through and through. */
export function isKnown(shape: Shape): boolean {
	if (shape === open) {
		return false;
	}

	return typeof shape !== 'object' || shape === null || Object.values(shape).every(isKnown);
}
