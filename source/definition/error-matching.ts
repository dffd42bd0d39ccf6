import {isObject, type JsonObject, member} from '../json.ts';
import type {StateAt} from './walk-states.ts';

export type Handler = {
	kind: 'Retry' | 'Catch';
	/** Its place in the list, from 0. */
	index: number;
	errors: string[];
	/** How often a retrier tries again at the most; null for a catcher. */
	maxAttempts: number | null;
	/** Where a catcher goes on; null for a retrier. */
	next: string | null;
};

/** Both lists in the order in which they are asked. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const handlersOf = ({value}: StateAt): Handler[] => [
	...handlersIn(value, 'Retry'),
	...handlersIn(value, 'Catch'),
];

function handlersIn(state: JsonObject, kind: Handler['kind']): Handler[] {
	const list = member(state, kind);

	return (Array.isArray(list) ? list : []).filter(isObject).map((handler, index) => {
		const errors = member(handler, 'ErrorEquals');
		const attempts = member(handler, 'MaxAttempts');
		const next = member(handler, 'Next');

		return {
			kind,
			index,
			errors: (Array.isArray(errors) ? errors : []).filter(error => typeof error === 'string'),
			maxAttempts: kind === 'Retry' ? (typeof attempts === 'number' ? attempts : 3) : null,
			next: typeof next === 'string' ? next : null,
		};
	});
}

/** Null where a handler matches; otherwise why it does not. Error names are told apart by case. */
export function whyNoMatch({errors}: Pick<Handler, 'errors'>, error: string): string | null {
	if (error === 'States.Runtime') {
		return 'States.Runtime ends the execution at once: it is never retried, and States.ALL does not catch it';
	}

	if (errors.includes(error)) {
		return null;
	}

	if (error === 'States.DataLimitExceeded') {
		return errors.includes('States.ALL')
			? 'States.ALL does not match States.DataLimitExceeded: it has to be named'
			: `it does not name ${error}`;
	}

	if (errors.includes('States.ALL')) {
		return null;
	}

	if (errors.includes('States.TaskFailed')) {
		return error === 'States.Timeout' ? 'States.TaskFailed does not match States.Timeout' : null;
	}

	const alike = errors.find(name => lastPart(name) === lastPart(error));

	return alike === undefined
		? `it does not name ${error}`
		: `it names ${alike}, and the error is ${error}`;
}

/** `Lambda.TooManyRequestsException` and `TooManyRequestsException` are mixed up often. */
const lastPart = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? '';
