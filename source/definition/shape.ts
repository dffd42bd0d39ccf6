import {isObject} from '../json.ts';
import type {PathStep} from './data-path.ts';

/** A value of which parts are known. What an object does not hold is not known either. */
export type Shape = unknown;

/** Stands in a shape for what is known only when the state runs. */
export const open: Shape = Object.freeze({});

/** Objects that hold more than is known of them. */
const partial = new WeakSet<object>();

const inPart = <Value extends object>(value: Value): Value => {
	partial.add(value);
	return value;
};

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

	const whole = Object.fromEntries([
		...Object.entries(there).filter(([key]) => key !== step),
		[step, put(inner, rest, value)],
	]);

	return isObject(shape) && shape !== open && !partial.has(shape) ? whole : inPart(whole);
}

/** What is known whichever of the two it is. */
export function common(left: Shape, right: Shape): Shape {
	if (left === open || right === open) {
		return open;
	}

	if (same(left, right) && isComplete(left) && isComplete(right)) {
		return left;
	}

	if (isObject(left) && isObject(right)) {
		const both = Object.fromEntries(
			Object.keys(left)
				.filter(key => Object.hasOwn(right, key))
				.map(key => [key, common(left[key], right[key])]),
		);

		return inPart(both);
	}

	return same(left, right) ? left : open;
}

export const same = (left: Shape, right: Shape): boolean =>
	left === right ||
	(left !== open &&
		right !== open &&
		JSON.stringify(marked(left)) === JSON.stringify(marked(right)));

/** With what is open told apart from an empty object. */
const marked = (shape: Shape): unknown => {
	if (shape === open) {
		return '\uE002';
	}

	if (Array.isArray(shape)) {
		return shape.map(marked);
	}

	return isObject(shape)
		? Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, marked(value)]))
		: shape;
};

/** Whether a value is known through and through. */
export const isKnown = (shape: Shape): boolean => shape !== open && every(shape, isKnown);

/** Whether its keys and items are all known, whatever they hold. */
export const isComplete = (shape: Shape): boolean =>
	shape === open || (!(isObject(shape) && partial.has(shape)) && every(shape, isComplete));

const every = (shape: Shape, holds: (inner: Shape) => boolean): boolean =>
	typeof shape !== 'object' || shape === null || Object.values(shape).every(holds);
