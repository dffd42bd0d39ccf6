import {member} from '../../json.ts';
import {effectiveInput, outputOf, placeResult} from './json-path-flow.ts';
import {evaluateJsonata} from './jsonata.ts';
import type {Frame} from './run.ts';

/** What a state works on, in its own query language. */
export function argumentsOf(frame: Frame): unknown {
	if (frame.language === 'JSONPath') {
		return effectiveInput(frame);
	}

	const given = member(frame.state, 'Arguments');

	return given === undefined ? frame.input : evaluateJsonata(given, 'Arguments', {}, frame);
}

/** What a state hands on of its result. */
export function outputFrom(result: unknown, frame: Frame): unknown {
	if (frame.language === 'JSONPath') {
		return outputOf(result, frame);
	}

	const output = member(frame.state, 'Output');

	return output === undefined ? result : evaluateJsonata(output, 'Output', {result}, frame);
}

/** What a catcher hands on: in JSONPath without OutputPath, which does not count here. */
export function caughtOutput(
	errorOutput: {Error: string; Cause: string},
	catcher: Record<string, unknown>,
	frame: Frame,
): unknown {
	if (frame.language === 'JSONPath') {
		return placeResult(member(catcher, 'ResultPath'), errorOutput, frame);
	}

	const output = member(catcher, 'Output');

	return output === undefined
		? errorOutput
		: evaluateJsonata(output, 'Catch/Output', {errorOutput}, frame);
}
