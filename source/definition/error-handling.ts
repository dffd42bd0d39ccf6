import {isObject, type JsonObject, member} from '../json.ts';
import type {Definition} from './parse-definition.ts';
import {type StateAt, walkStates} from './walk-states.ts';

export type ErrorHandling = {
	state: StateAt;
	/** The error names of each retrier, in order; empty where the state has no Retry. */
	retries: string[][];
	catches: string[][];
};

const handling = new Set(['Task', 'Parallel', 'Map']);

/** The states that can have Retry and Catch, with what they have. */
export function statesWithRetryCatch(definition: Definition): ErrorHandling[] {
	return walkStates(definition)
		.filter(({type}) => type !== null && handling.has(type))
		.map(state => ({
			state,
			retries: errorsIn(state.value, 'Retry'),
			catches: errorsIn(state.value, 'Catch'),
		}));
}

function errorsIn(value: JsonObject, field: string): string[][] {
	const handlers = member(value, field);

	return (Array.isArray(handlers) ? handlers : []).filter(isObject).map(handler => {
		const errors = member(handler, 'ErrorEquals');

		return (Array.isArray(errors) ? errors : []).filter(error => typeof error === 'string');
	});
}

/** Choice states that fail with States.NoChoiceMatched when no rule fits. */
export const choiceWithoutDefault = (definition: Definition): StateAt[] =>
	walkStates(definition).filter(
		({type, value}) => type === 'Choice' && typeof member(value, 'Default') !== 'string',
	);

/** A number of seconds, or the expression that gives it; null where none is set. */
export type Seconds = number | string | null;

/**
 * The time limits of a state, or of a whole definition. Without one a task may run for 99999999
 * seconds. https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
 */
export function timeoutOf({value}: {value: JsonObject}): {timeout: Seconds; heartbeat: Seconds} {
	return {
		timeout: secondsIn(value, 'TimeoutSeconds'),
		heartbeat: secondsIn(value, 'HeartbeatSeconds'),
	};
}

function secondsIn(value: JsonObject, field: string): Seconds {
	const seconds = member(value, field) ?? member(value, `${field}Path`);

	return typeof seconds === 'number' || typeof seconds === 'string' ? seconds : null;
}
