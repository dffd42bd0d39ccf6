import {member} from '../../../json.ts';
import {argumentsOf, outputFrom} from '../data-flow.ts';
import {readPath} from '../json-path.ts';
import {placeResult, throughPath} from '../json-path-flow.ts';
import {evaluateJsonata} from '../jsonata.ts';
import {type Frame, leave, type StateResult, stateError, textIn} from '../run.ts';
import {StatesError} from '../states-error.ts';
import type {Steps} from '../steps.ts';

// biome-ignore lint/correctness/useYield: takes no time
export function* pass(frame: Frame): Steps<StateResult> {
	const {state, language} = frame;

	if (language === 'JSONata') {
		return leave(frame, outputFrom(frame.input, frame));
	}

	const result = Object.hasOwn(state, 'Result') ? state.Result : argumentsOf(frame);
	const placed = placeResult(member(state, 'ResultPath'), result, frame);

	return leave(frame, throughPath('OutputPath', placed, frame));
}

export function* wait(frame: Frame): Steps<StateResult> {
	yield waitsUntil(frame);

	return leave(frame, passedOn(frame));
}

// biome-ignore lint/correctness/useYield: takes no time
export function* succeed(frame: Frame): Steps<StateResult> {
	return {output: passedOn(frame), next: null};
}

// biome-ignore lint/correctness/useYield: takes no time
export function* fail(frame: Frame): Steps<StateResult> {
	throw new StatesError(failureText('Error', frame), failureText('Cause', frame));
}

/** These states take InputPath and OutputPath alone; in JSONata Output. */
export const passedOn = (frame: Frame): unknown =>
	frame.language === 'JSONata'
		? outputFrom(frame.input, frame)
		: throughPath('OutputPath', throughPath('InputPath', frame.input, frame), frame);

function waitsUntil(frame: Frame): number {
	const seconds = fieldValue('Seconds', frame);
	const timestamp = fieldValue('Timestamp', frame);

	if (typeof seconds === 'number' && seconds >= 0) {
		return frame.run.now + seconds * 1000;
	}

	const until = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;

	if (Number.isNaN(until)) {
		throw stateError(
			frame,
			`The Wait state has no usable Seconds (${JSON.stringify(seconds)}) or Timestamp (${JSON.stringify(timestamp)}).`,
		);
	}

	return Math.max(until, frame.run.now);
}

/** Of a field, or of its `…Path`. */
function fieldValue(field: string, frame: Frame): unknown {
	const path = textIn(frame.state, `${field}Path`);

	if (frame.language === 'JSONPath' && path !== null) {
		return readPath(path, frame.input, frame);
	}

	const value = member(frame.state, field);

	return frame.language === 'JSONata' ? evaluateJsonata(value, field, {}, frame) : value;
}

function failureText(field: string, frame: Frame): string | null {
	const value = fieldValue(field, frame);

	return typeof value === 'string' ? value : null;
}
